// Tickets open one socket as their player, in one room, from one origin, once. The right to a seat ends, is renewed, and is withdrawn.

import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createTextKeys } from '../../src/http/tokens/text-keys.ts';
import { ticketPurpose } from '../../src/live/tickets/open-ticket.ts';
import { readTicket, signedText, type Ticket } from '../../src/live/tickets/ticket.ts';
import { aKnownPerson, aPerson, aToken, call, get, type Person, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { openLive } from '../support/live/live-socket.ts';
import { openStream } from '../support/live/live-stream.ts';
import { aLiveTournament, aTournament, enter, matchesOf, move, ok, people } from '../support/tournaments/tournament.ts';

useDatabase();

const keys = createTextKeys(
  { secrets: [(env as unknown as { JWT_SECRET: string }).JWT_SECRET], fault: null },
  ticketPurpose,
);

async function anOpenTournament(fields: Record<string, unknown> = {}) {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

const ticketFor = async (as: Person, body: object): Promise<string> =>
  ok(await post('/v1/live/tickets', { as, body }), 201).ticket;

/** The same ticket with other parts, rightly signed. */
async function signedAgain(ticket: string, fields: Partial<Ticket>): Promise<string> {
  const signed = signedText({ ...(readTicket(ticket)?.ticket as Ticket), ...fields });
  return `${signed}.${await keys.sign(signed)}`;
}

const join = (id: string, ticket: string, headers: Record<string, string> = {}) =>
  openLive(`/live/tournaments/${id}?ticket=${ticket}`, headers);

async function refusalOf(id: string, ticket: string, headers: Record<string, string> = {}) {
  const { closed, frames } = await join(id, ticket, headers);
  return [await closed, frames.at(-1)?.reason];
}

const roomOf = ({ id }: { readonly id: string }) => env.TOURNAMENT_ROOM.getByName(id);

describe('a ticket', () => {
  it('opens one socket, in its room and from its origin, before it expires', async () => {
    const [stage, other, player] = [await anOpenTournament(), await anOpenTournament(), await aPerson()];
    const origin = 'https://laurel.test';
    const ticket = await ticketFor(player, { tournamentId: stage.id, origin });
    expect(await refusalOf(other.id, ticket, { origin })).toEqual([4001, 'ticket of another room']);
    expect(await refusalOf(stage.id, ticket)).toEqual([4001, 'ticket of another origin']);
    expect(await refusalOf(stage.id, `${ticket.slice(0, -2)}AA`)).toEqual([4001, 'ticket not valid']);
    expect(await refusalOf(stage.id, ticket.replace('.player.', '.admin.'))).toEqual([4001, 'ticket not valid']);
    const expired = await signedAgain(ticket, { used: { nonce: '0'.repeat(16), expiresAtMs: Date.now() } });
    expect(await refusalOf(stage.id, expired, { origin })).toEqual([4002, 'ticket expired']);
    const socket = await join(stage.id, ticket, { origin });
    await socket.until(1);
    expect(socket.frames[0]).toMatchObject({ type: 'welcome', endsAt: expect.stringMatching(/Z$/) });
    await evictDurableObject(env.PLAYER_ROOM.getByName(player.id));
    expect(await refusalOf(stage.id, ticket, { origin })).toEqual([4001, 'ticket already used']);
    const stream = await openStream(`/live/tournaments/${stage.id}?ticket=${ticket}`, { origin });
    const { code, facts } = (await stream.response.json()) as { code: string; facts: object };
    expect([stream.response.status, code, facts]).toEqual([401, 'ticket_not_valid', { reason: 'ticket already used' }]);
  });

  it('of a match opens its room, and none of the tournament', async () => {
    const stage = await aLiveTournament(2);
    const [match] = await matchesOf(stage);
    const ticket = await ticketFor(stage.players[0] as Person, { matchId: match?.id });
    expect(await refusalOf(stage.id, ticket)).toEqual([4001, 'ticket of another room']);
    const socket = await openLive(`/live/matches/${match?.id}?ticket=${ticket}`);
    await socket.until(1);
    expect(socket.frames[0]).toMatchObject({ type: 'welcome', snapshot: { id: match?.id } });
    socket.say({ type: 'presence' });
    await socket.until(2);
    expect(socket.frames[1]).toEqual({ type: 'presence', sockets: 1 });
  });

  it('is made for who may read the tournament and is not sanctioned, with a token', async () => {
    const [stage, player] = [await anOpenTournament({ visibility: 'private' }), await aPerson()];
    const ask = (as: Person | undefined, body: object) => post('/v1/live/tickets', { as, body });
    const codes = [
      await ask(undefined, { tournamentId: stage.id }),
      await ask(player, { tournamentId: stage.id }),
      await ask(player, { matchId: `mat_${'0'.repeat(26)}` }),
      await ask(player, {}),
      await ask(player, { tournamentId: stage.id, matchId: `mat_${'0'.repeat(26)}` }),
      await ask(player, { tournamentId: stage.id, origin: 'https://play.example/path' }),
    ].map(({ status, body }) => [status, body.code]);
    expect(codes).toEqual([
      [401, 'unauthenticated'],
      [404, 'not_found'],
      [404, 'not_found'],
      [422, 'invalid_request'],
      [422, 'invalid_request'],
      [422, 'invalid_request'],
    ]);
    expect((await ask(stage.organizer, { tournamentId: stage.id })).status).toBe(201);
  });
});

describe('a private tournament', () => {
  it('is followed with a ticket or a token of who may read it, over each transport, and by nobody else', async () => {
    const stage = await anOpenTournament({ visibility: 'private' });
    const stranger = await aPerson();
    const anonymous = await openLive(`/live/tournaments/${stage.id}`);
    expect([await anonymous.closed, anonymous.frames[0]?.reason]).toEqual([4004, 'no such tournament']);
    const authorization = (person: Person) => ({ authorization: `Bearer ${person.token}` });
    expect(await (await openLive(`/live/tournaments/${stage.id}`, authorization(stranger))).closed).toBe(4004);
    const socket = await join(stage.id, await ticketFor(stage.organizer, { tournamentId: stage.id }));
    const stream = await openStream(`/live/tournaments/${stage.id}`, authorization(stage.organizer));
    const path = `/live/tournaments/${stage.id}?ticket=${await ticketFor(stage.organizer, { tournamentId: stage.id })}`;
    const byTicket = await openStream(path);
    for (const each of [socket, stream, byTicket]) {
      await each.until(1);
      expect(each.frames[0]?.snapshot).toMatchObject({ id: stage.id });
    }
    await enter(stage, [stage.organizer]);
    for (const each of [socket, stream, byTicket]) {
      await each.until(2);
      expect(each.seqs()).toEqual([3]);
    }
    await Promise.all([stream.close(), byTicket.close()]);
  });

  it('that was public closes the sockets of all who may not read it now', async () => {
    const [stage, stranger] = [await anOpenTournament(), await aPerson()];
    const anonymous = await openLive(`/live/tournaments/${stage.id}`);
    const other = await join(stage.id, await ticketFor(stranger, { tournamentId: stage.id }));
    const own = await join(stage.id, await ticketFor(stage.organizer, { tournamentId: stage.id }));
    for (const each of [anonymous, other, own]) await each.until(1);
    const body = { visibility: 'private' };
    ok(await call('PATCH', `/v1/tournaments/${stage.id}`, { as: stage.organizer, body }), 200);
    expect([await anonymous.closed, await other.closed, other.frames.at(-1)?.reason]).toEqual([
      4004,
      4003,
      'not allowed',
    ]);
    await own.until(2);
    expect(own.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('closes the socket of staff when the role ends', async () => {
    const [stage, referee] = [await anOpenTournament({ visibility: 'private' }), await aPerson()];
    const path = `/v1/tournaments/${stage.id}/staff`;
    ok(await post(path, { as: stage.organizer, body: { playerId: referee.id, role: 'referee' } }), 201);
    ok(await post(`${path}/${referee.id}/acceptance`, { as: referee, body: {} }), 200);
    const socket = await join(stage.id, await ticketFor(referee, { tournamentId: stage.id }));
    await socket.until(1);
    ok(await call('DELETE', `${path}/${referee.id}`, { as: stage.organizer }), 204);
    expect(await socket.closed).toBe(4003);
  });
});

describe('a socket', () => {
  it('ends with the token, unless a ticket of the same player comes before', async () => {
    const [stage, player, other] = [await anOpenTournament(), await aPerson(), await aPerson()];
    const expiresAt = Math.floor(Date.now() / 1000) + 300;
    const short = { ...player, token: await aToken({ sub: player.id, roles: ['player'] }, { expiresAt }) };
    const [renewed, ended] = [
      await join(stage.id, await ticketFor(short, { tournamentId: stage.id })),
      await join(stage.id, await ticketFor(short, { tournamentId: stage.id })),
    ];
    await ended.until(1);
    const endsAt = Date.parse(ended.frames[0]?.endsAt ?? '');
    // With the accepted clock skew.
    expect(endsAt).toBe((expiresAt + 60) * 1000);
    const alarmOf = () => runInDurableObject(roomOf(stage), (_, state) => state.storage.getAlarm());
    expect(await alarmOf()).toBe(endsAt);
    await evictDurableObject(roomOf(stage));
    renewed.say({ type: 'auth', ticket: await ticketFor(player, { tournamentId: stage.id }) });
    await renewed.until(2);
    const { endsAt: later, type } = renewed.frames[1] ?? {};
    expect([type, Date.parse(later ?? '') > endsAt]).toEqual(['authenticated', true]);
    ended.say({ type: 'auth', ticket: await ticketFor(other, { tournamentId: stage.id }) });
    expect([await ended.closed, ended.frames.at(-1)?.reason]).toEqual([4001, 'ticket of another player']);
    await runDurableObjectAlarm(roomOf(stage));
    expect(await alarmOf()).toBe(Date.parse(later ?? ''));
  });

  it('whose right has ended is closed with 4002 by the alarm of the room', async () => {
    const [stage, player] = [await anOpenTournament(), await aPerson()];
    const ticket = await ticketFor(player, { tournamentId: stage.id });
    // A moment later, so that the welcome comes first.
    const socket = await join(stage.id, await signedAgain(ticket, { endsAtMs: Date.now() + 3000 }));
    await socket.until(1);
    await runDurableObjectAlarm(roomOf(stage));
    expect([await socket.closed, socket.frames.at(-1)?.reason]).toEqual([4002, 'token expired']);
  });

  it('without a player becomes that of the player of a ticket, and a ban closes it then', async () => {
    const [stage, player] = [await anOpenTournament(), await aKnownPerson()];
    const moderator = await aPerson({ roles: ['moderator'] });
    const socket = await openLive(`/live/tournaments/${stage.id}`);
    await socket.until(1);
    socket.say({ type: 'auth', ticket: await ticketFor(player, { tournamentId: stage.id }) });
    await socket.until(2);
    const endsAt = new Date(Date.now() + 86_400_000).toISOString();
    const ban = { playerId: player.id, kind: 'ban', reasonCode: 'cheating', statement: 'Said.', endsAt };
    ok(await post('/v1/sanctions', { as: moderator, body: ban }), 201);
    expect(await socket.closed).toBe(4003);
  });

  it('is the third of a player at most, in all rooms; one that closes makes room', async () => {
    const [one, two, [player]] = [await anOpenTournament(), await anOpenTournament(), await people(1)];
    const open = async (id: string) => join(id, await ticketFor(player as Person, { tournamentId: id }));
    const three = [await open(one.id), await open(one.id), await open(two.id)];
    for (const each of three) await each.until(1);
    const refused = await open(two.id);
    expect([await refused.closed, refused.frames[0]?.reason]).toEqual([4008, 'too many sockets of this player']);
    three[0]?.socket.close(1000);
    await three[0]?.closed;
    await expect
      .poll(async () => {
        const next = await open(two.id);
        await next.until(1);
        return next.frames[0]?.type;
      })
      .toBe('welcome');
    expect((await get(`/v1/tournaments/${one.id}`)).status).toBe(200);
  });
});
