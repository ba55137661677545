// Use case at the edge: verifies an uploaded file by its hash. The file is not stored.

import { refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Clock } from '../../core/instant.ts';
import { type FileClaim, readClaim } from './claims/file-claim.ts';
import { type CertificateRecord, judge, type Verdict } from './verdict.ts';

/**
 * - `exact`: byte for byte a file that was issued. Whether its certificate still counts is the certificate's verdict.
 * - `altered`: other bytes than those issued, and the file carries the address of a certificate that exists. A copy that
 *   another program saved is altered too: it does not show what else was changed.
 * - `unknown`: neither. It carries no address that could be read, one that no certificate has, or one of a certificate that
 *   has no files yet.
 */
export const fileResults = ['exact', 'altered', 'unknown'] as const;
export type FileResult = (typeof fileResults)[number];

/** The grounds of the result. */
export const fileGrounds = ['issued_bytes', 'other_bytes', 'no_code', 'code_not_issued', 'not_issued_yet'] as const;
export type FileGrounds = (typeof fileGrounds)[number];

export interface FileVerdict {
  readonly result: FileResult;
  readonly grounds: FileGrounds;
  readonly sha256: string;
  readonly claim: FileClaim;
  /** The verdict on the certificate that the file belongs to or claims, from its record alone. */
  readonly verdict: Verdict | null;
}

export interface VerifyFilePorts {
  readonly clock: Clock;
  /** The certificate with this file hash, otherwise the one with the first code that exists. */
  readonly findRecordOfFile: (sha256: string, claimedCodes: readonly string[]) => Promise<CertificateRecord | null>;
}

/** @throws DomainError unsupported_file if the file is neither a PDF nor a PNG. */
export async function verifyFile(ports: VerifyFilePorts, bytes: Uint8Array<ArrayBuffer>): Promise<FileVerdict> {
  const claim = await readClaim(bytes);
  if (claim === null) throw refuse('unsupported_file', { accepts: ['application/pdf', 'image/png'] });
  const sha256 = await sha256Hex(bytes);
  const record = await ports.findRecordOfFile(sha256, claim.codes);
  if (record === null) {
    const grounds = claim.codes.length === 0 ? 'no_code' : 'code_not_issued';
    return { result: 'unknown', grounds, sha256, claim, verdict: null };
  }
  const verdict = judge(record, 'not_checked', ports.clock());
  return { ...compare(sha256, record.files[claim.format]?.sha256), sha256, claim, verdict };
}

function compare(sha256: string, issued: string | undefined): Pick<FileVerdict, 'result' | 'grounds'> {
  if (issued === undefined) return { result: 'unknown', grounds: 'not_issued_yet' };
  return issued === sha256
    ? { result: 'exact', grounds: 'issued_bytes' }
    : { result: 'altered', grounds: 'other_bytes' };
}
