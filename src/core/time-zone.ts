// Dates and times of a place. Instants stay UTC everywhere; only what people read is turned into the time of a zone.

import type { Instant } from './instant.ts';

/** An IANA name such as `Asia/Dhaka`. Offsets such as `+06:00` are none: they know nothing of daylight saving time. */
const namePattern = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** @returns the name as IANA writes it, or null for a name that the runtime does not know. */
export function readTimeZone(name: string): string | null {
  if (!namePattern.test(name)) return null;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    // An alias keeps its own name: readers of `Asia/Kolkata` do not expect `Asia/Calcutta`.
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

/** @throws RangeError for a name that is no time zone. */
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

/** Making a format costs far more than using it; the names are few. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-GB', { ...digits, hourCycle: 'h23', timeZoneName: 'longOffset', timeZone });
  formats.set(timeZone, made);
  return made;
}
