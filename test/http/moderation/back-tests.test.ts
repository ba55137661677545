// Back-tests of rules of moderation: each judges what was done before.

import { beforeAll, describe, expect, it } from 'vitest';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { runTrials } from '../../../src/moderation/trials/run-trials.ts';
import { firstIdAt, keptRefusalsMax, refusalDays } from '../../../src/moderation/trials/trial.ts';
import { judgeNext } from '../../../src/moderation/trials/trial-store.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, transfer } from '../../support/ledger/ledger.ts';
import { anHourAgo, ruleActs } from '../../support/moderation/rules.ts';
import { untilWaiting } from '../../support/rules/lock-order.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let admin: Person;
let moderator: Person;
let db: Database;

beforeAll(async () => {
  [admin, moderator] = [await aPerson({ roles: ['admin'] }), await aPerson({ roles: ['moderator'] })];
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const { sanction, declare, backTest, judgeAll, trialsOf, refusalsOf } = ruleActs(() => ({
  database,
  db,
  admin,
  moderator,
}));

describe('a back-test', () => {
  it('judges what was done between two times by what was known then, and nothing of it is refused', async () => {
    const [player, friend, banned] = [await anOwner(50), await anOwner(50), await anOwner(50)];
    const from = systemClock();
    await transfer(player, friend, 1);
    const warning = await sanction(player);
    await transfer(player, friend, 2);
    // The fee of an entry is no transfer of its owner.
    const paid = await aTournament({ entryFeeCoins: 1 });
    await move(paid, 'published', 'registration_open');
    ok(await post(`/v1/tournaments/${paid.id}/registrations`, { as: player, body: {} }), 201);
    ok(await post(`/v1/sanctions/${warning.id}/revocation`, { as: moderator, body: { reason: 'No.' } }), 200);
    await transfer(player, friend, 3);
    await sanction(banned);
    const to = systemClock();
    await transfer(banned, friend, 4);
    const rule = await declare({ acts: ['transfer'] });
    const { id } = ok(await backTest(rule, from, to), 201);
    await judgeAll();
    const [trial] = await trialsOf(rule);
    expect(trial).toMatchObject({
      id,
      fromAt: from,
      toAt: to,
      judgedActs: 3,
      refusedActs: 1,
      finishedAt: expect.any(String),
    });
    const { items } = await refusalsOf(trial);
    expect(items).toMatchObject([{ act: 'transfer', playerId: player.id, sanctionId: warning.id }]);
    const { rule_trials: own } = ok(await get('/v1/me/export', { as: player }), 200);
    expect(own).toMatchObject([{ trialId: id, act: 'transfer', refId: items[0].refId, sanctionId: warning.id }]);
    expect(rule.state).toBe('off');
  });

  it('of a team judges all of its roster, and lists the act once', async () => {
    const [captain, ...members] = [await aPerson(), await aPerson(), await aPerson()];
    const team = ok(await post('/v1/teams', { as: captain, body: { name: `Team ${captain.id.slice(-4)}` } }), 201);
    for (const as of members)
      ok(await post(`/v1/teams/${team.id}/members`, { as, body: { joinCode: team.joinCode } }), 201);
    const stage = await aTournament({ mode: 'team', rosterSize: 3, capacity: 4 });
    await move(stage, 'published', 'registration_open');
    for (const member of members) await sanction(member);
    const from = systemClock();
    const entry = ok(
      await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body: { teamId: team.id } }),
      201,
    );
    const rule = await declare({ acts: ['register'], tournamentId: stage.id });
    ok(await backTest(rule, from), 201);
    await judgeAll();
    const [trial] = await trialsOf(rule);
    expect(trial).toMatchObject({ judgedActs: 1, refusedActs: 1 });
    expect((await refusalsOf(trial)).items).toMatchObject([{ refId: entry.id, act: 'register' }]);
  });

  it('is judged in pieces, by several runs at once, each act once; keeps some refusals and counts the others', async () => {
    const [player, friend] = [await anOwner(50), await anOwner(50)];
    await sanction(player);
    const from = systemClock();
    for (let sent = 0; sent < 5; sent += 1) ok(await transfer(player, friend, 1), 201);
    const rule = await declare({ acts: ['transfer'] });
    const { id } = ok(await backTest(rule, from), 201);
    const step = {
      trialId: id,
      source: 'transaction',
      before: firstIdAt('transaction', systemClock()),
      rowsMax: 2,
    } as const;
    const { both } = await database.sql.begin(async (sql) => {
      await sql`SELECT FROM moderation_trial WHERE id = ${id} FOR NO KEY UPDATE`;
      const started = [judgeNext(db, step), judgeNext(db, step)];
      await untilWaiting(database.sql, 2);
      return { both: started };
    });
    expect(await Promise.all(both)).toEqual([2, 2]);
    // Two legs of each transfer, of which one is an act.
    let [read, rows] = [4, 0];
    do {
      rows = await judgeNext(db, step);
      read += rows;
    } while (rows > 0);
    expect(read).toBe(10);
    expect((await trialsOf(rule))[0]).toMatchObject({ judgedActs: 5, refusedActs: 5 });
    const first = await refusalsOf({ id }, '?limit=3');
    const rest = await refusalsOf({ id }, `?limit=3&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([...first.items, ...rest.items]).toHaveLength(5);
    await database.sql`UPDATE moderation_trial SET refused_acts = ${keptRefusalsMax}, judged_acts = ${keptRefusalsMax} WHERE id = ${id}`;
    ok(await transfer(player, friend, 1), 201);
    await judgeNext(db, { ...step, before: firstIdAt('transaction', addSeconds(systemClock(), 60)) });
    expect((await trialsOf(rule))[0].refusedActs).toBe(keptRefusalsMax + 1);
    expect((await refusalsOf({ id })).items).toHaveLength(5);
    // Old ones are deleted, with an old trial, and the counts stay.
    await runTrials({ db, clock: () => addSeconds(systemClock(), (refusalDays + 1) * 86_400) });
    expect((await refusalsOf({ id })).items).toEqual([]);
    expect((await trialsOf(rule))[0]).toMatchObject({
      refusedActs: keptRefusalsMax + 1,
      finishedAt: expect.any(String),
    });
  });

  it('has a start before its end, an end that is not in the future, and at most 92 days; five run at once', async () => {
    const rule = await declare({ acts: ['host'] });
    const now = systemClock();
    const later = (days: number) => addSeconds(now, days * 86_400);
    for (const [from, to] of [
      [now, now],
      [now, later(-1)],
      [now, later(1)],
      [later(-93), now],
    ] as const)
      expect(ok(await backTest(rule, from, to), 422).code).toBe('invalid_request');
    expect(ok(await backTest({ id: `rul_${'0'.repeat(26)}` }, anHourAgo()), 404).code).toBe('not_found');
    const answers = await Promise.all(Array.from({ length: 7 }, () => backTest(rule, anHourAgo())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409]);
    // The cron of the Worker takes them up; what was done within the last minute is judged later.
    await tickCron();
    await judgeAll();
    expect((await trialsOf(rule)).map(({ finishedAt }: { finishedAt: string | null }) => finishedAt !== null)).toEqual(
      Array(5).fill(true),
    );
  });
});
