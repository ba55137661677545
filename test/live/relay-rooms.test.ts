// Real sockets of one tournament, in the nightly run more than two rooms hold: each gets every event once and in order.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel } from '../../src/client/index.ts';
import { mapConcurrently } from '../../src/core/map-concurrently.ts';
import { type LiveServer, platforms } from '../support/laurels/platforms.ts';
import { caseCount } from '../support/rules/nightly.ts';

interface Told {
  readonly type: string;
  readonly event?: { readonly seq: number };
  /** Those that came together. */
  readonly events?: readonly { readonly seq: number }[];
}

/** Resolves after the welcome. `seqs` grows. */
function watch(url: string): Promise<{ readonly seqs: number[]; readonly socket: WebSocket }> {
  const seqs: number[] = [];
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on('error', reject);
    socket.on('message', (data) => {
      const { type, event, events = [] } = JSON.parse(String(data)) as Told;
      if (type === 'welcome') resolve({ seqs, socket });
      for (const { seq } of event === undefined ? events : [event]) seqs.push(seq);
    });
  });
}

const joinsAtOnce = 16;

describe.each(platforms)('in %s', (_, start) => {
  let server: LiveServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());

  async function login(roles: readonly 'organizer'[] = []): Promise<Laurel> {
    const claims = { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 3600 };
    return createLaurel({ baseUrl: server.url, token: await signToken(server.jwtSecret, claims) });
  }

  it('every socket gets every event once and in order, whichever room it is in', async () => {
    const count = caseCount({ usual: 50, nightly: 4_500 });
    const organizer = await login(['organizer']);
    const body = { title: 'Open', issuer: 'Club', capacity: 500, startsAt: '2035-01-01T10:00:00Z' };
    const { id } = await organizer.createTournament({ body });
    for (const to of ['published', 'registration_open'] as const)
      await organizer.changeTournamentState({ params: { id }, body: { to } });
    const url = `${server.url.replace('http', 'ws')}/live/tournaments/${id}`;
    const watching = await mapConcurrently(Array.from({ length: count }), joinsAtOnce, () => watch(url));
    const eventCount = caseCount({ usual: 10, nightly: 100 });
    await mapConcurrently(Array.from({ length: eventCount }), 4, async () =>
      (await login()).register({ params: { id } }),
    );
    const all = Array.from({ length: eventCount }, (_, index) => index + 3);
    await expect.poll(() => watching.filter(({ seqs }) => seqs.length < eventCount).length).toBe(0);
    expect(watching.filter(({ seqs }) => String(seqs) !== String(all)).map(({ seqs }) => seqs)).toEqual([]);
    for (const { socket } of watching) socket.terminate();
  });
});
