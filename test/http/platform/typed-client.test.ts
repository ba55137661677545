// The client of src/client inside workerd, where other Workers may use it.

import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { createLaurel } from '../../../src/client/index.ts';
import { aPerson } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';

useDatabase();

it('works in a Worker: acts, refusals, pages and answers by ETag', async () => {
  const statuses: number[] = [];
  const connect = async (roles: readonly 'organizer'[]) => {
    const { token } = await aPerson({ roles });
    const send = async (...request: Parameters<typeof fetch>) => {
      const response = await exports.default.fetch(...request);
      statuses.push(response.status);
      return response;
    };
    return createLaurel({ baseUrl: 'https://laurel.test', token, fetch: send, cache: 10 });
  };
  const [organizer, player] = [await connect(['organizer']), await connect([])];
  const body = { title: 'Open', issuer: 'Club', capacity: 4, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body });
  const params = { id };
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params, body: { to } });
  const { id: registrationId } = await player.register({ params });
  const again = await player.register({ params }).catch((error: unknown) => error);
  expect(player.register.refused(again) && again.code).toBe('already_registered');
  const seen: string[] = [];
  for await (const entrant of player.listRegistrations.items({ params, query: { limit: 1 } })) seen.push(entrant.id);
  expect(seen).toEqual([registrationId]);
  for (const _ of [1, 2]) expect((await player.readTournament({ params })).confirmedCount).toBe(1);
  expect(statuses.at(-1)).toBe(304);
});
