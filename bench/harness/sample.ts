// One request as it was measured, and many of them in a file: JSON lines, compressed, never edited.

import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

export interface Sample {
  /** Milliseconds from the start of the run: when it was due, when it was sent, when its last byte had come. */
  readonly dueMs: number;
  readonly sentMs: number;
  readonly endMs: number;
  readonly outcome: 'ok' | 'failed' | 'timeout';
}

/** From when it was due: a request that had to wait for its turn was slow for whoever wanted it. */
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
