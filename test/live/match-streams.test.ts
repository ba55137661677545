// The live client follows a match of a private tournament with a token, over each transport, in workerd and on Deno, while the connection is
// cut and the position is kept for later.

import { afterEach, expect, it } from 'vitest';
import WebSocketOfNode from 'ws';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel } from '../../src/client/index.ts';
import { followMatch, type TransportName } from '../../src/client/live/index.ts';
import { type LiveServer, platforms } from '../support/laurels/platforms.ts';
import { startBreakableProxy } from '../support/servers/breakable-proxy.ts';

let laurel: LiveServer;
afterEach(() => laurel?.stop());

async function login(roles: readonly 'organizer'[] = []) {
  const token = await signToken(laurel.jwtSecret, { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 3600 });
  return { token, api: createLaurel({ baseUrl: laurel.url, token }) };
}

it.each(platforms)(
  'in %s has each event that names the match, once and in order, and says how many follow',
  async (_, start) => {
    laurel = await start();
    const { token, api } = await login(['organizer']);
    const body = { title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2035-01-01T10:00:00Z' } as const;
    const { id } = await api.createTournament({ body: { ...body, visibility: 'private' } });
    const move = (to: 'published' | 'registration_open' | 'registration_closed' | 'live') =>
      api.changeTournamentState({ params: { id }, body: { to } });
    for (const to of ['published', 'registration_open'] as const) await move(to);
    for (let count = 0; count < 4; count += 1) await (await login()).api.register({ params: { id } });
    for (const to of ['registration_closed', 'live'] as const) await move(to);
    const { items: matches } = await api.listMatches({ params: { id } });
    const [match, other] = matches.filter(({ round }) => round === 1);
    if (match === undefined || other === undefined) throw new Error('no matches');
    const { hostname: host, port } = new URL(laurel.url);
    const proxy = await startBreakableProxy({ host, port: Number(port) });
    const follow = (transport: TransportName, since?: string) => {
      const [log, resets]: [string[], string[]] = [[], []];
      const live = followMatch({
        ...{ baseUrl: `http://127.0.0.1:${proxy.port}`, matchId: match.id, token: () => token, since },
        transports: [transport],
        webSocket: WebSocketOfNode as unknown as typeof WebSocket,
        onReset: (followed) => void resets.push(followed.id),
        onEvent: ({ type }, position) => void log.push(`${type} ${position.split(':')[1]}`),
      });
      return { live, log, resets };
    };
    const clients = (['websocket', 'sse', 'polling'] as const).map((way) => follow(way));
    const statuses = () => clients.map(({ live }) => live.state.status);
    await expect.poll(statuses, { timeout: 20_000 }).toEqual(['live', 'live', 'live']);
    expect(await Promise.all(clients.map(({ live }) => live.countFollowers()))).toEqual([2, null, null]);
    const before = (await api.readTournament({ params: { id } })).eventSeq;
    const decide = (decided: string, scores: number[]) =>
      api.decideResult({ params: { id: decided }, body: { scores } });
    await decide(other.id, [2, 1]);
    await proxy.fail('refuses');
    await decide(match.id, [2, 0]);
    await proxy.restore();
    await api.callMatch({ params: { id: matches.find(({ round }) => round === 2)?.id ?? '' } });
    const expected = [`match_completed ${before + 2}`];
    await expect.poll(() => clients.map(({ log }) => log), { timeout: 60_000 }).toEqual(clients.map(() => expected));
    expect(clients.map(({ resets }) => resets)).toEqual(clients.map(() => [match.id]));
    for (const { live } of clients) live.close();
    const later = follow('websocket', clients[0]?.live.position ?? '');
    await expect.poll(() => later.live.state.status, { timeout: 20_000 }).toBe('live');
    expect([later.log, later.resets]).toEqual([[], []]);
    later.live.close();
    await proxy.stop();
  },
);
