// Live sockets of a sandbox that is removed: all of them are closed, also those of whom nobody knows the player.

import { exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { aPerson, call, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { openLive } from '../../support/live/live-socket.ts';
import { move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({ RATE_LIMITS: 'off' });

async function watched() {
  const as = await aPerson({ roles: ['organizer'] });
  const { tournament } = ok(await post('/v1/sandbox/tournaments', { as, body: { actsPerMinute: 1 } }), 201);
  const { id } = tournament;
  await move({ id, organizer: as }, 'published');
  const path = `/live/tournaments/${id}`;
  const authorization = { authorization: `Bearer ${as.token}` };
  const sockets = [await openLive(path), await openLive(path), await openLive(path, authorization)];
  const headers = { accept: 'text/event-stream' };
  const stream = await exports.default.fetch(`https://laurel.test${path}`, { headers });
  for (const { until } of sockets) await until(1);
  return { id: id as string, as: as as Person, sockets, stream };
}

const codesOf = ({ sockets }: Awaited<ReturnType<typeof watched>>) => Promise.all(sockets.map(({ closed }) => closed));
const reasonsOf = ({ sockets }: Awaited<ReturnType<typeof watched>>) =>
  sockets.map(({ frames }) => frames.at(-1)?.reason);

it.each([
  [
    'its organizer',
    async ({ id, as }: { id: string; as: Person }) => {
      expect((await call('DELETE', `/v1/sandbox/tournaments/${id}`, { as })).status).toBe(204);
    },
  ],
  [
    'cron, after seven days',
    async ({ id }: { id: string }) => {
      await database.sql`UPDATE tournament_sandbox SET created_at = now() - interval '8 days' WHERE tournament_id = ${id}`;
      await tickCron();
    },
  ],
])('a sandbox that is removed by %s closes its sockets and streams, and those of no other', async (_, remove) => {
  const [gone, other] = [await watched(), await watched()];
  await remove(gone);
  expect(await codesOf(gone)).toEqual([4004, 4004, 4004]);
  expect(reasonsOf(gone)).toEqual(Array(3).fill('no such tournament'));
  // Until its end.
  expect(await gone.stream.text()).toContain('no such tournament');
  for (const { say } of other.sockets) say({ type: 'presence' });
  for (const { until } of other.sockets) await until(2);
  await other.stream.body?.cancel();
  for (const { socket } of other.sockets) socket.close();
});
