// Use case at the edge: is this file one that was issued? Compared by its hash; the file itself is kept nowhere.

import { refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Clock } from '../../core/instant.ts';
import { type FileClaim, readClaim } from './claims/file-claim.ts';
import { type CertificateRecord, judge, type Verdict } from './verdict.ts';

/**
 * - `exact`: byte for byte a file that was issued. Whether its certificate still counts is the certificate's verdict.
 * - `altered`: other bytes than those issued, and the file carries the address of a certificate that exists. A copy that a
 *   program saved anew is altered too: nobody can tell from it what else was changed.
 * - `unknown`: neither. It carries no address that could be read, one that no certificate has, or one of a certificate whose
 *   files are still being made.
 */
export type FileResult = 'exact' | 'altered' | 'unknown';

/** Why the result is what it is. */
export type FileGrounds = 'issued_bytes' | 'other_bytes' | 'no_code' | 'code_not_issued' | 'not_issued_yet';

export interface FileVerdict {
  readonly result: FileResult;
  readonly grounds: FileGrounds;
  readonly sha256: string;
  readonly claim: FileClaim;
  /** Of the certificate it is, or claims to be. */
  readonly verdict: Verdict | null;
}

export interface VerifyFilePorts {
  readonly clock: Clock;
  /** The certificate with this very file, or else the one the code names. */
  readonly findRecordOfFile: (sha256: string, claimedCode: string | null) => Promise<CertificateRecord | null>;
}

/** @throws DomainError unsupported_file for what is neither a PDF nor a PNG. */
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

/** The first of the codes that somebody was issued; the hash outweighs them all. */
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
