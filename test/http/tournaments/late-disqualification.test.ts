// An entrant disqualified after the end: ranks, certificates and prizes follow in one act, and the ledger balances.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  coinsOf,
  credit,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  newKey,
  type Owner,
  setFrozen,
} from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, enter, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
afterAll(() => other?.close());

const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

/** Four players with 50 coins each; the prizes of 200 are 100, 60 and 40, and the players finish in their order. */
async function aCompletedTournament(fields: Record<string, unknown> = {}) {
  const prizes = { kind: 'percent', places: [50, 30, 20] };
  const stages = [{ format: 'single_elimination', thirdPlaceMatch: true }];
  const stage = await aTournament({ capacity: 4, entryFeeCoins: 50, prizes, stages, ...fields });
  const players = await manyOwners(4, 50);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  await playAllMatches({ ...stage, players });
  await move(stage, 'completed');
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
  const entries = items.map(({ registrationId }: { registrationId: string }) => registrationId) as [
    string,
    string,
    string,
    string,
  ];
  return { ...stage, players: players as [Owner, Owner, Owner, Owner], entries };
}
type Completed = Awaited<ReturnType<typeof aCompletedTournament>>;

const disqualify = (stage: Stage, registrationId: string, fields: object = {}, headers = {}) =>
  post(`/v1/registrations/${registrationId}/late-disqualifications`, {
    as: stage.organizer,
    body: { reason: 'Played under a false identity', ...fields },
    headers,
  });
const pay = (stage: Stage) => post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} });
const issue = (stage: Stage) => post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} });
const ranksOf = async ({ id, entries }: Completed) => {
  const { items } = ok(await get(`/v1/tournaments/${id}/placements`), 200);
  return entries.map(
    (entry) => items.find(({ registrationId }: { registrationId: string }) => registrationId === entry).rank,
  );
};
const balances = async ({ players }: Completed) =>
  (await Promise.all(players.map(coinsOf))).map(([balance]) => balance);
const prizesOf = async (stage: Stage) => ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
/** Everything that the act may change. */
const readWritten = async ({ id }: Stage) =>
  JSON.stringify(
    await database.sql`SELECT (SELECT jsonb_agg(p ORDER BY p.registration_id) FROM tournament_placement p WHERE p.tournament_id = ${id}) AS ranks,
      (SELECT jsonb_agg(r ORDER BY r.id) FROM tournament_registration r WHERE r.tournament_id = ${id}) AS entries,
      (SELECT jsonb_agg(c ORDER BY c.id) FROM certificate_certificate c WHERE c.tournament_id = ${id}) AS certificates,
      (SELECT count(*)::int FROM economy_transaction) AS legs, (SELECT count(*)::int FROM economy_owed_payment) AS owed,
      (SELECT count(*)::int FROM event_outbox WHERE tournament_id = ${id}) AS events, (SELECT count(*)::int FROM moderation_audit) AS audits`,
  );

it('a champion disqualified after payout and certificates: shown first, then done once, and what is spent is owed', async () => {
  const stage = await aCompletedTournament();
  const [champion, second, third] = stage.players;
  ok(await pay(stage), 201);
  ok(await issue(stage), 202);
  const { items: old } = await untilIssued(stage);
  const spend = { fromWalletId: champion.walletId, toWalletId: (await manyOwners(1, 0))[0]?.walletId, amountCoins: 30 };
  ok(await post('/v1/transfers', { as: champion, body: spend, headers: newKey() }), 201);
  expect(await balances(stage)).toEqual([70, 60, 40, 0]);

  const before = await readWritten(stage);
  const shown = ok(await disqualify(stage, stage.entries[0], { dryRun: true }), 200);
  expect(await readWritten(stage)).toBe(before);
  const key = newKey();
  const done = ok(await disqualify(stage, stage.entries[0], {}, key), 200);
  expect(done).toEqual({ ...shown, isDryRun: false });
  expect(done.ranks.map(({ before: from, after: to }: Record<string, number>) => [from, to])).toEqual([
    [1, 4],
    [2, 1],
    [3, 2],
    [4, 3],
  ]);
  expect(await ranksOf(stage)).toEqual([4, 1, 2, 3]);
  // 30 of the 100 are spent: 70 come back, and of the 200 only 70 are there for the others, who lack 40, 20 and 40.
  const moved = done.prizes.map((one: Record<string, number | null>) => [
    one.beforeCoins,
    one.afterCoins,
    one.movedCoins,
    one.owedCoins,
    one.cause,
  ]);
  expect(moved.sort()).toEqual([
    [0, 40, 0, 40, 'escrow_short'],
    [100, 0, -70, -30, 'insufficient_funds'],
    [40, 60, 20, 0, null],
    [60, 100, 40, 0, null],
  ]);
  expect(await balances(stage)).toEqual([0, 100, 60, 0]);
  const table = await prizesOf(stage);
  expect(table.claims).toMatchObject([
    { registrationId: stage.entries[0], amountCoins: 30, cause: 'insufficient_funds' },
  ]);
  expect(table.paid.map(({ rank, amountCoins }: Record<string, number>) => [rank, amountCoins])).toEqual([
    [1, 100],
    [2, 60],
  ]);
  await expectConsistentLedger(database.sql);

  // The same request with its key is answered again; without it, it is refused.
  expect((await disqualify(stage, stage.entries[0], {}, key)).text).toBe(JSON.stringify(done));
  expect(codeOf(await disqualify(stage, stage.entries[0]))).toEqual([409, 'state_conflict']);
  expect(codeOf(await pay(stage))).toEqual([200, undefined]);

  await untilIssued(stage);
  const codeOfEntry = (entry: string) =>
    old.find((one: { registrationId: string }) => one.registrationId === entry).code;
  const verify = async (code: string) =>
    ok(await get(`/c/${code}`, { headers: { accept: 'application/json', 'cache-control': 'no-cache' } }), 200);
  expect(await verify(codeOfEntry(stage.entries[0]))).toMatchObject({ verdict: 'revoked' });
  const replaced = await verify(codeOfEntry(stage.entries[1]));
  expect([replaced.verdict, typeof replaced.replacedBy]).toEqual(['superseded', 'string']);
  expect(await verify(replaced.replacedBy)).toMatchObject({
    verdict: 'valid',
    certificate: { place: 1, type: 'winner', entrantCount: 4 },
  });

  const written = await database.sql`
    SELECT type AS what, payload AS facts FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'placements_corrected'
    UNION ALL SELECT event, meta FROM moderation_audit WHERE ref_id = ${stage.entries[0]}`;
  const facts = { ranks: 4, certificates: 4, paidCoins: 60, returnedCoins: 70, owedCoins: 40, claimedCoins: 30 };
  expect(written).toEqual([
    { what: 'placements_corrected', facts: { registrationId: stage.entries[0], ...facts } },
    { what: 'registration.disqualified_afterwards', facts: { reason: 'Played under a false identity', ...facts } },
  ]);

  // What the champion gets later is taken, until all is paid.
  await credit(champion.walletId, 35);
  ok(
    await post('/v1/credits', {
      as: await aPerson({ roles: ['finance'] }),
      body: { walletId: table.escrowWalletId, amountCoins: 10, note: 'n' },
      headers: newKey(),
    }),
    201,
  );
  for (let round = 0; round < 2; round += 1) {
    await database.sql`UPDATE economy_owed_payment SET next_attempt_at = now() - interval '1 minute' WHERE settled_at IS NULL`;
    await tickCron();
  }
  expect(await balances(stage)).toEqual([5, 100, 60, 40]);
  expect(await prizesOf(stage)).toMatchObject({ owed: [], claims: [] });
  expect([await coinsOf(second), await coinsOf(third)]).toEqual([
    [100, 100],
    [60, 60],
  ]);
  await expectConsistentLedger(database.sql);
});

it('a prize that is still owed to the disqualified is owed no more, and a second disqualification goes on from there', async () => {
  const stage = await aCompletedTournament();
  const [champion] = stage.players;
  const finance = await aPerson({ roles: ['finance'] });
  ok(await setFrozen(champion, 'freeze', finance), 200);
  ok(await pay(stage), 201);
  ok(await disqualify(stage, stage.entries[0]), 200);
  expect(await balances(stage)).toEqual([0, 100, 60, 40]);
  ok(await setFrozen(champion, 'thaw', finance), 200);
  await database.sql`UPDATE economy_owed_payment SET next_attempt_at = now() - interval '1 minute' WHERE settled_at IS NULL`;
  await tickCron();
  expect(await balances(stage)).toEqual([0, 100, 60, 40]);
  await expectConsistentLedger(database.sql);

  ok(await disqualify(stage, stage.entries[1]), 200);
  expect(await ranksOf(stage)).toEqual([3, 3, 1, 2]);
  // Two places are left for three prizes: the rest of the pool goes to the first.
  expect(await balances(stage)).toEqual([0, 0, 140, 60]);
  expect([await escrowOf(database.sql, stage.id), (await prizesOf(stage)).claims]).toEqual([0, []]);
  const cancelled = database.sql`UPDATE economy_owed_payment SET cancelled_at = NULL WHERE cancelled_at IS NOT NULL`;
  await expect(cancelled).rejects.toThrow('owed payments follow from the ledger');
  await expect(database.sql`DELETE FROM economy_prize_change`).rejects.toThrow();
  await expectConsistentLedger(database.sql);
});

it('before payout and certificates only the ranks change, and both follow them', async () => {
  const stage = await aCompletedTournament();
  const done = ok(await disqualify(stage, stage.entries[2]), 200);
  expect([done.certificates, done.prizes]).toEqual([[], []]);
  expect(await ranksOf(stage)).toEqual([1, 2, 4, 3]);
  ok(await pay(stage), 201);
  expect(await balances(stage)).toEqual([100, 60, 0, 40]);
  ok(await issue(stage), 202);
  expect((await untilIssued(stage)).items).toHaveLength(3);
});

it('is refused to others, before the end, to who plays, and for who takes no part', async () => {
  const stage = await aCompletedTournament();
  const path = `/v1/registrations/${stage.entries[0]}/late-disqualifications`;
  const body = { reason: 'Cheating' };
  expect(codeOf(await post(path, { as: stage.players[1], body }))).toEqual([403, 'forbidden']);
  const unknown = { ...stage, entries: ['reg_00000000000000000000000000'] };
  expect(codeOf(await disqualify(unknown, unknown.entries[0] as string))).toEqual([404, 'not_found']);
  await database.sql`UPDATE tournament_registration SET player_id = ${stage.organizer.id} WHERE id = ${stage.entries[3]}`;
  expect(codeOf(await post(path, { as: stage.organizer, body }))).toEqual([403, 'conflict_of_interest']);
  await database.sql`UPDATE tournament_registration SET player_id = ${stage.players[3].id}, state = 'no_show' WHERE id = ${stage.entries[3]}`;
  expect(codeOf(await disqualify(stage, stage.entries[3]))).toEqual([409, 'state_conflict']);
  ok(
    await post(`/v1/tournaments/${stage.id}/reopenings`, { as: stage.organizer, body: { reason: 'A wrong result' } }),
    200,
  );
  expect(codeOf(await disqualify(stage, stage.entries[0]))).toEqual([409, 'tournament_not_completed']);
});

/** Starts the acts one after the other while the tournament is locked, so that they get the lock in this order. */
async function inLockOrder<T>(tournamentId: string, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = other.sql.begin(async (sql) => {
    await sql`SELECT 1 FROM tournament_tournament WHERE id = ${tournamentId} FOR UPDATE`;
    held.resolve();
    await release.promise;
  });
  await held.promise;
  const answers: Promise<T>[] = [];
  for (const act of acts) {
    answers.push(act());
    await untilWaiting(database.sql, answers.length);
  }
  release.resolve();
  await holding;
  return Promise.all(answers);
}

it.each([true, false])(
  'a payout and an issue at the same moment end alike; the disqualification comes first: %s',
  async (isFirst) => {
    const stage = await aCompletedTournament();
    const acts = [() => disqualify(stage, stage.entries[0]), () => pay(stage), () => issue(stage)];
    const answers = await inLockOrder(stage.id, isFirst ? acts : acts.toReversed());
    expect(answers.map(({ status }) => status)).toEqual(isFirst ? [200, 201, 202] : [202, 201, 200]);
    expect(await balances(stage)).toEqual([0, 100, 60, 40]);
    expect(await ranksOf(stage)).toEqual([4, 1, 2, 3]);
    await untilIssued(stage);
    const standing = await database.sql`
    SELECT r.rank, c.place, c.type FROM certificate_certificate c JOIN tournament_placement r ON r.registration_id = c.registration_id
    WHERE c.tournament_id = ${stage.id} AND c.state = 'active' ORDER BY r.rank`;
    expect(standing).toEqual([
      { rank: 1, place: 1, type: 'winner' },
      { rank: 2, place: 2, type: 'runner_up' },
      { rank: 3, place: 3, type: 'third_place' },
    ]);
    await expectConsistentLedger(database.sql);
  },
);
