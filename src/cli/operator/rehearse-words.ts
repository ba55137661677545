// The command line of `npm run rehearse`: words → options.

import { parseArgs } from 'node:util';
import { connectionsMax } from '../../core/limits.ts';
import { type RehearsalLimits, rehearsalLimits } from '../../objects/rehearsal/rehearsal.ts';
import { firstSentence } from '../dev/arguments.ts';
import { StartRefusal } from '../process/start-refusal.ts';

export const rehearseHelp = `Usage: npm run rehearse -- [options]

  --objects N          objects to try (500)
  --size-kb N          size of each (200)
  --concurrency N      objects under way at once, 1 to ${connectionsMax} as on Cloudflare (2)
  --upload-p95-ms N    limits of latency (${rehearsalLimits.uploadP95Ms}, ${rehearsalLimits.uploadP99Ms}, ${rehearsalLimits.presignP95Ms}: of the loopback interface)
  --upload-p99-ms N
  --presign-p95-ms N
  --error-percent N    errors below this (${rehearsalLimits.errorShare * 100})
  --json               a report as JSON

Uploads objects below _temp/ of the S3 bucket, reads each back by a presigned URL, compares hashes, deletes them, tries each
permission, and says go or no-go with the figures and the causes of failures. Leaves no object behind, also after Ctrl-C.
Uses S3_* of the environment, else of the Laurel running here, else a bundled S3 server.
Exit codes: 0 go, 1 something is wrong, 3 all is right and slower than the limits, 2 refused, 130 interrupted.
`;

export interface RehearseOptions {
  readonly objects: number;
  readonly sizeKb: number;
  readonly concurrency: number;
  readonly limits: RehearsalLimits;
}

/** @throws StartRefusal naming the first word that cannot be. */
export function parseRehearseWords(words: readonly string[]): RehearseOptions {
  const text = { type: 'string' } as const;
  const options = {
    objects: text,
    'size-kb': text,
    concurrency: text,
    'upload-p95-ms': text,
    'upload-p99-ms': text,
    'presign-p95-ms': text,
    'error-percent': text,
    json: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...words], options });
    const limit = (name: 'upload-p95-ms' | 'upload-p99-ms' | 'presign-p95-ms' | 'error-percent', usual: number) =>
      values[name] === undefined ? usual : positive(name, values[name]);
    return {
      objects: wholeNumber('objects', values.objects ?? '500', 100_000),
      sizeKb: wholeNumber('size-kb', values['size-kb'] ?? '200', 20_000),
      concurrency: wholeNumber('concurrency', values.concurrency ?? '2', connectionsMax),
      limits: {
        uploadP95Ms: limit('upload-p95-ms', rehearsalLimits.uploadP95Ms),
        uploadP99Ms: limit('upload-p99-ms', rehearsalLimits.uploadP99Ms),
        presignP95Ms: limit('presign-p95-ms', rehearsalLimits.presignP95Ms),
        errorShare: limit('error-percent', rehearsalLimits.errorShare * 100) / 100,
      },
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

function positive(name: string, word: string): number {
  const number = Number(word);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} is a number above 0, not "${word}"`);
}
