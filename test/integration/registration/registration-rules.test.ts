// Who may register: the database function and the pure rule decide alike on generated states, with the same facts.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Facts } from '../../../src/core/errors.ts';
import { type Database, openDatabase, type Sql } from '../../../src/db/client.ts';
import { brokenConstraint } from '../../../src/db/constraint.ts';
import { register } from '../../../src/tournaments/registration/registration-store.ts';
import {
  judgeRegistration,
  type RegistrationVerdict,
  readInstants,
} from '../../../src/tournaments/registration/registration-verdict.ts';
import { judgeLate } from '../../../src/tournaments/stages/entries/entry-store.ts';
import { judgeLateEntrant, type LateEntrantFacts } from '../../../src/tournaments/stages/entries/late-entrant.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { casesOf, pairsOf, singlesOf } from '../../support/rules/dimensions.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { entryOf, writeCase } from '../../support/rules/registration-case-rows.ts';
import {
  type CaseIds,
  factsOf,
  idsFor,
  isPossible,
  now,
  type RegistrationCase,
  registrationDimensions,
} from '../../support/rules/registration-cases.ts';
import { registerRow } from '../../support/rules/row-shapes.ts';

const database = useDatabase();
let [owner, app]: Partial<Database>[] = [];

beforeAll(async () => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
  await sqlOf(owner).unsafe(`
    CREATE TABLE test_sanction (player text, facts jsonb); GRANT SELECT ON test_sanction TO laurel_app;
    CREATE OR REPLACE FUNCTION sanction_gate(p_player text, p_tournament text, p_act text, p_now timestamptz) RETURNS jsonb LANGUAGE sql STABLE
      AS $$ SELECT facts FROM test_sanction WHERE player = p_player AND p_act = 'register' $$;
    SET session_replication_role = replica`);
});

afterAll(() => Promise.all([owner?.close?.(), app?.close?.()]));

const sqlOf = (db: Partial<Database> | undefined) => (db as Database).sql;

/** The verdict of the database, in the words of the pure rule. */
async function decide(given: RegistrationCase, ids: CaseIds): Promise<RegistrationVerdict> {
  const row = await register(app as Database, null, entryOf(given, ids, newId)).catch((error: unknown) => {
    const constraint = brokenConstraint(error);
    if (constraint === 'wallet_frozen') return { verdict: 'wallet_frozen' as const, outcome: null };
    if (constraint === 'wallet_available_not_negative')
      return { verdict: 'insufficient_funds' as const, outcome: null };
    throw error;
  });
  if ('events' in row) registerRow.parse(row);
  if (row.verdict !== 'done')
    return { verdict: row.verdict, facts: readInstants((row.outcome ?? {}) as Facts) } as RegistrationVerdict;
  return { verdict: 'done', state: row.outcome.state as 'pending' | 'confirmed' | 'waitlisted' };
}

/** What a registration writes: [uses of its code, events and confirmed and waiting entrants, events, registrations of the actor, roster places, coins of the payer]. */
async function written(sql: Sql, { tournament, players, wallets }: CaseIds): Promise<readonly number[]> {
  const [row] = await sql<{ counts: string }[]>`
    SELECT concat_ws(' ', coalesce((SELECT sum(uses) FROM tournament_invitation_code WHERE id = 'inv_' || ${tournament}), 0),
      (SELECT event_seq + confirmed_count * 100 + waitlisted_count * 10000 FROM tournament_tournament WHERE id = ${tournament}),
      (SELECT count(*) FROM event_outbox WHERE tournament_id = ${tournament}),
      (SELECT count(*) FROM tournament_registration WHERE tournament_id = ${tournament} AND player_id = ${players.actor}),
      (SELECT count(*) FROM tournament_roster WHERE tournament_id = ${tournament}),
      (SELECT balance - held FROM economy_wallet WHERE id = ${wallets.payer})) AS counts`;
  return row?.counts.split(' ').map(Number) ?? [];
}

/** Whether a registration of this case counts a new use of its code: who is on the list needs none where either is enough. */
function usesCode({ condition, code, listed, mode }: RegistrationCase): boolean {
  if (code !== 'open' || condition === 'none' || condition === 'list') return false;
  const isListed = (mode === 'team' ? ['actor', 'mate1', 'mate2'] : ['actor']).every((who) =>
    (listed as string[]).includes(who),
  );
  return condition !== 'code_or_list' || !isListed;
}

async function expectAgreement(given: RegistrationCase): Promise<RegistrationVerdict['verdict']> {
  const ids = idsFor(newId);
  await writeCase(sqlOf(owner), given, ids);
  const before = await written(sqlOf(owner), ids);
  const expected = judgeRegistration(factsOf(given, ids));
  expect(await decide(given, ids)).toEqual(expected);
  const after = await written(sqlOf(owner), ids);
  if (expected.verdict !== 'done') expect(after).toEqual(before);
  else {
    const counted = { confirmed: 101, pending: 1, waitlisted: 10_001 }[expected.state];
    const rosterSize = given.mode === 'team' ? new Set(given.requested ?? ['all', 'three', 'members']).size : 0;
    const paid = expected.state === 'waitlisted' ? 0 : given.fee;
    const changes = [usesCode(given) ? 1 : 0, counted, 1, 1, rosterSize, ...(given.coins === null ? [] : [0 - paid])];
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual(changes);
  }
  return expected.verdict;
}

it('the database and the pure rule agree on every case with one unusual value, and every verdict occurs', async () => {
  const verdicts = new Set<string>();
  for (const given of registrationDimensions.flatMap(singlesOf).filter(isPossible)) {
    verdicts.add(await expectAgreement(given));
  }
  expect([...verdicts].sort()).toEqual([
    'already_registered',
    'done',
    'insufficient_funds',
    'invitation_not_valid',
    'invitation_required',
    'name_missing',
    'not_captain',
    'not_members',
    'not_on_list',
    'not_open',
    'roster_incomplete',
    'sanctioned',
    'team_not_found',
    'tournament_full',
    'tournament_not_found',
    'wallet_frozen',
    'wrong_mode',
  ]);
});

it('the database and the pure rule agree on which of several refusals comes first', async () => {
  const anyCase = fc.oneof(...registrationDimensions.map(casesOf)).filter(isPossible);
  const pairs = registrationDimensions.flatMap(pairsOf).filter(isPossible);
  const examples = pairs.slice(0, caseCount({ usual: 0, nightly: pairs.length }));
  const property = fc.asyncProperty(anyCase, async (given) => void (await expectAgreement(given)));
  await fc.assert(property, {
    numRuns: examples.length + caseCount({ usual: 250, nightly: 5_000 }),
    examples: examples.map((given) => [given] as [RegistrationCase]),
  });
});

/** The actor is entered by the organizer, into a tournament that is running. */
function lateFactsOf(given: RegistrationCase, ids: CaseIds): LateEntrantFacts {
  const { actorId: playerId, tournament, entrants: _, ...asked } = factsOf(given, ids);
  const isKnown = given.entered !== null && !['rejected', 'cancelled', 'no_show'].includes(given.entered);
  if (tournament === null) throw new Error('the tournament exists');
  return {
    ...asked,
    playerId,
    tournament,
    name: given.name === 'given' ? 'Player' : null,
    known: [...(isKnown ? [playerId] : []), ...given.captains.map((who) => ids.players[who])],
  };
}

it('the database and the pure rule agree on who may enter late, and every verdict occurs', async () => {
  const verdicts = new Set<string>();
  const agree = async (given: RegistrationCase) => {
    const ids = idsFor(newId);
    await writeCase(sqlOf(owner), given, ids);
    const { playerId, teamId, roster, displayName } = entryOf(given, ids, newId);
    const entrant = { playerId, teamId, roster, displayName, language: 'en' as const };
    const { verdict, facts, name, players } = await judgeLate(sqlOf(app), ids.tournament, entrant, now);
    const expected = judgeLateEntrant(lateFactsOf(given, ids));
    verdicts.add(verdict);
    if (expected.verdict !== 'may_enter') expect({ verdict, facts: facts ?? {} }).toEqual(expected);
    else
      expect({ verdict, name, players: players?.toSorted() ?? null }).toEqual({
        ...expected,
        players: expected.players?.toSorted() ?? null,
      });
  };
  const isMeant = (given: RegistrationCase) => given.exists && isPossible(given);
  for (const given of registrationDimensions.flatMap(singlesOf).filter(isMeant)) await agree(given);
  const anyCase = fc.oneof(...registrationDimensions.map(casesOf)).filter(isMeant);
  await fc.assert(fc.asyncProperty(anyCase, agree), { numRuns: caseCount({ usual: 100, nightly: 5_000 }) });
  expect([...verdicts].sort()).toEqual([
    'already_registered',
    'may_enter',
    'name_missing',
    'not_captain',
    'not_members',
    'roster_incomplete',
    'sanctioned',
    'team_not_found',
    'tournament_full',
    'wrong_mode',
  ]);
});
