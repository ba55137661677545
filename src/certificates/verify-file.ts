// Use case at the edge: is this file one that was issued? Compared by its hash; the file itself is kept nowhere.

import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import type { Clock } from '../core/instant.ts';
import type { FileFormat } from './certificate.ts';
import { readClaim } from './file-claim.ts';
import { type CertificateRecord, judge, type Verdict } from './verdict.ts';

export interface FileVerdict {
  /** `altered`: it carries a certificate's address, but not the bytes issued. `unknown`: it carries none of ours. */
  readonly result: 'exact' | 'altered' | 'unknown';
  readonly format: FileFormat;
  readonly sha256: string;
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
  const claim = readClaim(bytes);
  if (claim === null) throw refuse('unsupported_file', { accepts: ['application/pdf', 'image/png'] });
  const { format, code } = claim;
  const sha256 = await sha256Hex(bytes);
  const record = await ports.findRecordOfFile(sha256, code);
  if (record === null) return { result: 'unknown', format, sha256, verdict: null };
  const isExact = record.files[format]?.sha256 === sha256;
  const verdict = judge(record, isExact ? 'matches' : 'differs', ports.clock());
  return { result: isExact ? 'exact' : 'altered', format, sha256, verdict };
}
