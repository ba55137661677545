// A point in time. Code that needs "now" gets a Clock as an argument.

/** ISO 8601 in UTC with milliseconds, for example `2026-11-24T10:00:00.000Z`. Sorts correctly as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Range of instants in input. Postgres, JSON and `Date` agree on years of four digits only. */
export const yearMin = 1;
export const yearMax = 9999;

/** Returns the current time. Tests inject a settable clock. */
export type Clock = () => Instant;

export const systemClock: Clock = () => {
  const nowMs = Date.now();
  // An act asks several times in one millisecond.
  if (nowMs !== last.ms) last = { ms: nowMs, text: toInstant(nowMs) };
  return last.text;
};

let last = { ms: Number.NaN, text: '' as Instant };

/** @throws RangeError if the text or number is not a date. */
export function toInstant(value: string | number | Date): Instant {
  return new Date(value).toISOString() as Instant;
}

export function addSeconds(instant: Instant, seconds: number): Instant {
  return toInstant(Date.parse(instant) + seconds * 1000);
}

/** Clocks of two machines differ by less. */
const skewMsMax = 1_000;

/**
 * True while less than `ms` have passed since `sinceMs`. A clock that was set back ends the span: nothing may count as new for as long as
 * the clock was wrong.
 */
export function isWithin(sinceMs: number, ms: number, nowMs: number): boolean {
  const passedMs = nowMs - sinceMs;
  return passedMs >= -skewMsMax && passedMs < ms;
}
