// Reads the result files, which are the only input of a report.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSamples, type Sample } from '../harness/sample.ts';

export interface Results {
  /** @throws Error when the file does not exist. */
  json<T>(name: string): T;
  /** @throws Error when the file does not exist. */
  samples(name: string): Sample[];
}

export function openResults(folder: string): Results {
  const find = (name: string) => {
    const file = join(folder, name);
    if (!existsSync(file))
      throw new Error(`${name} does not exist: run "npm run bench:all" or the bench that writes it`);
    return file;
  };
  return {
    json: (name) => JSON.parse(readFileSync(find(name), 'utf8')),
    samples: (name) => readSamples(find(name)),
  };
}
