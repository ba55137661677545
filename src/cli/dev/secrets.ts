// Secrets of a local Laurel: generated once and stored in a file that only the owner can read.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { StartRefusal } from '../process/start-refusal.ts';

const jwtSecretLengthMin = 32;

const secretsShape = z.object({
  jwtSecret: z.string().min(jwtSecretLengthMin),
  postgresPassword: z.string().min(1),
  s3AccessKeyId: z.string().min(1),
  s3SecretAccessKey: z.string().min(1),
});

export type Secrets = Readonly<z.infer<typeof secretsShape>>;

export function loadOrMakeSecrets(file: string): Secrets {
  const stored = loadSecrets(file);
  if (stored) return stored;
  const created: Secrets = {
    jwtSecret: randomBytes(32).toString('base64url'),
    postgresPassword: randomBytes(16).toString('hex'),
    s3AccessKeyId: `laurel${randomBytes(6).toString('hex')}`,
    s3SecretAccessKey: randomBytes(20).toString('hex'),
  };
  writeFileSync(file, `${JSON.stringify(created, null, 2)}\n`, { mode: 0o600 });
  return created;
}

/** Null when the file does not exist. */
export function loadSecrets(file: string): Secrets | null {
  if (!existsSync(file)) return null;
  try {
    return secretsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartRefusal(`${file} is damaged; restore it, or delete the whole folder to start over.`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** JWT_SECRET in the environment overrides the stored key. */
export function chooseJwtSecret(environment: Environment, stored: Secrets): string {
  const chosen = environment.JWT_SECRET || stored.jwtSecret;
  if (chosen.length < jwtSecretLengthMin) {
    throw new StartRefusal(`JWT_SECRET needs at least ${jwtSecretLengthMin} characters.`, 2);
  }
  return chosen;
}
