// Local dates and times. Instants are UTC everywhere; only text for people is converted to a time zone.

import type { Instant } from './instant.ts';

/** An IANA name such as `Asia/Dhaka`. Offsets such as `+06:00` are refused: they ignore daylight saving time. */
const namePattern = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** @returns the name in IANA's spelling, or null if the runtime does not know it. */
export function readTimeZone(name: string): string | null {
  if (!namePattern.test(name)) return null;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // An alias keeps its name: `Asia/Kolkata` does not become `Asia/Calcutta`.
    return known.toLowerCase() === name.toLowerCase() ? known : name;
  } catch {
    return null;
  }
}

export interface LocalTime {
  /** `yyyy-mm-dd`. */
  readonly date: string;
  /** `hh:mm`. */
  readonly time: string;
  /** `UTC+06:00`; `UTC` without an offset. */
  readonly offset: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for an unknown time zone. */
export function inTimeZone(instant: Instant, timeZone: string): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    offset: part('timeZoneName')
      .replace('GMT', 'UTC')
      .replace(/[+-]00:00$/, ''),
  };
}

/** Cached: creating a format is expensive, and there are few time zones. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const cached = formats.get(timeZone);
  if (cached !== undefined) return cached;
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-GB', { ...digits, hourCycle: 'h23', timeZoneName: 'longOffset', timeZone });
  formats.set(timeZone, made);
  return made;
}
