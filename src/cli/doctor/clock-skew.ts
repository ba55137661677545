// Whether two clocks agree. Signatures of S3 are refused after 15 minutes, tokens have 60 s of leeway.

import { type Finding, fault, ok } from './finding.ts';

const skewSecondsMax = 60;

/** `thereMs` as the other side gave it, `hereMs` in the middle of asking for it. */
export function checkClock(of: string, thereMs: number, hereMs: number): Finding {
  const seconds = Math.round((thereMs - hereMs) / 1000);
  if (Math.abs(seconds) <= skewSecondsMax) return ok('clock', `that of ${of} agrees`);
  return fault('clock', {
    what: `that of ${of} is ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`,
    why: 'S3 refuses signatures that differ by more than 15 minutes, and tokens are valid too long or not at all',
    mend: 'synchronise the clock of this machine, or have that of the server synchronised',
  });
}

/** The time of a `Date` header has seconds; null without one. */
export function timeOf(response: Response): number | null {
  const at = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(at) ? null : at;
}
