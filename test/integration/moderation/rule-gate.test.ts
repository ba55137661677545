// What a rule refuses is decided by sanction_rule_verdict in the database, and by judgeRule, which people read. A slow form walks over the
// moments at which anything ends. Each case is rolled back, since the gate asks all rules that are enforced.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Facts } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import type { Sql } from '../../../src/db/client.ts';
import { sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import {
  judgeRule,
  judgeRules,
  judgeSwitch,
  type PlayerRecord,
  type Rule,
  type RuleState,
  ruleKinds,
  ruleStates,
} from '../../../src/sanctions/rules/rule.ts';
import {
  type Attempt,
  gatedActs,
  gateFacts,
  judgeGate,
  type Sanction,
  sanctionAreas,
} from '../../../src/sanctions/sanction.ts';
import type { Strike } from '../../../src/sanctions/strike.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { newId } from '../../support/rules/row-check.ts';

const database = useDatabase();
const at = '2026-06-01T00:00:00.000Z' as Instant;
const [here, elsewhere, moderator, second] = [
  newId('tournament'),
  newId('tournament'),
  newId('player'),
  newId('player'),
];
/** Few, so that they meet. */
const reasons = sanctionReasonCodes.slice(0, 2);

/** Seconds around the moment of the act, often exactly on it, mostly such that the sanction counts. */
const before = fc.constantFrom(-1000, -1000, -1000, -1, -1, 0, 1);
const after = fc.constantFrom(0, 1, 1000, 1000);
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const place = fc.constantFrom(null, null, null, null, here, elsewhere);
/** Few, so that they meet. */
const acts = ['register', 'transfer', 'host'] as const;

const aSanction = fc.record({
  kind: fc.constantFrom(...ruleKinds, ...ruleKinds, 'ban' as const),
  areas: seldom(fc.uniqueArray(fc.constantFrom(...sanctionAreas), { minLength: 1 })),
  tournamentId: place,
  reasonCode: fc.constantFrom(...reasons),
  created: before,
  start: before,
  length: fc.constantFrom(null, 1, 999, 1000, 1001, 2000, 2001),
  confirmed: fc.oneof(fc.constantFrom('not_needed' as const, 'never' as const), before),
  revoked: seldom(after),
  points: fc.integer({ min: 0, max: 3 }),
  strikeLength: fc.constantFrom(1, 999, 1000, 1001, 2000, 3000),
  dismissed: seldom(after),
});

const aRule = fc.record({
  acts: fc.uniqueArray(fc.constantFrom(...acts), { minLength: 2 }),
  condition: fc.oneof(fc.uniqueArray(fc.constantFrom(...ruleKinds), { minLength: 1 }), fc.integer({ min: 1, max: 5 })),
  reasonCodes: seldom(fc.uniqueArray(fc.constantFrom(...reasons), { minLength: 1 })),
  tournamentId: place,
  state: fc.constantFrom('enforced' as const, ...ruleStates),
});

const anAttempt = fc.record({
  act: fc.constantFrom(...acts, ...acts, ...gatedActs),
  tournamentId: fc.constantFrom(null, here),
}) as fc.Arbitrary<Attempt>;

const rolledBack = new Error('rolled back');
async function inRollback(work: (sql: Sql) => Promise<void>): Promise<void> {
  const done = database.sql.begin(async (sql) => {
    await work(sql as unknown as Sql);
    throw rolledBack;
  });
  await done.catch((error: unknown) => {
    if (error !== rolledBack) throw error;
  });
}

const toRow = (one: object) =>
  Object.fromEntries(
    Object.entries(one).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );
const insert = (sql: Sql, table: string, rows: readonly object[]) =>
  sql.unsafe(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::text::jsonb)`, [
    JSON.stringify(rows.map(toRow)),
  ]);

it('the database refuses by a rule what the rule refuses in code, at any time, and the gate asks the enforced ones last', async () => {
  const property = fc.asyncProperty(
    fc.array(aSanction, { minLength: 1, maxLength: 4 }),
    fc.array(aRule, { minLength: 1, maxLength: 3 }),
    fc.array(anAttempt, { minLength: 1, maxLength: 3 }),
    (drawn, drawnRules, attempts) =>
      inRollback(async (sql) => {
        const player = newId('player');
        const record = toRecord(player, drawn);
        const rules = drawnRules.map(toRule);
        await insert(sql, 'sanction_record', record.sanctions);
        await insert(
          sql,
          'sanction_strike',
          record.strikes.map(
            ({ reasonCode: _, revokedAt: __, needsConfirmation: ___, confirmedAt: ____, ...strike }) => strike,
          ),
        );
        await insert(sql, 'sanction_rule', rules);
        for (const attempt of attempts) {
          for (const rule of rules) {
            const expected = judgeRule(rule, record, attempt, at);
            expect(slowVerdict(rule, record, attempt)).toEqual(expected === null ? null : expected.endsAt);
            const [row] = await sql<{ facts: Facts | null }[]>`
              SELECT sanction_judge_past(${rule.id}, ${player}, ${attempt.tournamentId}, ${attempt.act}, ${at}::timestamptz) AS facts`;
            expect(row?.facts).toEqual(expected);
          }
          const blocking = judgeGate(record.sanctions, attempt, at);
          const [row] = await sql<{ facts: Facts | null }[]>`
            SELECT sanction_gate(${player}, ${attempt.tournamentId}, ${attempt.act}, ${at}::timestamptz) AS facts`;
          expect(row?.facts).toEqual(blocking === null ? judgeRules(rules, record, attempt, at) : gateFacts(blocking));
        }
      }),
  );
  await fc.assert(property, { numRuns: caseCount({ usual: 120, nightly: 5000 }) });
});

it('the database switches a rule as the rule in code does', async () => {
  for (const from of ruleStates)
    for (const state of ruleStates)
      for (const version of [3, 4])
        for (const active of [0, 1])
          await inRollback(async (sql) => {
            const drawn = { acts: ['register' as const], condition: 1, reasonCodes: null, tournamentId: null };
            const rule = { ...toRule({ ...drawn, state: from }), version: 3 };
            const others = Array.from({ length: active }, () => toRule({ ...drawn, state: 'shadow' }));
            await insert(sql, 'sanction_rule', [rule, ...others, toRule({ ...drawn, state: 'off' })]);
            const [row] = await sql<{ verdict: string }[]>`
              SELECT verdict FROM sanction_switch_rule(${rule.id}, ${state}, ${version}::integer, 1, ${moderator}, ${at}::timestamptz)`;
            const many = active === 1 ? 20 : 0;
            expect([from, state, version, active, row?.verdict]).toEqual([
              ...[from, state, version, active],
              judgeSwitch(rule, { state, version }, many),
            ]);
            const [after] = await sql<{ state: RuleState; version: number }[]>`
              SELECT state, version FROM sanction_rule WHERE id = ${rule.id}`;
            expect(after).toEqual(row?.verdict === 'done' ? { state, version: 4 } : { state: from, version: 3 });
          });
});

function toRecord(
  playerId: Id<'player'>,
  drawn: readonly (typeof aSanction extends fc.Arbitrary<infer T> ? T : never)[],
): PlayerRecord {
  const pairs = drawn.map((one): readonly [Sanction, Strike | null] => {
    const startsAt = addSeconds(at, one.start);
    const createdAt = addSeconds(at, one.created);
    const timeOf = (seconds: number | string | null) => (typeof seconds === 'number' ? addSeconds(at, seconds) : null);
    const [confirmedAt, revokedAt] = [timeOf(one.confirmed), timeOf(one.revoked)];
    const sanction: Sanction = {
      id: newId('sanction'),
      playerId,
      kind: one.kind,
      areas: one.areas,
      tournamentId: one.tournamentId,
      reasonCode: one.reasonCode,
      statement: 'Said.',
      note: null,
      startsAt,
      endsAt: one.length === null ? null : addSeconds(startsAt, one.length),
      imposedBy: moderator,
      createdAt,
      needsConfirmation: one.confirmed !== 'not_needed',
      confirmedBy: confirmedAt === null ? null : second,
      confirmedAt,
      fulfilledAt: null,
      earlierId: null,
      isReduced: false,
      revokedBy: revokedAt === null ? null : moderator,
      revokedAt,
      revokeReason: revokedAt === null ? null : 'Mistaken.',
    };
    const dismissedAt = timeOf(one.dismissed);
    const strike: Strike = {
      sanctionId: sanction.id,
      playerId,
      reasonCode: one.reasonCode,
      points: one.points,
      createdAt,
      decaysAt: addSeconds(createdAt, one.strikeLength),
      dismissedBy: dismissedAt === null ? null : moderator,
      dismissedAt,
      dismissReason: dismissedAt === null ? null : 'No.',
      revokedAt,
      needsConfirmation: sanction.needsConfirmation,
      confirmedAt,
    };
    return [sanction, one.points === 0 ? null : strike];
  });
  return { sanctions: pairs.map(([one]) => one), strikes: pairs.flatMap(([, strike]) => strike ?? []) };
}

function toRule(drawn: typeof aRule extends fc.Arbitrary<infer T> ? T : never): Rule {
  const { condition, ...rest } = drawn;
  const isPoints = typeof condition === 'number';
  return {
    id: newId('rule'),
    title: 'A rule',
    ...rest,
    kinds: isPoints ? null : condition,
    pointsMin: isPoints ? condition : null,
    version: 1,
    declaredBy: moderator,
    createdAt: at,
    switchedBy: moderator,
    switchedAt: at,
  };
}

/** @returns until when the rule refuses, null for ever or not at all. */
function slowVerdict(rule: Rule, { sanctions, strikes }: PlayerRecord, attempt: Attempt): Instant | null {
  if (!rule.acts.includes(attempt.act as never)) return null;
  if (![null, attempt.tournamentId].includes(rule.tournamentId)) return null;
  const allows = (code: Sanction['reasonCode']) => (rule.reasonCodes ?? reasons).includes(code);
  const stands = (end: Instant | null) => end === null || end > at;
  const isConfirmed = (one: Pick<Sanction, 'needsConfirmation' | 'confirmedAt'>) =>
    (one.confirmedAt !== null && one.confirmedAt <= at) || !one.needsConfirmation;
  const running = sanctions.filter(
    (one) =>
      allows(one.reasonCode) &&
      one.createdAt <= at &&
      one.startsAt <= at &&
      stands(one.endsAt) &&
      stands(one.revokedAt),
  );
  if (rule.kinds !== null) {
    const ends = running
      .filter(isConfirmed)
      .filter((one) => rule.kinds?.includes(one.kind as never) && isCoveredBy(one.areas, attempt.act))
      .filter((one) => one.tournamentId === null || one.tournamentId === attempt.tournamentId)
      .map((one) => one.endsAt);
    return ends.length === 0 || ends.includes(null) ? null : ((ends as Instant[]).sort().at(-1) ?? null);
  }
  const counting = strikes.filter(
    (one) =>
      allows(one.reasonCode) &&
      one.createdAt <= at &&
      stands(one.dismissedAt) &&
      stands(one.revokedAt) &&
      isConfirmed(one),
  );
  const pointsAt = (moment: Instant) =>
    counting.reduce((sum, one) => (one.decaysAt > moment ? sum + one.points : sum), 0);
  const needed = rule.pointsMin ?? 0;
  if (pointsAt(at) < needed) return null;
  return (
    counting
      .map((one) => one.decaysAt)
      .sort()
      .find((moment) => moment > at && pointsAt(moment) < needed) ?? null
  );
}

/** What each area covers, as a table. Transfers are covered by no area. */
function isCoveredBy(areas: Sanction['areas'], act: Attempt['act']): boolean {
  const acts: Readonly<Record<string, readonly string[]>> = {
    competing: ['register', 'check_in', 'report'],
    staffing: ['staff'],
    hosting: ['host'],
  };
  return areas === null || areas.some((area) => acts[area]?.includes(act));
}
