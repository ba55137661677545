// Secrets of a local Laurel: made once, kept where only the owner reads them.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
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
  const kept = loadSecrets(file);
  if (kept) return kept;
  const made: Secrets = {
    jwtSecret: randomBytes(32).toString('base64url'),
    postgresPassword: randomBytes(16).toString('hex'),
    s3AccessKeyId: `laurel${randomBytes(6).toString('hex')}`,
    s3SecretAccessKey: randomBytes(20).toString('hex'),
  };
  writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

/** Null when there are none yet. */
export function loadSecrets(file: string): Secrets | null {
  if (!existsSync(file)) return null;
  try {
    return secretsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartRefusal(
      `${file} cannot be read as Laurel's secrets; restore it, or delete the whole folder to begin anew.`,
    );
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** JWT_SECRET of the environment goes before the one kept. */
export function chooseJwtSecret(environment: Environment, kept: Secrets): string {
  const chosen = environment.JWT_SECRET || kept.jwtSecret;
  if (chosen.length < jwtSecretLengthMin) {
    throw new StartRefusal(`JWT_SECRET needs at least ${jwtSecretLengthMin} characters.`, 2);
  }
  return chosen;
}
