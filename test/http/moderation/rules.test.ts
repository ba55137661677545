// Rules of moderation: in shadow they refuse nothing and list what they would have refused, in force they refuse.

import { beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { activeRulesMax, recordedActs } from '../../../src/sanctions/rules/rule.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, hold, transfer } from '../../support/ledger/ledger.ts';
import { ruleActs } from '../../support/moderation/rules.ts';
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

const { anActor, sanction, change, declare, judgeAll, trialsOf, refusalsOf, tryToSwitch, tryToDeclare } = ruleActs(
  () => ({ database, db, admin, moderator }),
);

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
