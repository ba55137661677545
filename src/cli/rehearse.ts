// `npm run rehearse`: go or no-go for an S3 bucket, before any flag is turned on. Without one, tries the bundled S3 server.

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readStorageConfig } from '../config.ts';
import { readRules } from '../objects/apply-lifecycle.ts';
import { compareRules, faultsOf, lifecycleRules } from '../objects/lifecycle.ts';
import { judgeRehearsal, type RehearsalMeasures, rehearsalLimits } from '../objects/rehearsal.ts';
import { rehearseObjects, requestsPerObject } from '../objects/rehearse-objects.ts';
import { createS3Store, type S3Config, type S3Store } from '../objects/s3.ts';
import { firstSentence } from './arguments.ts';
import { locateHomeFolder } from './home-folder.ts';
import { findVariables } from './operator-world.ts';
import { createProgressBar } from './progress-bar.ts';
import { runCommand } from './run-command.ts';
import { StartRefusal } from './start-refusal.ts';

const help = `Usage: npm run rehearse -- [--objects 500] [--size-kb 200] [--concurrency 2] [--json]

Uploads objects below _temp/ of the S3 bucket, reads each back by a presigned URL, compares hashes, deletes them, and says go or
no-go with the figures. Uses S3_* of the environment, else of the Laurel running here, else a bundled S3 server.
Exit codes: 0 go, 1 no-go, 2 refused.
`;

type Environment = Readonly<Record<string, string | undefined>>;

export interface Rehearsed extends ReturnType<typeof judgeRehearsal> {
  readonly objects: number;
  readonly requests: number;
}

/** @throws StartRefusal */
export async function rehearse(words: readonly string[], environment: Environment): Promise<Rehearsed> {
  const { objects, sizeKb, concurrency } = parseWords(words);
  const { s3, flags, stop } = await findS3(environment);
  const bar = createProgressBar();
  try {
    const store = createS3Store(s3);
    const onProgress = (done: number) => bar.show(done, objects, null);
    const name = crypto.randomUUID().slice(0, 8);
    const errorsMax = objects * requestsPerObject * rehearsalLimits.errorShare;
    const plan = { objects, sizeBytes: sizeKb * 1000, atOnce: concurrency, errorsMax, name, onProgress };
    const measured = await rehearseObjects(store, plan);
    const { requests } = measured;
    return {
      objects: measured.objects,
      requests,
      ...judgeRehearsal({ ...measured, flags, ...(await lookAtLifecycle(store)) }),
    };
  } finally {
    bar.end();
    await stop();
  }
}

export function describeRehearsal({ criteria, isGo, objects, requests }: Rehearsed): string {
  const lines = criteria.map(
    ({ name, limit, measured, isMet }) => `${isMet ? '✓' : '✗'} ${name.padEnd(12)} ${limit.padEnd(16)} ${measured}`,
  );
  return [...lines, `${isGo ? 'GO' : 'NO-GO'} after ${objects} objects and ${requests} requests`, ''].join('\n');
}

async function lookAtLifecycle(store: S3Store) {
  const lifecycleFaults = faultsOf('s3', lifecycleRules.s3);
  try {
    return { lifecycleFaults, lifecycleDifferences: compareRules(lifecycleRules.s3, await readRules(store)).length };
  } catch (error) {
    const reason = (error as Error).message;
    if (!reason.includes('NotImplemented')) lifecycleFaults.push(`The bucket's rules cannot be read: ${reason}.`);
    return { lifecycleFaults, lifecycleDifferences: null };
  }
}

interface Found {
  readonly s3: S3Config;
  readonly flags: RehearsalMeasures['flags'];
  stop(): Promise<void>;
}

async function findS3(environment: Environment): Promise<Found> {
  const isNamed = Boolean(environment.S3_ENDPOINT) || existsSync(locateHomeFolder(environment).runningFile);
  if (isNamed) {
    const { s3, flags } = readStorageConfig(findVariables(environment));
    if (s3 === null) throw new StartRefusal('S3_ENDPOINT, S3_BUCKET and its keys are needed.', 2);
    return { s3, flags, stop: async () => {} };
  }
  const { startLocalS3 } = await import('./local-s3.ts');
  const { stop, ...s3 } = await startLocalS3({ accessKeyId: 'rehearsal', secretAccessKey: crypto.randomUUID() });
  const { flags } = readStorageConfig({
    ...environment,
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  });
  return { s3, flags, stop };
}

function parseWords(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { objects: text, 'size-kb': text, concurrency: text, json: flag };
  try {
    const { values } = parseArgs({ args: [...words], options });
    return {
      objects: wholeNumber('objects', values.objects ?? '500', 100_000),
      sizeKb: wholeNumber('size-kb', values['size-kb'] ?? '200', 20_000),
      concurrency: wholeNumber('concurrency', values.concurrency ?? '2', 64),
    };
  } catch (error) {
    throw new StartRefusal(`${firstSentence(error)}; \`npm run rehearse -- --help\` lists the options.`, 2);
  }
}

function wholeNumber(name: string, word: string, max: number): number {
  const number = Number(word);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new Error(`--${name} is a whole number from 1 to ${max}, not "${word}"`);
}

if (import.meta.main) {
  await runCommand(async () => {
    const words = process.argv.slice(2);
    if (words.includes('--help')) return void process.stdout.write(help);
    const rehearsed = await rehearse(words, process.env);
    process.stdout.write(
      words.includes('--json') ? `${JSON.stringify(rehearsed, null, 2)}\n` : describeRehearsal(rehearsed),
    );
    process.exitCode = rehearsed.isGo ? 0 : 1;
  });
}
