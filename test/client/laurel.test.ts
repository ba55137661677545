// The client against a running Laurel, through a proxy that loses answers.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel, type LaurelOptions } from '../../src/client/index.ts';
import type { Role } from '../../src/core/actor.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { type LossyHttp, startLossyHttp } from '../support/servers/lossy-http.ts';

let server: WholeLaurel;
let proxy: LossyHttp;

beforeAll(async () => {
  server = await startWholeLaurel();
  proxy = await startLossyHttp(server.url);
});
afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
});

async function connectAs(name: string, roles: readonly Role[] = [], options: Partial<LaurelOptions> = {}) {
  const sub = makePlayerId();
  const token = await signToken(server.jwtSecret, { sub, name, roles, ttlSeconds: 600 });
  const retries = { delayFirstMs: 1, delayMaxMs: 1 };
  return createLaurel({ baseUrl: proxy.url, token, retries, ...options });
}

const startsAt = '2035-01-01T10:00:00Z';

async function openTournament(organizer: Laurel, title = 'Open'): Promise<string> {
  const { id } = await organizer.createTournament({ body: { title, issuer: 'Club', capacity: 4, startsAt } });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
  return id;
}

it('an act whose answer is lost twice happens once', async () => {
  const id = await openTournament(await connectAs('Olga', ['organizer']));
  const ada = await connectAs('Ada');
  proxy.lose(2);
  const { headers, body } = await ada.register.answer({ params: { id } });
  expect([headers.get('idempotency-replayed'), body.state]).toEqual(['true', 'confirmed']);
  expect(proxy.statuses.slice(-3)).toEqual([201, 201, 201]);
  const { items } = await ada.listRegistrations({ params: { id } });
  expect(items.map((each) => each.id)).toEqual([body.id]);
});

it('a refused act is not repeated, and says why', async () => {
  const id = await openTournament(await connectAs('Olga', ['organizer']));
  const ada = await connectAs('Ada');
  await ada.register({ params: { id } });
  const sent = proxy.statuses.length;
  const error = await ada.register({ params: { id } }).catch((failure: unknown) => failure);
  expect(ada.register.refused(error) && error.code).toBe('already_registered');
  expect(proxy.statuses.slice(sent)).toEqual([409]);
});

it('the items of a list are read through all pages, each once', async () => {
  const organizer = await connectAs('Olga', ['organizer']);
  const titles = ['One', 'Two', 'Three', 'Four', 'Five'];
  for (const title of titles) await openTournament(organizer, title);
  const seen: string[] = [];
  for await (const { title } of organizer.listTournaments.items({ query: { limit: 2 } })) seen.push(title);
  expect(seen.slice(0, 5)).toEqual(titles.toReversed());
});

it('a read that is repeated with a cache is answered without a body, and gives the same', async () => {
  const id = await openTournament(await connectAs('Olga', ['organizer']));
  const reader = await connectAs('Ada', [], { cache: 10 });
  const first = await reader.readTournament({ params: { id } });
  const sent = proxy.statuses.length;
  expect(await reader.readTournament({ params: { id } })).toEqual(first);
  expect(proxy.statuses.slice(sent)).toEqual([304]);
});

it('an expired token is replaced by the token function within the call', async () => {
  const sub = makePlayerId();
  const sign = (ttlSeconds: number) => signToken(server.jwtSecret, { sub, name: 'Ada', roles: [], ttlSeconds });
  const id = await openTournament(await connectAs('Olga', ['organizer']));
  const token = (refused?: string) => sign(refused === undefined ? -3600 : 600);
  const ada = await connectAs('Ada', [], { token });
  expect((await ada.register({ params: { id } })).state).toBe('confirmed');
});
