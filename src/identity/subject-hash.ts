// Keyed hashes of subjects. They stay after an erasure while a sanction runs, and tell nothing without the secret.

import { toHex } from '../core/hex.ts';
import { deriveKeyOnce, signText } from '../http/derived-key.ts';

/** One hash for each secret in use, so that a secret can be replaced. Empty without a secret: then no subject is recognised again. */
export type SubjectHashes = (subject: {
  readonly issuer: string;
  readonly subject: string;
}) => Promise<readonly string[]>;

export function createSubjectHashes(secrets: readonly string[]): SubjectHashes {
  const keys = secrets.map((secret) => deriveKeyOnce(secret, 'laurel erased subject 1'));
  // Neither part has control characters.
  return ({ issuer, subject }) =>
    Promise.all(keys.map(async (key) => toHex(await signText(await key(), `${issuer}\n${subject}`))));
}
