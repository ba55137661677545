// Forfeits, corrections and departures: the database function and the pure rule decide alike on generated states, and a refusal changes
// nothing.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type Departure, judgeDeparture } from '../../../src/tournaments/departures/departure.ts';
import { leave } from '../../../src/tournaments/departures/departure-store.ts';
import { correctionOutcomes, judgeCorrection } from '../../../src/tournaments/matches/corrections/correction.ts';
import { forfeitOutcomes, judgeForfeit } from '../../../src/tournaments/matches/forfeits/forfeit.ts';
import { settleCorrection, settleForfeit } from '../../../src/tournaments/matches/staff/staff-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { casesOf, pairsOf, singlesOf } from '../../support/rules/dimensions.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { correctionRow, forfeitRow, leaveRow } from '../../support/rules/row-shapes.ts';
import {
  isPossible,
  readWritten,
  type StaffCase,
  type StaffIds,
  staffDimensions,
  staffFacts,
  staffIds,
  writeCase,
} from '../../support/rules/staff-cases.ts';

const database = useDatabase();
let owner: Database;
let app: Database;
beforeAll(() => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => Promise.all([owner?.close(), app?.close()]));

const actOf = (given: StaffCase, ids: StaffIds) => ({
  ...{ matchId: ids.match, actorId: ids.players[given.actor] as Id<'player'>, isAdmin: given.isAdmin },
  ...{ resultId: newId('result'), eventId: newId('event'), auditId: newId('audit') },
  ...{ claim: null, now: systemClock() },
});

/** What the pure rule says of a case, and what the database does. */
type Both = (given: StaffCase, ids: StaffIds) => Promise<{ readonly expected: string; readonly decided: string }>;

const forfeits: Both = async (given, ids) => {
  const filled = [true, given.isPair];
  const expected = judgeForfeit({ ...given, ...staffFacts(given, ids), filled }, given.absent);
  const row = forfeitRow.parse(await settleForfeit(app, { ...actOf(given, ids), absent: given.absent }));
  return { expected, decided: row.outcome?.outcome ?? '' };
};

const corrections: Both = async (given, ids) => {
  const { scores, cascade, dryRun } = given;
  const rules = { scoring: 'wins' as const, bestOf: null, points: null, isVacant: [false, false] };
  const changesWinner = scores.length === 2 && (scores[0] ?? 0) < (scores[1] ?? 0);
  const facts = {
    ...{ ...given, ...rules, ...staffFacts(given, ids), followed: [1] },
    entrantCount: given.isPair ? 2 : 1,
    resetsResults: changesWinner && given.isNextPlayed,
  };
  const expected = judgeCorrection(facts, { scores, cascade, dryRun });
  const row = correctionRow.parse(await settleCorrection(app, { ...actOf(given, ids), scores, cascade, dryRun }));
  return { expected, decided: row.outcome?.outcome ?? '' };
};

const departures =
  (to: Departure): Both =>
  async (given, ids) => {
    const { tournamentState, registration } = given;
    const own = { playerId: ids.players.a, state: registration, tournamentState };
    const { verdict, facts } = judgeDeparture({ ...staffFacts(given, ids), registration: own }, to);
    const { actorId, isAdmin, eventId, auditId, now } = actOf(given, ids);
    const act = { registrationId: ids.entrants[0], to, actorId, isAdmin, reason: 'ill', now, eventId, auditId };
    const row = leaveRow.parse(await leave(app, null, act));
    if (row.verdict !== 'done') expect(row.outcome ?? {}).toEqual(facts);
    return { expected: verdict, decided: row.verdict };
  };

const accepted = ['forfeited', 'corrected', 'done'];

async function expectAgreement(both: Both, given: StaffCase): Promise<string> {
  const ids = staffIds(newId);
  await writeCase(owner.sql, given, ids);
  const before = await readWritten(owner.sql, ids);
  const { expected, decided } = await both(given, ids);
  expect(decided, JSON.stringify(given)).toBe(expected);
  const after = await readWritten(owner.sql, ids);
  if (accepted.includes(decided)) expect(after).not.toBe(before);
  else expect(after, JSON.stringify(given)).toBe(before);
  return decided;
}

const left = ['done', 'forbidden', 'conflict_of_interest', 'wrong_tournament_state', 'wrong_registration_state'];

describe.each([
  ['a forfeit', forfeits, forfeitOutcomes.filter((outcome) => outcome !== 'others_play')],
  ['a correction', corrections, correctionOutcomes],
  ['a withdrawal', departures('withdrawn'), left],
  ['a disqualification', departures('disqualified'), left],
] as const)('%s', (_, both, outcomes) => {
  it('is decided alike on every case with one or two unusual values, and every outcome occurs', async () => {
    const found = new Set<string>();
    const cases = staffDimensions.flatMap(singlesOf).filter(isPossible);
    for (const given of cases) found.add(await expectAgreement(both, given));
    const pairs = staffDimensions.flatMap(pairsOf).filter(isPossible);
    const anyCase = fc.oneof(fc.constantFrom(...pairs), ...staffDimensions.map(casesOf)).filter(isPossible);
    const property = fc.asyncProperty(anyCase, async (given) => void found.add(await expectAgreement(both, given)));
    await fc.assert(property, { numRuns: caseCount({ usual: 60, nightly: 5_000 }) });
    expect([...found].sort()).toEqual([...outcomes].sort());
  });
});

it('what does not exist has no verdict, or says so', async () => {
  const unknown = { ...staffIds(newId) };
  const [given] = staffDimensions.flatMap(singlesOf) as [StaffCase];
  const { matchId: _, ...act } = actOf(given, unknown);
  const none = { verdict: null, outcome: null, event: null };
  expect(await settleForfeit(app, { ...act, matchId: newId('match'), absent: [0] })).toEqual(none);
  const correction = { ...act, matchId: newId('match'), scores: [1, 0], cascade: false, dryRun: false };
  expect(await settleCorrection(app, correction)).toEqual(none);
  const leaving = { ...act, registrationId: newId('registration'), to: 'withdrawn' as const, reason: null };
  expect(await leave(app, null, leaving)).toMatchObject({ verdict: 'registration_not_found' });
});
