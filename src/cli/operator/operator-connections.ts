// Opens the database and both stores for operator commands. The configuration comes from the environment or from the Laurel that runs
// on this machine.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { readStorageConfig } from '../../app/configuration/config.ts';
import type { StorageConfig } from '../../app/configuration/storage-config.ts';
import { type Id, type IdKind, makeId } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import { openDatabase } from '../../db/client.ts';
import { createMirroredStore, type MirroredStore } from '../../objects/stores/mirrored.ts';
import { createS3Store, type S3Config, type S3Store } from '../../objects/stores/s3.ts';
import { dialects } from '../../objects/stores/s3-dialect.ts';
import { type HomeFolder, locateHomeFolder } from '../dev/home-folder.ts';
import { StartRefusal } from '../process/start-refusal.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const r2Variables = z.object({
  R2_ENDPOINT: z.url(),
  R2_BUCKET: z.string().min(1),
  R2_ACCESS_KEY_ID: z.string().min(1),
  R2_SECRET_ACCESS_KEY: z.string().min(1),
});

export const operatorHelp = `Environment (not needed while \`npm start\` runs on this machine)
  DATABASE_URL   Postgres
  S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_SESSION_TOKEN
  S3_DIALECT, S3_ADDRESSING, S3_ENCRYPTION, S3_KMS_KEY_ID, S3_CHECKSUMS, S3_LIFECYCLE, S3_REQUESTS_PER_SECOND   see
    docs/operations/configuration.md
  R2_ENDPOINT, R2_BUCKET, R2_ACCESS_KEY_ID, R2_SECRET_ACCESS_KEY   S3 endpoint of R2
  CERT_S3_DUAL_WRITE, CERT_S3_READ_PRIMARY, CERT_S3_BACKFILL_ENABLED   same values as the Worker
`;

export function describeR2(r2: S3Config): Record<string, string> {
  return {
    R2_ENDPOINT: r2.endpoint,
    R2_BUCKET: r2.bucket,
    R2_ACCESS_KEY_ID: r2.accessKeyId,
    R2_SECRET_ACCESS_KEY: r2.secretAccessKey,
  };
}

/** @returns a function that removes the file. */
export function writeRunningConfig(home: HomeFolder, variables: Variables): () => void {
  writeFileSync(home.runningFile, JSON.stringify(variables, null, 2), { mode: 0o600 });
  return () => rmSync(home.runningFile, { force: true });
}

const storeVariables = [
  ...['ENDPOINT', 'BUCKET', 'REGION', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN', 'DIALECT', 'ADDRESSING'],
  ...['ENCRYPTION', 'KMS_KEY_ID', 'CHECKSUMS', 'LIFECYCLE', 'REQUESTS_PER_SECOND'],
  // Of `npm run rehearse`.
  ...['READ_ACCESS_KEY_ID', 'READ_SECRET_ACCESS_KEY'],
].map((name) => `S3_${name}`);

/**
 * A misspelled or incomplete set of variables must not fall back to another server: the command would report on the wrong one.
 * @throws StartRefusal that names the variable.
 */
export function refuseStrayVariables(environment: Variables): void {
  const given = Object.keys(environment).filter((name) => /^(S3|R2)_/.test(name) && environment[name]);
  const unknown = given.find((name) => !storeVariables.includes(name) && !Object.hasOwn(r2Variables.shape, name));
  if (unknown !== undefined) throw new StartRefusal(`${unknown} is not a variable of Laurel; --help lists them.`, 2);
  const orphan = given.find((name) => name.startsWith('S3_'));
  if (orphan !== undefined && !environment.S3_ENDPOINT)
    throw new StartRefusal(`${orphan} is set, but S3_ENDPOINT is not.`, 2);
}

/** The environment overrides the configuration of the running Laurel. @throws StartRefusal when there is neither. */
export function findVariables(environment: Variables): Variables {
  refuseStrayVariables(environment);
  const { runningFile } = locateHomeFolder(environment);
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  if (environment.DATABASE_URL || environment.S3_ENDPOINT) return given;
  if (!existsSync(runningFile)) {
    throw new StartRefusal(
      'No Laurel is running here: run npm start, or set the variables of the database and the stores.',
      2,
    );
  }
  return { ...(JSON.parse(readFileSync(runningFile, 'utf8')) as Variables), ...given };
}

/** Commands wait longer for a read than pages do. */
export const commandReadLimits = { readBudgetMs: 5_000 } as const;

export interface OperatorStores {
  readonly flags: StorageConfig['flags'];
  readonly r2: S3Store;
  readonly s3: S3Store;
  /** Both stores, configured as in the Worker. */
  readonly mirrored: MirroredStore;
}

/** @throws StartRefusal that names the missing variables. */
export function readS3(variables: Variables): StorageConfig & { readonly s3: S3Config } {
  const { s3, flags } = orRefuse(() => readStorageConfig(variables));
  if (s3 === null)
    throw new StartRefusal('S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are required.', 2);
  return { s3, flags };
}

export function openS3(variables: Variables): S3Store {
  return createS3Store(readS3(variables).s3, commandReadLimits);
}

export function openR2(variables: Variables): S3Store {
  const parsed = r2Variables.safeParse(variables);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new StartRefusal(`Commands use the S3 endpoint of R2: ${names} must be set.`, 2);
  }
  const access = {
    endpoint: parsed.data.R2_ENDPOINT,
    bucket: parsed.data.R2_BUCKET,
    region: 'auto',
    accessKeyId: parsed.data.R2_ACCESS_KEY_ID,
    secretAccessKey: parsed.data.R2_SECRET_ACCESS_KEY,
    name: 'r2',
    dialect: dialects.r2,
  } as const;
  return createS3Store(access, commandReadLimits);
}

/** Both stores. @throws StartRefusal that names the missing variables. */
export function openStores(variables: Variables): OperatorStores {
  const { flags } = readS3(variables);
  const [s3, r2] = [openS3(variables), openR2(variables)];
  return { flags, r2, s3, mirrored: createMirroredStore({ r2, s3, flags }) };
}

export function openOperatorDatabase(variables: Variables) {
  if (!variables.DATABASE_URL) throw new StartRefusal('DATABASE_URL must be set.', 2);
  if (!URL.canParse(variables.DATABASE_URL) || !/^postgres(ql)?:\/\/./.test(variables.DATABASE_URL))
    throw new StartRefusal('DATABASE_URL must look like postgres://user:password@host:5432/name.', 2);
  const db = openDatabase(variables.DATABASE_URL, 2);
  const newId = <K extends IdKind>(kind: K): Id<K> => {
    return makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));
  };
  return { db, clock: systemClock, newId };
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new StartRefusal((error as Error).message, 2);
  }
}
