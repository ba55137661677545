// The committed files that a report follows from. Reading them is all that a report does with the world.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSamples, type Sample } from '../harness/sample.ts';

export interface Results {
  /** As it was written. @throws Error when there is no such file. */
  json<T>(name: string): T;
  /** @throws Error when there is no such file. */
  samples(name: string): Sample[];
}

export function openResults(folder: string): Results {
  const find = (name: string) => {
    const file = join(folder, name);
    if (!existsSync(file)) throw new Error(`${name} has not been measured: run "npm run bench:all", or what makes it`);
    return file;
  };
  return {
    json: (name) => JSON.parse(readFileSync(find(name), 'utf8')),
    samples: (name) => readSamples(find(name)),
  };
}
