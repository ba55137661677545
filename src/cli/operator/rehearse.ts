// `npm run rehearse`: tests an S3 bucket before any storage flag is turned on. Without a bucket, tests the bundled S3 server.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStorageConfig } from '../../app/configuration/config.ts';
import { readRules } from '../../objects/lifecycle/apply-lifecycle.ts';
import { compareRules, faultsOf, lifecycleRules, temporaryPrefix } from '../../objects/lifecycle/lifecycle.ts';
import { judgeRehearsal, type RehearsalMeasures, type RehearsalVerdict } from '../../objects/rehearsal/rehearsal.ts';
import { clearRehearsal, rehearseObjects, requestsPerObject } from '../../objects/rehearsal/rehearse-objects.ts';
import { checkPermissions, type PermissionCheck } from '../../objects/rehearsal/rehearse-permissions.ts';
import { checkRefusals } from '../../objects/rehearsal/rehearse-refusals.ts';
import { describeFailure } from '../../objects/stores/object-store.ts';
import { createS3Store, type S3Config, type S3Store } from '../../objects/stores/s3.ts';
import { fitRules } from '../../objects/stores/s3-dialect.ts';
import { locateHomeFolder } from '../dev/home-folder.ts';
import { wrapWorkerd } from '../dev/wrap-workerd.ts';
import { createProgressBar } from '../process/progress-bar.ts';
import { runCommand } from '../process/run-command.ts';
import { findVariables, readS3, refuseStrayVariables } from './operator-connections.ts';
import { parseRehearseArguments } from './rehearse-arguments.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface Rehearsed extends RehearsalVerdict {
  /** The server and the bucket that were tested. */
  readonly target: string;
  readonly objects: number;
  readonly requests: number;
  readonly permissions: readonly PermissionCheck[];
  readonly refusals: readonly PermissionCheck[];
}

/** When aborted, it starts no further object and removes those it created. @throws StartRefusal */
export async function rehearse(
  args: readonly string[],
  environment: Environment,
  signal: AbortSignal = new AbortController().signal,
): Promise<Rehearsed> {
  const { objects, sizeKb, concurrency, otherBucket, limitsFor } = parseRehearseArguments(args);
  const { s3, flags, isLocal, stop } = await findS3(environment);
  const limits = limitsFor(isLocal);
  const bar = createProgressBar();
  try {
    const store = createS3Store(s3);
    const prefix = `${temporaryPrefix}rehearsal-${crypto.randomUUID().slice(0, 8)}/`;
    const errorsMax = objects * requestsPerObject * limits.errorShare;
    const onProgress = (done: number) => bar.show(done, objects, null);
    const plan = { objects, sizeBytes: sizeKb * 1000, atOnce: concurrency, errorsMax, prefix, signal, onProgress };
    const permissions = await checkPermissions(store, prefix);
    const foreign = { reader: readerOf(environment), otherBucket };
    const refusals = await checkRefusals(s3, prefix, foreign).catch((error: unknown) => [
      { permission: 'unsigned reads' as const, failed: describeFailure(error) },
    ]);
    const measured = await rehearseObjects(store, plan);
    const leftovers = await clearRehearsal(store, prefix);
    const rules = await compareLifecycle(store);
    const verdict = judgeRehearsal({ ...measured, permissions, refusals, leftovers, flags, ...rules }, limits);
    const target = `${s3.bucket} at ${new URL(s3.endpoint).host}`;
    return { target, objects: measured.objects, requests: measured.requests, permissions, refusals, ...verdict };
  } finally {
    bar.end();
    await stop();
  }
}

export function describeRehearsal(rehearsed: Rehearsed): string {
  const { target, criteria, failures, permissions, refusals, isGo, isCorrect, objects, requests } = rehearsed;
  const lines = criteria.map(
    ({ name, limit, measured, isMet }) => `${isMet ? '✓' : '✗'} ${name.padEnd(12)} ${limit.padEnd(16)} ${measured}`,
  );
  const refused = [...permissions, ...refusals].flatMap(({ permission, failed }) =>
    failed === null ? [] : [`  ${permission}: ${failed.detail}`],
  );
  const causes = failures.slice(0, causesMax).map(({ count, detail }) => `  ${count} × ${detail}`);
  const verdict = isGo ? 'GO' : isCorrect ? 'NO-GO: correct but slower than the limits,' : 'NO-GO';
  const summary = `${verdict} after ${objects} objects and ${requests} requests`;
  return [`Bucket ${target}`, ...lines, ...refused, ...causes, summary, ''].join('\n');
}

const causesMax = 10;

async function compareLifecycle(store: S3Store) {
  const wanted = fitRules(lifecycleRules.s3, store.dialect);
  const lifecycleFaults = faultsOf('s3', wanted);
  if (store.dialect.lifecycle === 'none') return { lifecycleFaults, lifecycleDifferences: null };
  try {
    return { lifecycleFaults, lifecycleDifferences: compareRules(wanted, await readRules(store)).length };
  } catch (error) {
    const { code } = describeFailure(error);
    if (code !== 'NotImplemented')
      lifecycleFaults.push(`The bucket's rules cannot be read: ${(error as Error).message}.`);
    return { lifecycleFaults, lifecycleDifferences: null };
  }
}

interface ConfiguredS3 {
  readonly s3: S3Config;
  readonly flags: RehearsalMeasures['flags'];
  /** The bundled server, or that of the Laurel that runs here. */
  readonly isLocal: boolean;
  stop(): Promise<void>;
}

async function findS3(environment: Environment): Promise<ConfiguredS3> {
  refuseStrayVariables(environment);
  const isLocal = !environment.S3_ENDPOINT;
  if (!isLocal || existsSync(locateHomeFolder(environment).runningFile))
    return { ...readS3(findVariables(environment)), isLocal, stop: async () => {} };
  const { startLocalS3 } = await import('../dev/local-s3.ts');
  const folder = mkdtempSync(join(tmpdir(), 'laurel-rehearse-'));
  const unwrapWorkerd = wrapWorkerd(folder);
  const { stop, ...s3 } = await startLocalS3({ accessKeyId: 'rehearsal', secretAccessKey: crypto.randomUUID() });
  const { flags } = readStorageConfig({
    ...environment,
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  });
  const stopAll = () =>
    stop().finally(() => {
      unwrapWorkerd();
      rmSync(folder, { recursive: true, force: true });
    });
  return { s3, flags, isLocal, stop: stopAll };
}

function readerOf({ S3_READ_ACCESS_KEY_ID: accessKeyId, S3_READ_SECRET_ACCESS_KEY: secretAccessKey }: Environment) {
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null;
}

if (import.meta.main) {
  await runCommand(async () => {
    const args = process.argv.slice(2);
    const interruption = new AbortController();
    const interrupt = () => interruption.abort();
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const rehearsed = await rehearse(args, process.env, interruption.signal);
    const { isGo, isCorrect } = rehearsed;
    process.stdout.write(
      args.includes('--json') ? `${JSON.stringify(rehearsed, null, 2)}\n` : describeRehearsal(rehearsed),
    );
    process.exitCode = interruption.signal.aborted ? 130 : isGo ? 0 : isCorrect ? 3 : 1;
  });
}
