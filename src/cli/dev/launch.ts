// Starts all parts of a local Laurel in order. start.ts decides when they stop.

import { join } from 'node:path';
import { describeFaults, readConfig } from '../../app/configuration/config.ts';
import { showDemo } from '../demo/show-demo.ts';
import { openExample } from '../example/open-example.ts';
import { describeR2, writeRunningConfig } from '../operator/operator-connections.ts';
import { createProgress } from '../process/progress.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import type { StopList } from '../process/stop-list.ts';
import type { StartArguments } from './arguments.ts';
import { openWorkerBuild } from './build-worker.ts';
import { parseListenPort, parsePort, refuseTakenPort } from './check-port.ts';
import { driveCron } from './drive-cron.ts';
import { emptyHomeFolder, type HomeFolder, locateHomeFolder, openHomeFolder } from './home-folder.ts';
import { lockHomeFolder } from './home-lock.ts';
import { openLocalDatabase } from './local-database.ts';
import type { LocalS3 } from './local-s3.ts';
import type { LocalWorker, LocalWorkerOptions } from './local-worker.ts';
import { chooseJwtSecret, loadOrMakeSecrets, type Secrets } from './secrets.ts';
import { waitUntilGone } from './wait-until-gone.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { wrapWorkerd } from './wrap-workerd.ts';

export interface LaunchOptions {
  readonly startArguments: StartArguments;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (line: string) => void;
  readonly stops: StopList;
  /** Called with a sentence when what Laurel needs has gone, also while it starts. */
  readonly onLost?: (sentence: string) => void;
}

export interface Launched {
  readonly baseUrl: string;
}

/** Adds everything that it starts to `stops` immediately. */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { startArguments, environment, print, stops, onLost = () => {} } = options;
  const port = parseListenPort(environment.PORT);
  const inspectorPort = parsePort(environment.INSPECTOR_PORT, 'INSPECTOR_PORT', null);
  const examplePort = startArguments.example ? parsePort(environment.EXAMPLE_PORT, 'EXAMPLE_PORT', 8788) : null;
  validateVariables(describeVariables(options, { port, ...partsLater }));
  const home = await openHome(options);
  waitUntilGone(home.lockFile, stops.signal).then(() => onLost(`The data folder ${home.path} was deleted.`));
  await refuseTakenPort(port);
  if (examplePort !== null) await refuseTakenPort(examplePort, 'EXAMPLE_PORT');
  if (inspectorPort !== null) await refuseTakenPort(inspectorPort, 'INSPECTOR_PORT');
  print('Laurel is starting. The first start takes longer.');
  const secrets = loadOrMakeSecrets(home.secretsFile);
  const jwtSecret = chooseJwtSecret(environment, secrets);
  const progress = createProgress({ print, signal: stops.signal });
  await stops.add(wrapWorkerd(home.path));

  const databaseUrl = environment.DATABASE_URL || null;
  const [database, s3, buildFolder] = await Promise.all([
    openLocalDatabase({ home, password: secrets.postgresPassword, databaseUrl, progress, stops, onLost }),
    progress.step('Object store', () => openS3(home, secrets, stops)),
    startArguments.deno
      ? null
      : progress.step('Worker built', () => openWorkerBuild(home.build, join(home.path, 'wrangler'))),
  ]);
  const baseUrl = `http://localhost:${port}`;
  const variables = describeVariables(options, {
    ...{ port, jwtSecret, s3, databaseUrl: database.url },
    // Not the secret of tokens that the environment may change: it opens what is stored.
    webhookSecret: secrets.jwtSecret,
  });
  if (examplePort !== null) variables.CORS_ORIGINS += ` http://localhost:${examplePort}`;
  const r2Access = { accessKeyId: secrets.s3AccessKeyId, secretAccessKey: secrets.s3SecretAccessKey };
  const plan = { home, port, inspectorPort, variables, r2Access, stops, buildFolder };
  const worker = await progress.step('Worker started', () => openWorker(plan));
  worker.ended.then((sentence) => onLost(sentence));
  await stops.add(
    writeRunningConfig(home, { ...variables, ...describeR2(worker.r2), OWN_SOCKET_URL: worker.ownSocketUrl }),
  );
  await progress.step('Ready', () => waitUntilReady(worker.url, stops.signal));
  const report = (error: unknown) => print(`A cron run failed: ${String(error)}`);
  await stops.add(driveCron(worker.tick, { report }));
  const example = { port: examplePort, laurel: baseUrl, workerUrl: worker.url, jwtSecret, progress, stops };
  const exampleUrl = await openExample(example);
  await showDemo({
    startArguments,
    home,
    database: database.name,
    jwtSecret,
    baseUrl,
    workerUrl: worker.url,
    exampleUrl,
    progress,
    print,
  });
  return { baseUrl };
}

async function openHome({ startArguments, environment, stops }: LaunchOptions): Promise<HomeFolder> {
  if (startArguments.reset && environment.DATABASE_URL) {
    const reason = '--reset does not delete data at DATABASE_URL';
    throw new StartRefusal(`${reason}; clear that database yourself and start without --reset.`, 2);
  }
  const home = locateHomeFolder(environment);
  openHomeFolder(home);
  const lock = lockHomeFolder(home);
  await stops.add(lock.release);
  if (startArguments.reset) emptyHomeFolder(home);
  return home;
}

/** Miniflare and wrangler are large, so they are loaded only after the fast checks. */
async function openS3(home: HomeFolder, secrets: Secrets, stops: StopList): Promise<LocalS3> {
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = secrets;
  const { startLocalS3 } = await import('./local-s3.ts');
  const s3 = await startLocalS3({ accessKeyId, secretAccessKey, folder: home.s3 });
  await stops.add(s3.stop);
  return s3;
}

interface Parts {
  readonly port: number;
  readonly jwtSecret: string;
  readonly webhookSecret: string;
  readonly databaseUrl: string;
  readonly s3: Omit<LocalS3, 'stop'>;
}

/** Stand for what does not run yet, while the environment is checked. */
const placeholder = 'x'.repeat(64);
const partsLater: Omit<Parts, 'port'> = {
  jwtSecret: placeholder,
  webhookSecret: placeholder,
  databaseUrl: 'postgres://checked/later',
  s3: {
    ...{ endpoint: 'http://127.0.0.1:1', bucket: 'certs', region: 'auto' },
    ...{ accessKeyId: placeholder, secretAccessKey: placeholder },
  },
};

function describeVariables(
  { startArguments, environment }: LaunchOptions,
  { port, jwtSecret, webhookSecret, databaseUrl, s3 }: Parts,
): Record<string, string> {
  return {
    LAUREL_ENV: 'development',
    PUBLIC_URL: `http://localhost:${port}`,
    JWT_SECRET: jwtSecret,
    WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: databaseUrl,
    CORS_ORIGINS: loopbackOrigins,
    ...pickDefined(environment, forwardedVariables),
    ...describeS3(s3, startArguments, environment),
  };
}

/** The Worker's own checks, made before anything starts. */
function validateVariables(variables: Readonly<Record<string, string>>): void {
  const { faults } = readConfig(variables);
  if (faults.length > 0) throw new StartRefusal(describeFaults(faults), 2);
}

/** Frontends under development run on any local port. */
const loopbackOrigins = 'http://localhost:* http://127.0.0.1:* http://[::1]:*';

/** Worker variables that a local start takes from the environment. */
const forwardedVariables = [
  'CORS_ORIGINS',
  'JWT_SECRET_PREVIOUS',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_PREVIOUS',
  'WEBHOOK_RESOLVER_URL',
  'DOWNLOAD_SECRET',
  'DOWNLOAD_SECRET_PREVIOUS',
  'JWKS_URL',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
  'JWT_PLAYER_ISSUER',
  'JWT_ISSUERS',
  'JWT_ROLES_CLAIM',
  'METRICS_TOKEN',
  'RATE_LIMITS',
  'LOG_REQUESTS',
  'MODERATION_FOUR_EYES',
  'MODERATION_APPEAL_DAYS',
  'LIVE_SOCKETS_PER_ADDRESS',
  'CHECK_ANSWERS',
] as const;

function pickDefined(environment: LaunchOptions['environment'], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

const flagNames = ['CERT_S3_DUAL_WRITE', 'CERT_S3_READ_PRIMARY', 'CERT_S3_BACKFILL_ENABLED'] as const;

/** `--s3` turns on two flags; the environment overrides each flag. */
function describeS3(
  s3: Omit<LocalS3, 'stop'>,
  startArguments: StartArguments,
  environment: LaunchOptions['environment'],
) {
  const flags = flagNames.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]));
  return {
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_REGION: s3.region,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    ...(startArguments.s3 ? { CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: 'true' } : {}),
    ...(Object.fromEntries(flags) as Record<string, string>),
  };
}

interface WorkerPlan {
  readonly home: HomeFolder;
  readonly port: number;
  readonly inspectorPort: number | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly r2Access: LocalWorkerOptions['r2Access'];
  readonly stops: StopList;
  /** null: Deno needs none. */
  readonly buildFolder: string | null;
}

async function openWorker({ home, stops, buildFolder, ...plan }: WorkerPlan): Promise<LocalWorker> {
  const folders = { stateFolder: home.state, logFile: join(home.path, 'worker.log') };
  const worker =
    buildFolder === null
      ? await (await import('./local-deno.ts')).startLocalDeno({ ...plan, ...folders })
      : await (await import('./local-worker.ts')).startLocalWorker({ ...plan, ...folders, buildFolder });
  await stops.add(worker.stop);
  return worker;
}
