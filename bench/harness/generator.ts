// Starts and controls the load generator, which is a separate process, so that generating load and measuring do not block each other.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Config } from '../../src/objects/stores/s3.ts';
import { ownRoot } from '../bed/laurel.ts';
import { readSamples, type Sample } from './sample.ts';

export interface LoadPlan {
  readonly scenario: string;
  readonly baseUrl: string;
  /** The repository whose scenarios are used: its API is the one they call. */
  readonly root: string;
  readonly jwtSecret: string;
  readonly s3: S3Config;
  /** Number of acts to prepare, without warm-up. */
  readonly count: number;
}

export interface Step {
  readonly ratePerSecond: number;
  readonly count: number;
  /** Poisson arrivals with this seed; null: even intervals. */
  readonly poissonSeed: number | null;
}

/** Message to the generator. */
export type Instruction = { readonly kind: 'prepare'; readonly plan: LoadPlan } | (Step & StepFile);
interface StepFile {
  readonly kind: 'drive';
  readonly samplesFile: string;
}

export interface Generator {
  /** @returns samples, ordered by due time. */
  drive(step: Step): Promise<Sample[]>;
  /** CPU time of the generator process, milliseconds. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export function planLoad(
  baseUrl: string,
  { scenario, count, root = ownRoot }: Pick<LoadPlan, 'scenario' | 'count'> & Partial<Pick<LoadPlan, 'root'>>,
  variables: Readonly<Record<string, string>>,
): LoadPlan {
  const read = (name: string) => variables[name] ?? '';
  return {
    scenario,
    count,
    baseUrl,
    root,
    jwtSecret: read('JWT_SECRET'),
    s3: {
      endpoint: read('S3_ENDPOINT'),
      bucket: read('S3_BUCKET'),
      region: read('S3_REGION'),
      accessKeyId: read('S3_ACCESS_KEY_ID'),
      secretAccessKey: read('S3_SECRET_ACCESS_KEY'),
    },
  };
}

/** Resolves when the generator is prepared and warmed up. @throws Error when preparation fails. */
export async function startGenerator(plan: LoadPlan): Promise<Generator> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-samples-'));
  const child = fork(join(plan.root, 'bench/generate.ts'), { stdio: 'inherit' });
  const exited = once(child, 'exit');
  let cpuMs = 0;
  const instruct = async (instruction: Instruction) => {
    child.send(instruction);
    const [first] = await Promise.race([once(child, 'message'), exited]);
    const done = first as { cpuMs?: number } | number | null;
    if (typeof done !== 'object' || done === null) throw new Error(`${plan.scenario} could not be measured`);
    cpuMs = done.cpuMs ?? 0;
  };
  await instruct({ kind: 'prepare', plan });
  return {
    cpuMs: () => cpuMs,
    async drive(step) {
      const samplesFile = join(folder, 'samples.jsonl.gz');
      await instruct({ kind: 'drive', samplesFile, ...step });
      return readSamples(samplesFile);
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
