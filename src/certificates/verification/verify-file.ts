// Use case at the edge: verifies an uploaded file by its hash. The file is not stored.

import { refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Clock } from '../../core/instant.ts';
import { type FileClaim, readClaim } from './claims/file-claim.ts';
import { type CertificateRecord, judge, type Verdict } from './verdict.ts';

/**
 * - `exact`: the bytes of an issued file. Whether its certificate is valid is a separate verdict.
 * - `altered`: not the issued bytes, but the file contains the address of an existing certificate. A copy that a program saved again is
 *   altered too, because other changes cannot be excluded.
 * - `unknown`: neither. The file contains no readable address, an address without a certificate, or the address of a certificate whose
 *   files are not made yet.
 */
export type FileResult = 'exact' | 'altered' | 'unknown';

/** The grounds of the result. */
export type FileGrounds = 'issued_bytes' | 'other_bytes' | 'no_code' | 'code_not_issued' | 'not_issued_yet';

export interface FileVerdict {
  readonly result: FileResult;
  readonly grounds: FileGrounds;
  readonly sha256: string;
  readonly claim: FileClaim;
  /** The verdict on the certificate that the file belongs to, or claims to. */
  readonly verdict: Verdict | null;
}

export interface VerifyFilePorts {
  readonly clock: Clock;
  /** The certificate with this file hash, otherwise the one with the code. */
  readonly findRecordOfFile: (sha256: string, claimedCode: string | null) => Promise<CertificateRecord | null>;
}

/** @throws DomainError unsupported_file if the file is neither a PDF nor a PNG. */
export async function verifyFile(ports: VerifyFilePorts, bytes: Uint8Array<ArrayBuffer>): Promise<FileVerdict> {
  const claim = await readClaim(bytes);
  if (claim === null) throw refuse('unsupported_file', { accepts: ['application/pdf', 'image/png'] });
  const sha256 = await sha256Hex(bytes);
  const record = await findRecord(ports, sha256, claim.codes);
  if (record === null) {
    const grounds = claim.codes.length === 0 ? 'no_code' : 'code_not_issued';
    return { result: 'unknown', grounds, sha256, claim, verdict: null };
  }
  const issued = record.files[claim.format];
  if (issued === null) {
    const verdict = judge(record, 'not_checked', ports.clock());
    return { result: 'unknown', grounds: 'not_issued_yet', sha256, claim, verdict };
  }
  const isExact = issued.sha256 === sha256;
  const verdict = judge(record, isExact ? 'matches' : 'differs', ports.clock());
  const [result, grounds] = isExact ? (['exact', 'issued_bytes'] as const) : (['altered', 'other_bytes'] as const);
  return { result, grounds, sha256, claim, verdict };
}

/** By the hash, otherwise by the first code that exists. */
async function findRecord(
  { findRecordOfFile }: VerifyFilePorts,
  sha256: string,
  codes: readonly string[],
): Promise<CertificateRecord | null> {
  for (const code of codes.length === 0 ? [null] : codes) {
    const record = await findRecordOfFile(sha256, code);
    if (record !== null) return record;
  }
  return null;
}
