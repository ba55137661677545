// Local dates, compared with those of Postgres, which has its own time zone tables.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import { inTimeZone, readTimeZone } from '../../../src/core/time-zone.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();

/** Ahead and behind, with halves and quarters of an hour, with daylight saving time, and across the date line. */
const zones = [
  ...['UTC', 'Asia/Dhaka', 'Asia/Kolkata', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York'],
  ...['America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
];

it('an instant in a time zone is the date and time that Postgres says', async () => {
  const [from, to] = [Date.UTC(2000, 0), Date.UTC(2035, 0)];
  const at = fc.integer({ min: from, max: to }).map(toInstant);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(at, fc.constantFrom(...zones)), { minLength: 50, maxLength: 50 }),
      async (cases) => {
        const asked = JSON.stringify(cases.map(([instant, zone]) => ({ instant, zone })));
        const rows = await database.sql`
        SELECT to_char(c.instant AT TIME ZONE c.zone, 'YYYY-MM-DD HH24:MI') AS local
        FROM ROWS FROM (jsonb_to_recordset(${asked}::text::jsonb) AS (instant timestamptz, zone text)) WITH ORDINALITY
          AS c(instant, zone, number) ORDER BY number`;
        const local = cases.map(([instant, zone]) => inTimeZone(instant, zone));
        expect(local.map(({ date, time }) => `${date} ${time}`)).toEqual(rows.map((row) => row.local));
      },
    ),
    { numRuns: caseCount({ usual: 10, nightly: 500 }) },
  );
});

it('names of time zones are read in any case, aliases keep theirs, and offsets and unknown names are none', () => {
  const names = ['asia/dhaka', 'Asia/Dhaka', 'Asia/Kolkata', 'utc', 'Etc/GMT+6', '+06:00', 'Mars/Olympus', '', 'UTC '];
  expect(names.map(readTimeZone)).toEqual([
    ...['Asia/Dhaka', 'Asia/Dhaka', 'Asia/Kolkata', 'UTC', 'Etc/GMT+6'],
    ...[null, null, null, null],
  ]);
});

it('the offset is named, and follows daylight saving time', () => {
  const offsetOf = (instant: string, zone: string) => inTimeZone(toInstant(instant), zone).offset;
  expect([
    offsetOf('2026-01-01T00:00:00Z', 'Europe/Berlin'),
    offsetOf('2026-07-01T00:00:00Z', 'Europe/Berlin'),
    offsetOf('2026-07-01T00:00:00Z', 'Asia/Kathmandu'),
    offsetOf('2026-07-01T00:00:00Z', 'UTC'),
  ]).toEqual(['UTC+01:00', 'UTC+02:00', 'UTC+05:45', 'UTC']);
});
