// Parses the command line of `npm run rehearse`.

import { connectionsMax } from '../../core/limits.ts';
import { type RehearsalLimits, rehearsalLimits } from '../../objects/rehearsal/rehearsal.ts';
import { firstSentence, parseCommandLine } from '../process/command-line.ts';
import { StartRefusal } from '../process/start-refusal.ts';

export const rehearseHelp = `Usage: npm run rehearse -- [options]

  --objects N          number of objects (500)
  --size-kb N          size of each object (200)
  --concurrency N      objects in parallel, 1 to ${connectionsMax} (2)
  --other-bucket NAME  a bucket of somebody else's that these keys must not reach
  --upload-p95-ms N    latency limit, loopback interface (${rehearsalLimits.uploadP95Ms}; the bundled server has none)
  --upload-p99-ms N    same (${rehearsalLimits.uploadP99Ms})
  --presign-p95-ms N   same (${rehearsalLimits.presignP95Ms})
  --error-percent N    limit of failed requests (${rehearsalLimits.errorShare * 100})
  --json               report as JSON

Uploads objects to _temp/ in the S3 bucket, downloads each by a presigned URL, compares hashes and deletes the objects. Also tests
each permission, and that the server refuses what it must: wrong keys, altered or expired URLs, unsigned requests. With
S3_READ_ACCESS_KEY_ID and S3_READ_SECRET_ACCESS_KEY, keys that may only read: they must read, and not write. Prints GO or NO-GO with measurements and causes of failures. Removes all objects that it created, also after Ctrl-C.
Uses S3_* from the environment, otherwise the Laurel running here, otherwise a bundled S3 server.
Exit codes: 0 go, 1 failed, 2 refused, 3 correct but slower than the limits, 130 interrupted.
`;

export interface RehearseOptions {
  readonly objects: number;
  readonly sizeKb: number;
  readonly concurrency: number;
  readonly otherBucket: string | null;
  /** `isLocal`: of the bundled server nobody has promised a latency. */
  readonly limitsFor: (isLocal: boolean) => RehearsalLimits;
}

/** @throws StartRefusal that names the first invalid argument. */
export function parseRehearseArguments(args: readonly string[]): RehearseOptions {
  const text = { type: 'string' } as const;
  const options = {
    objects: text,
    'size-kb': text,
    concurrency: text,
    'other-bucket': text,
    'upload-p95-ms': text,
    'upload-p99-ms': text,
    'presign-p95-ms': text,
    'error-percent': text,
    json: { type: 'boolean', default: false },
  } as const;
  const { values } = parseCommandLine(args, { command: 'npm run rehearse', help: rehearseHelp, options });
  try {
    const given = (name: 'upload-p95-ms' | 'upload-p99-ms' | 'presign-p95-ms' | 'error-percent') =>
      values[name] === undefined ? undefined : positive(name, values[name]);
    const [upload95, upload99, presign95] = [given('upload-p95-ms'), given('upload-p99-ms'), given('presign-p95-ms')];
    const errorShare = (given('error-percent') ?? rehearsalLimits.errorShare * 100) / 100;
    return {
      objects: wholeNumber('objects', values.objects ?? '500', 100_000),
      sizeKb: wholeNumber('size-kb', values['size-kb'] ?? '200', 20_000),
      concurrency: wholeNumber('concurrency', values.concurrency ?? '2', connectionsMax),
      otherBucket: values['other-bucket'] ?? null,
      limitsFor: (isLocal) => ({
        uploadP95Ms: upload95 ?? (isLocal ? null : rehearsalLimits.uploadP95Ms),
        uploadP99Ms: upload99 ?? (isLocal ? null : rehearsalLimits.uploadP99Ms),
        presignP95Ms: presign95 ?? (isLocal ? null : rehearsalLimits.presignP95Ms),
        errorShare,
      }),
    };
  } catch (error) {
    throw new StartRefusal(`${firstSentence(error)}; \`npm run rehearse -- --help\` lists the options.`, 2);
  }
}

function wholeNumber(name: string, text: string, max: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= max) return number;
  throw new Error(`--${name} must be a whole number from 1 to ${max}, not "${text}"`);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} must be a number above 0, not "${text}"`);
}
