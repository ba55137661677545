// The load generator seen from the bench: a process of its own, so that making load and measuring what else goes on do not wait
// for each other. Told what to prepare, then driven step by step.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Config } from '../../src/objects/stores/s3.ts';
import { readSamples, type Sample } from './sample.ts';

export interface Order {
  readonly scenario: string;
  readonly baseUrl: string;
  readonly jwtSecret: string;
  readonly s3: S3Config;
  /** Acts to prepare for, warm-up apart. */
  readonly count: number;
}

export interface Step {
  readonly ratePerSecond: number;
  readonly count: number;
  /** Bursts by this seed; null: one after the other at even intervals. */
  readonly poissonSeed: number | null;
}

/** To the generator. */
export type Instruction = { readonly kind: 'prepare'; readonly order: Order } | (Step & StepFile);
interface StepFile {
  readonly kind: 'drive';
  readonly samplesFile: string;
}

export interface Generator {
  /** @returns in order of when they were due. */
  drive(step: Step): Promise<Sample[]>;
  /** CPU time that the generator itself has used, milliseconds. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export function orderFor(
  baseUrl: string,
  { scenario, count }: Pick<Order, 'scenario' | 'count'>,
  variables: Readonly<Record<string, string>>,
): Order {
  const read = (name: string) => variables[name] ?? '';
  return {
    scenario,
    count,
    baseUrl,
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

/** Prepared and warm when it settles. @throws Error when it cannot prepare. */
export async function startGenerator(order: Order): Promise<Generator> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-samples-'));
  const child = fork(join(import.meta.dirname, '../generate.ts'), { stdio: 'inherit' });
  const exited = once(child, 'exit');
  let cpuMs = 0;
  const instruct = async (instruction: Instruction) => {
    child.send(instruction);
    const [first] = await Promise.race([once(child, 'message'), exited]);
    const done = first as { cpuMs?: number } | number | null;
    if (typeof done !== 'object' || done === null) throw new Error(`${order.scenario} could not be measured`);
    cpuMs = done.cpuMs ?? 0;
  };
  await instruct({ kind: 'prepare', order });
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
