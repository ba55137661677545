// Rules of moderation: in shadow they refuse nothing and list what they would have refused, in force they refuse, and a back-test judges
// what was done before.

import { beforeAll, describe, expect, it } from 'vitest';
import { addSeconds, type Instant, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { runTrials } from '../../../src/moderation/trials/run-trials.ts';
import { firstIdAt, keptRefusalsMax, refusalDays } from '../../../src/moderation/trials/trial.ts';
import { judgeNext } from '../../../src/moderation/trials/trial-store.ts';
import { activeRulesMax, recordedActs } from '../../../src/sanctions/rules/rule.ts';
import { aPerson, call, get, known, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, hold, type Owner, transfer } from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/lock-order.ts';
import { aTournament, enter, matchesOf, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let [admin, moderator]: Person[] = [];
let db: Database;

beforeAll(async () => {
  [admin, moderator] = [await aPerson({ roles: ['admin'] }), await aPerson({ roles: ['moderator'] })];
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const terms = { title: 'Warned players wait', acts: [...recordedActs], kinds: ['warn'] };
const tryToDeclare = (fields: object = {}, as = admin) =>
  post('/v1/moderation/rules', { as, body: { ...terms, ...fields } });
const declare = async (fields: object = {}) => ok(await tryToDeclare(fields), 201);
const tryToSwitch = (rule: { id: string; version: number }, state: string, as = admin) =>
  call('PUT', `/v1/moderation/rules/${rule.id}/state`, { as, body: { version: rule.version, state } });
const change = async (...sent: Parameters<typeof tryToSwitch>) => ok(await tryToSwitch(...sent), 200);
const trialsOf = async (rule: { id: string }) =>
  ok(await get(`/v1/moderation/rules/${rule.id}/trials`, { as: admin }), 200).items;
const refusalsOf = async (trial: { id: string }, query = '') =>
  ok(await get(`/v1/moderation/trials/${trial.id}/refusals${query}`, { as: admin }), 200);
const backTest = (rule: { id: string }, from: Instant, to: Instant = systemClock()) =>
  post(`/v1/moderation/rules/${rule.id}/trials`, { as: admin, body: { from, to } });
const sanction = async (player: Person, fields: object = {}) => {
  await known(player);
  const body = { playerId: player.id, kind: 'warn', reasonCode: 'other', statement: 'Said.', ...fields };
  return ok(await post('/v1/sanctions', { as: moderator, body }), 201);
};
/** The cron two minutes later: by then acts that were done are committed. */
const judgeAll = () => runTrials({ db, clock: () => addSeconds(systemClock(), 120) });
const anHourAgo = () => addSeconds(systemClock(), -3600);

async function invite(stage: Stage, player: Person): Promise<string> {
  const path = `/v1/tournaments/${stage.id}/staff`;
  ok(await post(path, { as: stage.organizer, body: { playerId: player.id, role: 'referee' } }), 201);
  return `${path}/${player.id}/acceptance`;
}

/** A player who can do each recorded act, in the order of the list. */
async function anActor() {
  const player: Owner = await anOwner(50);
  const friend = await anOwner(50);
  const [open, checked] = [await aTournament(), await aTournament({ checkInMinutes: 30 })];
  await move(open, 'published', 'registration_open');
  await move(checked, 'published', 'registration_open');
  await enter(checked, [player, friend]);
  await database.sql`UPDATE tournament_tournament SET starts_at = now() + interval '20 minutes' WHERE id = ${checked.id}`;
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  await enter(stage, [player, friend]);
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  const { items } = ok(await get(`/v1/tournaments/${checked.id}/registrations`), 200);
  const entry = items.find(({ playerId }: { playerId: string }) => playerId === player.id);
  const [acceptance, another] = [await invite(open, player), await invite(checked, player)];
  const host = await aPerson({ roles: ['organizer'] });
  const acts = {
    register: () => post(`/v1/tournaments/${open.id}/registrations`, { as: player, body: {} }),
    check_in: () => post(`/v1/registrations/${entry.id}/check-in`, { as: player }),
    report: () => post(`/v1/matches/${match?.id}/reports`, { as: player, body: { scores: [2, 1] } }),
    transfer: () => transfer(player, friend, 5),
    staff: () => post(another, { as: player, body: {} }),
    host: () =>
      post('/v1/tournaments', { as: host, body: { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' } }),
  };
  return { player, host, friend, acts, acceptance, stage, open };
}

describe('a rule', () => {
  it('in shadow refuses nothing and lists what it would have refused; enforced it refuses; off it does neither', async () => {
    const { player, host, friend, acts, open, stage } = await anActor();
    const warnings = [await sanction(player), await sanction(host)];
    const shadow = await change(await declare(), 'shadow');
    const hasLeft = await anOwner(5);
    for (const name of recordedActs)
      expect([name, (await acts[name]()).status]).toEqual([name, expect.toSatisfy((status: number) => status < 300)]);
    ok(await hold(player, friend, 5), 201);
    // Who has no sanction is judged, and not refused.
    ok(await transfer(hasLeft, friend, 5), 201);
    await judgeAll();
    const [trial] = await trialsOf(shadow);
    const { items } = await refusalsOf(trial);
    expect(items.map(({ act }: { act: string }) => act).sort()).toEqual([...recordedActs, 'transfer'].sort());
    expect(trial).toMatchObject({ refusedActs: 7, toAt: null, finishedAt: null });
    expect(trial.judgedActs).toBeGreaterThan(7);
    const [byAct, [warning, hostWarning]] = [Object.groupBy(items, ({ act }: { act: string }) => act), warnings];
    expect(byAct.register?.[0]).toMatchObject({ playerId: player.id, tournamentId: open.id, sanctionId: warning.id });
    expect(byAct.report?.[0]).toMatchObject({ tournamentId: stage.id, endsAt: warning.endsAt });
    expect(byAct.host?.[0]).toMatchObject({ playerId: host.id, tournamentId: null, sanctionId: hostWarning.id });

    const rule = await change(shadow, 'enforced');
    const refused = ok(await transfer(player, friend, 5), 403);
    const { endsAt } = warning;
    expect(refused).toMatchObject({ code: 'sanctioned', facts: { ruleId: rule.id, kind: 'warn', endsAt } });
    // The shadow has ended, and its trial with it.
    await judgeAll();
    expect((await trialsOf(rule))[0]).toMatchObject({
      refusedActs: 7,
      toAt: rule.switchedAt,
      finishedAt: expect.any(String),
    });
    await change(rule, 'off');
    ok(await transfer(player, friend, 5), 201);
  });

  it('in shadow counts each of many acts at once, once, also when two crons judge; while it is switched, each act is done or refused', async () => {
    const players = await Promise.all(Array.from({ length: 6 }, () => anOwner(50)));
    const [friend, warned] = [await anOwner(5), players.slice(0, 3)];
    const warnings = await Promise.all(warned.map((player) => sanction(player)));
    const open = await aTournament({ capacity: 16 });
    await move(open, 'published', 'registration_open');
    const shadow = await change(await declare({ acts: ['register', 'transfer'] }), 'shadow');
    const register = (as: Person) => post(`/v1/tournaments/${open.id}/registrations`, { as, body: {} });
    const answers = await Promise.all(
      players.flatMap((player) => [register(player), ...[1, 2, 3].map(() => transfer(player, friend, 1))]),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    await Promise.all([judgeAll(), judgeAll()]);
    const [trial] = await trialsOf(shadow);
    expect(trial).toMatchObject({ judgedActs: 24, refusedActs: 12 });
    expect(
      new Set((await refusalsOf(trial, '?limit=100')).items.map(({ refId }: { refId: string }) => refId)).size,
    ).toBe(12);
    const beside = await Promise.all([
      ...players.flatMap((player) => [1, 2].map(() => transfer(player, friend, 1))),
      change(shadow, 'enforced').then(() => ({ status: 200, body: shadow })),
    ]);
    for (const [index, { status, body }] of beside.slice(0, -1).entries())
      expect([index, status, status === 201 || body.code]).toEqual([
        index,
        index < 6 ? expect.toSatisfy((one: number) => one === 201 || one === 403) : 201,
        status === 201 ? true : 'sanctioned',
      ]);
    for (const [index, player] of warned.entries())
      expect(ok(await transfer(player, friend, 1), 403).facts.sanctionId).toBe(warnings[index].id);
    await change({ ...shadow, version: shadow.version + 1 }, 'off');
    await judgeAll();
  });

  it('enforced refuses each of its acts, to those whom it names, where it counts', async () => {
    const { player, acts, acceptance, open } = await anActor();
    await sanction(player, { tournamentId: open.id, reasonCode: 'no_shows' });
    await sanction(player, { areas: ['staffing'] });
    const here = { tournamentId: open.id, acts: ['register'], reasonCodes: ['no_shows'] };
    const rules = [await declare(here), await declare({ acts: ['staff', 'host'] })];
    const enforced = await Promise.all(rules.map(async (rule) => change(await change(rule, 'shadow'), 'enforced')));
    const codeOf = async (act: () => ReturnType<typeof post>) => (await act()).body.code ?? 'done';
    expect(await codeOf(acts.register)).toBe('sanctioned');
    expect(await codeOf(() => post(acceptance, { as: player, body: {} }))).toBe('sanctioned');
    expect(await codeOf(acts.transfer)).toBe('done');
    expect(await codeOf(acts.check_in)).toBe('done');
    for (const rule of enforced) await change(rule, 'off');
    expect(await codeOf(acts.register)).toBe('done');
  });

  it('on strikes refuses until so few points are left, and names the strike that ends last', async () => {
    const [player, friend] = [await anOwner(50), await anOwner(50)];
    const rule = await declare({ title: 'Three points', kinds: undefined, pointsMin: 3, acts: ['transfer'] });
    const enforced = await change(await change(rule, 'shadow'), 'enforced');
    const one = { kind: 'suspend', areas: ['hosting'] };
    await sanction(player, { ...one, reasonCode: 'unsporting_conduct' });
    ok(await transfer(player, friend, 1), 201);
    const last = await sanction(player, { ...one, reasonCode: 'no_shows' });
    const { facts } = ok(await transfer(player, friend, 1), 403);
    // 90 days for the one point of `no_shows`; two are left then.
    const decaysAt = addSeconds(last.createdAt, 90 * 86_400);
    const refusal = { ruleId: enforced.id, sanctionId: last.id, endsAt: decaysAt, tournamentId: null };
    expect(facts).toMatchObject(refusal);
    // Strikes outlast their sanctions.
    await database.sql`ALTER TABLE sanction_record DISABLE TRIGGER keep_sanction_terms`;
    await database.sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() WHERE player_id = ${player.id}`;
    await database.sql`ALTER TABLE sanction_record ENABLE TRIGGER keep_sanction_terms`;
    expect(ok(await transfer(player, friend, 1), 403).facts).toMatchObject(refusal);
    ok(await post(`/v1/sanctions/${last.id}/strike-dismissal`, { as: moderator, body: { reason: 'No.' } }), 200);
    ok(await transfer(player, friend, 1), 201);
    await change(enforced, 'off');
  });

  it('is switched by its version, from shadow into force only, by administrators, with an audit row; its terms never change', async () => {
    const rule = await declare();
    const code = async (...sent: Parameters<typeof tryToSwitch>) => {
      const { status, body } = await tryToSwitch(...sent);
      return status === 200 ? 'done' : body.code;
    };
    expect(await code(rule, 'enforced')).toBe('state_conflict');
    expect(await code(rule, 'off')).toBe('state_conflict');
    expect(await code(rule, 'shadow', moderator)).toBe('forbidden');
    expect(await Promise.all([code(rule, 'shadow'), code(rule, 'shadow')]).then((both) => both.sort())).toEqual([
      'done',
      'version_conflict',
    ]);
    expect(await code({ id: `rul_${'0'.repeat(26)}`, version: 1 }, 'shadow')).toBe('not_found');
    const audit = ok(await get(`/v1/moderation/audit?refType=rule&refId=${rule.id}`, { as: admin }), 200).items;
    expect(audit.map(({ event, meta }: { event: string; meta: object }) => [event, meta])).toEqual([
      ['rule.switched', { to: 'shadow' }],
      ['rule.declared', {}],
    ]);
    await change({ ...rule, version: 2 }, 'off');
    for (const statement of [`acts = '{host}', version = version + 1`, `version = version + 2`])
      await expect(
        database.sql.unsafe(`UPDATE sanction_rule SET ${statement} WHERE id = '${rule.id}'`),
      ).rejects.toMatchObject({
        constraint_name: 'rule_terms_final',
      });
    const { items } = ok(await get('/v1/moderation/rules?limit=2', { as: admin }), 200);
    expect(items[0]).toMatchObject({ id: rule.id, state: 'off', version: 3 });
  });

  it('needs either kinds or points; at most twenty are active at once', async () => {
    for (const fields of [
      { pointsMin: 3 },
      { kinds: undefined },
      { acts: [] },
      { acts: ['watch'] },
      { kinds: ['ban'] },
    ])
      expect(ok(await tryToDeclare(fields), 422).code).toBe('invalid_request');
    expect(ok(await tryToDeclare({}, moderator), 403).code).toBe('forbidden');
    const declared = await Promise.all(Array.from({ length: activeRulesMax + 1 }, () => declare({ acts: ['host'] })));
    const answers = await Promise.all(declared.map((rule) => tryToSwitch(rule, 'shadow')));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(activeRulesMax).fill(200), 409]);
    for (const { status, body } of answers) if (status === 200) await change(body, 'off');
    await judgeAll();
  });
});

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
