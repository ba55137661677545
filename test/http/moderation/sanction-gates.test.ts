// Every act that asks the gate, under every kind of sanction: what blocks it, what does not, and what its refusal says. And a sanction beside
// the act at the same moment, in both orders.

import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { blockedActs } from '../../../src/sanctions/sanction.ts';
import { aPerson, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { type Attempt, anOpenTournament, gatedActs, watch } from '../../support/moderation/gated-acts.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let moderator: Person;
beforeAll(async () => {
  moderator = await aPerson({ roles: ['moderator'] });
});

const { attempts } = gatedActs(() => ({ database }));

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function impose(player: Person, fields: object = {}): Promise<{ readonly id: string; readonly endsAt: string }> {
  await known(player);
  const body = { playerId: player.id, kind: 'ban', reasonCode: 'cheating', statement: 'Said.', endsAt: inDays(9) };
  return ok(await post('/v1/sanctions', { as: moderator, body: { ...body, ...fields } }), 201);
}

async function revoke({ id }: { readonly id: string }): Promise<void> {
  ok(await post(`/v1/sanctions/${id}/revocation`, { as: moderator, body: { reason: 'A mistake.' } }), 200);
}

it('every act that a ban blocks is attempted here', () => {
  const blocked = blockedActs({ kind: 'ban', areas: null });
  expect(new Set(Object.values(attempts).map(([act]) => act))).toEqual(new Set(blocked));
});

describe.each(Object.entries(attempts))('%s', (_, [, build]) => {
  it('is blocked by a ban everywhere and by one in this tournament, and by no other sanction', async () => {
    const { player, tournamentId, run } = await build();
    const elsewhere = await aTournament();
    await impose(player, { kind: 'warn' });
    await impose(player, { tournamentId: elsewhere.id });
    await impose(player, { startsAt: inDays(1) });
    await revoke(await impose(player));
    await expire(await impose(player));
    for (const fields of tournamentId === null ? [{}] : [{}, { tournamentId }]) {
      const ban = await impose(player, fields);
      const { code, facts } = ok(await run(), 403);
      expect([code, facts]).toEqual(['sanctioned', expect.objectContaining(refusalOf(ban))]);
      await revoke(ban);
    }
    expect((await run()).status).toBeLessThan(300);
  });
});

const refusalOf = ({ id, endsAt }: { readonly id: string; readonly endsAt: string }) => ({
  ...{ sanctionId: id, kind: 'ban', reasonCode: 'cheating', endsAt },
  appealAt: `/v1/sanctions/${id}/appeals`,
});

/** Only the database owner can do this, with triggers off. */
const expire = ({ id }: { readonly id: string }) =>
  database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() WHERE id = ${id}`;
  });

describe('a live socket', () => {
  const roomOf = ({ id }: Person) => env.PLAYER_ROOM.getByName(id);
  const roomsOf = (player: Person) =>
    runInDurableObject(roomOf(player), (_, state) =>
      state.storage.kv.get<readonly { readonly room: string }[]>('sockets')?.map(({ room }) => room),
    );
  const alarmOf = (player: Person) => runInDurableObject(roomOf(player), (_, state) => state.storage.getAlarm());

  it('of a banned player is closed at once with 4003; those of others and without a token stay', async () => {
    const [stage, player, other] = [await anOpenTournament(), await aPerson(), await aPerson()];
    const [own, again] = [await watch(stage.id, player), await watch(stage.id, player)];
    const [theirs, anonymous] = [await watch(stage.id, other), await watchAnonymously(stage.id)];
    await impose(player, { tournamentId: (await aTournament()).id });
    await impose(player, { kind: 'mute' });
    expect(own.socket?.readyState).toBe(WebSocket.OPEN);
    await impose(player, { kind: 'suspend', tournamentId: stage.id });
    expect(await Promise.all([own.closed, again.closed])).toEqual([4003, 4003]);
    for (const { socket } of [theirs, anonymous]) expect(socket?.readyState).toBe(WebSocket.OPEN);
    await expect.poll(() => roomsOf(player)).toBeUndefined();
  });

  it('is closed when a scheduled sanction begins, and when the call after a sanction was lost', async () => {
    const [stage, player] = [await anOpenTournament(), await aPerson()];
    const { closed } = await watch(stage.id, player);
    const startsAt = new Date(Date.now() + 30_000).toISOString();
    const { id } = await impose(player, { startsAt });
    await expect.poll(() => alarmOf(player)).toBe(Date.parse(startsAt));
    await database.sql.begin(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      await sql`UPDATE sanction_record SET starts_at = now() WHERE id = ${id}`;
    });
    expect(await runDurableObjectAlarm(roomOf(player))).toBe(true);
    expect(await closed).toBe(4003);
    expect(await alarmOf(player)).toBeNull();
  });

  it('is forgotten when its player leaves, and a player is nobody whom a header names', async () => {
    const [stage, player] = [await anOpenTournament(), await aPerson()];
    const { socket } = await watch(stage.id, player);
    expect(await roomsOf(player)).toEqual([stage.id]);
    socket?.close(1000);
    await expect.poll(() => roomsOf(player)).toBeUndefined();
    await watchAnonymously(stage.id, { 'laurel-visitor': JSON.stringify({ player: player.id }) });
    expect(await roomsOf(player)).toBeUndefined();
  });
});

async function watchAnonymously(id: string, headers: Record<string, string> = {}) {
  const sent = { headers: { upgrade: 'websocket', ...headers } };
  const { webSocket: socket } = await exports.default.fetch(`https://laurel.test/live/tournaments/${id}`, sent);
  socket?.accept();
  return { socket };
}

describe('a ban beside an act at the same moment', () => {
  let holder: Database;
  beforeAll(() => {
    holder = openDatabase(database.url, 1);
    return () => holder.close();
  });

  /** The row that the act waits for, and whether the act is done. */
  const acts = {
    register: {
      locks: 'tournament_tournament',
      isDone: ({ tournamentId, player }: Attempt) =>
        database.sql`SELECT FROM tournament_registration WHERE tournament_id = ${tournamentId} AND player_id = ${player.id}`,
    },
    'check in': {
      locks: 'tournament_tournament',
      isDone: ({ player }: Attempt) =>
        database.sql`SELECT FROM tournament_registration WHERE player_id = ${player.id} AND checked_in_at IS NOT NULL`,
    },
    report: {
      locks: 'tournament_tournament',
      isDone: ({ player }: Attempt) => database.sql`SELECT FROM tournament_result WHERE actor_id = ${player.id}`,
    },
    transfer: {
      locks: 'economy_wallet',
      isDone: ({ player }: Attempt) =>
        database.sql`SELECT FROM economy_transaction WHERE actor_id = ${player.id} AND reason = 'p2p_transfer'`,
    },
    'accept a staff role': {
      locks: 'tournament_tournament',
      isDone: ({ player }: Attempt) =>
        database.sql`SELECT FROM tournament_staff WHERE player_id = ${player.id} AND state = 'active'`,
    },
  } as const;

  it.each(Object.entries(acts))('%s: it is done whole, or refused whole', async (name, { locks, isDone }) => {
    const build = attempts[name]?.[1] as () => Promise<Attempt>;
    const isWhole = async (attempt: Attempt, status: number) => {
      expect([200, 201, 403]).toContain(status);
      expect((await isDone(attempt)).length > 0).toBe(status !== 403);
    };

    // The ban is written first and committed last: nobody sees it yet.
    const early = await build();
    const answer = await holder.sql.begin(async (sql) => {
      await sql`SELECT sanction_impose(${newId('sanction')}, ${moderator.id}, ${early.player.id}, 'ban', NULL, NULL, 'fraud', 'Said.',
        NULL, now(), NULL, false, now())`;
      return early.run();
    });
    await isWhole(early, answer.status);
    expect(answer.status).toBeLessThan(300);

    // The act has begun and waits while the ban is committed.
    const late = await build();
    const waiting = await holder.sql.begin(async (sql) => {
      const id =
        locks === 'economy_wallet' ? (late.player as unknown as { walletId: string }).walletId : late.tournamentId;
      await sql`SELECT FROM ${sql(locks)} WHERE id = ${id} FOR UPDATE`;
      const sent = late.run();
      await untilWaiting(database.sql, 1);
      await impose(late.player);
      return { sent };
    });
    await isWhole(late, (await waiting.sent).status);
    expect((await late.run()).status).toBe(403);
  });
});
