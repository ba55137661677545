// A moment in time as the whole system speaks of it. Knows nothing of clocks: whoever needs "now" is handed it.

/** ISO 8601 in UTC with milliseconds, for example `2026-11-24T10:00:00.000Z`; compares correctly as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Of instants that come from outside. Postgres, JSON and `Date` agree on four digits and on nothing else. */
export const yearMin = 1;
export const yearMax = 9999;

/** Where "now" comes from. The platform's clock in production, a settable one in tests. */
export type Clock = () => Instant;

export const systemClock: Clock = () => toInstant(Date.now());

/** @throws RangeError when the text or number is no date. */
export function toInstant(value: string | number | Date): Instant {
  return new Date(value).toISOString() as Instant;
}

export function addSeconds(instant: Instant, seconds: number): Instant {
  return toInstant(Date.parse(instant) + seconds * 1000);
}
