// One measured request, and files of them: compressed JSON lines.

import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

export interface Sample {
  /** Due time, send time and time of the last response byte, in milliseconds from the start of the run. */
  readonly dueMs: number;
  readonly sentMs: number;
  readonly endMs: number;
  readonly outcome: 'ok' | 'failed' | 'timeout';
}

/** Counted from the due time, so that waiting in the generator is included. */
export const latencyMs = ({ dueMs, endMs }: Sample): number => endMs - dueMs;

const round = (ms: number) => Math.round(ms * 1000) / 1000;

export function writeSamples(file: string, samples: readonly Sample[]): void {
  const lines = samples.map(({ dueMs, sentMs, endMs, outcome }) =>
    JSON.stringify([round(dueMs), round(sentMs), round(endMs), outcome]),
  );
  writeFileSync(file, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
}

export function readSamples(file: string): Sample[] {
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n').filter(Boolean);
  return lines.map((line) => {
    const [dueMs, sentMs, endMs, outcome] = JSON.parse(line) as [number, number, number, Sample['outcome']];
    return { dueMs, sentMs, endMs, outcome };
  });
}
