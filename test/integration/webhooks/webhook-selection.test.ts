// Which events an endpoint gets: the database and the pure rule decide alike.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reaches, wants } from '../../../src/webhooks/endpoints/endpoint.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();

it('SQL and the pure rule select the same events', async () => {
  const ids = [newId('player'), newId('player')] as const;
  const tournaments = [newId('tournament'), newId('tournament')] as const;
  const types = ['checked_in', 'match_completed'] as const;
  const some = <T>(of: readonly [T, T]) => fc.subarray([...of]);
  const cases = fc.record({
    endpoint: fc.record({
      state: fc.constantFrom('active', 'disabled'),
      reach: fc.constantFrom(...reaches),
      ownerId: fc.constantFrom(...ids),
      eventTypes: some(types),
      tournamentIds: some(tournaments),
    }),
    event: fc.record({
      type: fc.constantFrom(...types),
      tournamentId: fc.constantFrom(...tournaments),
      organizerId: fc.constantFrom(...ids),
    }),
  });
  const given = fc.sample(cases, caseCount({ usual: 200, nightly: 5_000 }));
  const judged = await database.sql<{ wants: boolean }[]>`
    SELECT webhook_wants(jsonb_populate_record(NULL::webhook_endpoint, c -> 'row'), c -> 'event' ->> 'type', c -> 'event' ->> 'tournamentId',
      c -> 'event' ->> 'organizerId') AS wants
    FROM jsonb_array_elements(${JSON.stringify(
      given.map(({ endpoint: e, event }) => ({
        event,
        row: {
          state: e.state,
          reach: e.reach,
          owner_id: e.ownerId,
          event_types: e.eventTypes,
          tournament_ids: e.tournamentIds,
        },
      })),
    )}::text::jsonb) WITH ORDINALITY AS cases (c, n) ORDER BY n`;
  const expected = given.map(({ endpoint, event }) => wants(endpoint, event));
  expect(judged.map((row) => row.wants)).toEqual(expected);
  expect(new Set(expected).size).toBe(2);
});
