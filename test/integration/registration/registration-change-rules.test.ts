// Who may cancel or decide a registration, and when: the database functions and the pure rules decide alike on generated states.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { brokenConstraint } from '../../../src/db/constraint.ts';
import { cancel, decide } from '../../../src/tournaments/registration/change-store.ts';
import { judgeCancellation, judgeDecision } from '../../../src/tournaments/registration/registration-change.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  type ChangeCase,
  type ChangeIds,
  changeDimensions,
  changeFactsOf,
  changeIds,
  changeOf,
  stateOf,
  writeChangeCase,
} from '../../support/rules/change-cases.ts';
import { casesOf, pairsOf, singlesOf } from '../../support/rules/dimensions.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { changeRow } from '../../support/rules/row-shapes.ts';

const database = useDatabase();
let owner: Database;
let app: Database;

beforeAll(async () => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
  await owner.sql`SET session_replication_role = replica`;
});

afterAll(() => Promise.all([owner?.close(), app?.close()]));

type Act = 'cancelled' | 'confirmed' | 'rejected';
const acts: readonly Act[] = ['cancelled', 'confirmed', 'rejected'];

const judge = (act: Act, given: ChangeCase, ids: ChangeIds) => {
  const facts = changeFactsOf(given, ids);
  return act === 'cancelled' ? judgeCancellation(facts) : judgeDecision(facts, act);
};

/** The verdict of the database, in the words of the pure rule. */
async function run(act: Act, given: ChangeCase, ids: ChangeIds) {
  const change = changeOf(given, ids);
  try {
    const row = await (act === 'cancelled' ? cancel(app, null, change) : decide(app, null, { ...change, state: act }));
    expect(changeRow.parse(row)).toEqual(row);
    return row.verdict === 'done' ? { verdict: 'done' } : { verdict: row.verdict, facts: row.outcome ?? {} };
  } catch (error) {
    const [name, cause] = brokenConstraint(error)?.split(':') ?? [];
    if (name !== 'fee_owed') throw error;
    return { verdict: name, facts: { cause } };
  }
}

async function expectAgreement(act: Act, given: ChangeCase): Promise<string> {
  const ids = changeIds();
  await writeChangeCase(owner.sql, given, ids);
  const before = await stateOf(owner.sql, ids);
  const { verdict, ...expected } = judge(act, given, ids);
  const fee = 'fee' in expected ? expected.fee : undefined;
  expect(await run(act, given, ids)).toEqual({ verdict, ...('facts' in expected ? expected : {}) });
  const after = await stateOf(owner.sql, ids);
  if (verdict !== 'done') {
    expect(after).toEqual(before);
    return verdict;
  }
  const isApproved = act === 'confirmed';
  const hadPlace = given.registration === 'confirmed';
  expect(after).toMatchObject({
    seq: before.seq + 1,
    events: before.events + 1,
    confirmed: before.confirmed + (isApproved ? 1 : 0) - (hadPlace ? 1 : 0),
    waiting: 0,
    state: act,
    ...(isApproved ? { seed: before.seed, roster: before.roster } : { seed: null, roster: 0 }),
    ...(act === 'cancelled'
      ? { owed: before.owed, audit: ['registration.cancelled', fee].filter(Boolean).join(' ') }
      : {}),
    ...(before.hold === 'active' ? { hold: isApproved ? 'captured' : 'released' } : { hold: before.hold }),
    ...(fee === 'refunded' ? { legs: before.legs + 2 } : {}),
  });
  return act === 'cancelled' ? `done, ${fee}` : verdict;
}

const kinds = {
  cancelled: ['done, null', 'done, refunded', 'done, released', 'fee_owed'],
  confirmed: ['conflict_of_interest', 'done', 'hold_closed', 'tournament_full', 'wallet_frozen'],
  rejected: ['done'],
};

describe.each(acts)('a registration that is to be %s', (act) => {
  it('is judged alike in every case with one unusual value, and every verdict occurs', async () => {
    const verdicts = new Set<string>();
    for (const given of changeDimensions.flatMap(singlesOf)) verdicts.add(await expectAgreement(act, given));
    const common = ['forbidden', 'registration_not_found', 'wrong_registration_state', 'wrong_tournament_state'];
    expect([...verdicts].sort()).toEqual([...kinds[act], ...common].sort());
  });

  it('is judged alike where several refusals apply', async () => {
    const pairs = changeDimensions.flatMap(pairsOf);
    const examples = pairs.slice(0, caseCount({ usual: 0, nightly: pairs.length }));
    const anyCase = fc.oneof(...changeDimensions.map(casesOf));
    const property = fc.asyncProperty(anyCase, async (given) => void (await expectAgreement(act, given)));
    await fc.assert(property, {
      numRuns: examples.length + caseCount({ usual: 80, nightly: 3_000 }),
      examples: examples.map((given) => [given] as [ChangeCase]),
    });
  });
});
