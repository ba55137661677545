// Who may contest a result: the database function and the pure rule decide alike on generated states, and only what was opened is written.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import {
  disputeOutcomes,
  judgeDispute,
  type OpeningOutcome,
  openingOutcomes,
} from '../../../src/tournaments/disputes/dispute.ts';
import { insertDispute } from '../../../src/tournaments/disputes/dispute-store.ts';
import { type MatchState, matchStates } from '../../../src/tournaments/matches/result.ts';
import { type TournamentState, tournamentStates } from '../../../src/tournaments/tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { casesOf, type Dimensions, singlesOf } from '../../support/rules/dimensions.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let owner: Database;
let app: Database;

beforeAll(async () => {
  owner = openDatabase(database.url, 1);
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
  await owner.sql.unsafe(`
    CREATE TABLE test_sanction (player text); GRANT SELECT ON test_sanction TO laurel_app;
    CREATE OR REPLACE FUNCTION sanction_gate(p_player text, p_tournament text, p_act text, p_now timestamptz) RETURNS jsonb LANGUAGE sql STABLE
      AS $$ SELECT '{"reason":"test"}'::jsonb FROM test_sanction WHERE player = p_player AND p_act = 'report' $$`);
});
afterAll(() => Promise.all([owner?.close(), app?.close()]));

interface DisputeCase {
  readonly tournamentState: TournamentState;
  readonly stageState: 'live' | 'completed';
  readonly matchState: MatchState;
  readonly actor: 'a' | 'b' | 'outsider';
  readonly isSanctioned: boolean;
  readonly entrants: 1 | 2;
  readonly reportedBy: 'a' | 'b';
  readonly hoursAgo: number;
  /** Earlier disputes: who opened them, how they ended (null: open), and whether before the match was completed. */
  readonly earlier: readonly (readonly ['a' | 'b', (typeof disputeOutcomes)[number] | null, before?: true])[];
}

const others = <T>(usual: T, all: readonly T[]): [T, ...T[]] => [usual, ...all.filter((value) => value !== usual)];
const completed: Dimensions<DisputeCase> = {
  tournamentState: others('live', tournamentStates),
  stageState: ['live', 'completed'],
  matchState: others('completed', matchStates),
  actor: ['b', 'a', 'outsider'],
  isSanctioned: [false, true],
  entrants: [2, 1],
  reportedBy: ['a', 'b'],
  hoursAgo: [1, 23.99, 24, 30],
  earlier: [
    [],
    [['b', null]],
    ...disputeOutcomes.map((outcome): DisputeCase['earlier'] => [['a', outcome]]),
    [['a', 'decided', true]],
    [
      ['b', 'withdrawn'],
      ['b', 'ended'],
      ['b', 'withdrawn'],
    ],
    [
      ['a', 'withdrawn'],
      ['b', 'ended'],
      ['b', 'withdrawn'],
    ],
  ],
};
const reported: Dimensions<DisputeCase> = { ...completed, matchState: others('pending_result', matchStates) };

/** A completed stage has neither an open match nor an open dispute. */
const isPossible = ({ stageState, matchState, earlier }: DisputeCase) =>
  stageState === 'live' ||
  (['completed', 'cancelled'].includes(matchState) && earlier.every(([, outcome]) => outcome !== null));

const now = '2026-11-24T10:00:00.000Z' as Instant;

async function expectAgreement(given: DisputeCase): Promise<OpeningOutcome> {
  const { sql } = owner;
  const [tournament, match] = [newId('tournament'), newId('match')];
  const players = { a: newId('player'), b: newId('player'), outsider: newId('player') };
  const entries = { a: newId('registration'), b: newId('registration') };
  const actorId = players[given.actor];
  const isOver = given.matchState === 'completed';
  const completedAt = addSeconds(now, -given.hoursAgo * 3600);
  await sql`
    INSERT INTO tournament_tournament (id, title, organizer_id, mode, state, capacity, entrants_min, starts_at, ended_at, created_at)
    VALUES (${tournament}, 'Open', ${newId('player')}, 'solo', ${given.tournamentState}, 8, 2, ${now}, ${now}, ${now})`;
  await sql`
    INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, scoring, state)
    VALUES (${tournament}, 1, 'single_elimination', '{}', false, 'wins', 'live')`;
  await sql`
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
    VALUES (${entries.a}, ${tournament}, ${players.a}, 'A', 'en', 'confirmed', ${now}), (${entries.b}, ${tournament}, ${players.b}, 'B', 'en', 'confirmed', ${now})`;
  await sql`
    INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state, outcome, reported_by, reported_at, completed_at)
    VALUES (${match}, ${tournament}, 1, 1, 1, 0, ${given.matchState}, ${isOver ? 'played' : null}, ${players[given.reportedBy]}, ${now}::timestamptz,
      ${isOver ? completedAt : null}::timestamptz)`;
  const other = given.entrants === 2 ? entries[given.actor === 'b' ? 'a' : 'b'] : null;
  await sql`
    INSERT INTO tournament_slot (match_id, slot, registration_id, vacancy, source_kind, source_number)
    VALUES (${match}, 0, ${given.actor === 'b' ? entries.b : entries.a}, NULL, 'seed', 1),
      (${match}, 1, ${other}::text, ${other === null ? 'forfeit' : null}::text, 'seed', 2)`;
  for (const [by, outcome, before] of given.earlier)
    await sql`
      INSERT INTO tournament_dispute (id, tournament_id, match_id, registration_id, opener_id, reason, opened_at, outcome, closed_at, closed_by)
      VALUES (${newId('dispute')}, ${tournament}, ${match}, ${entries[by]}, ${players[by]}, 'other', ${now}::timestamptz, ${outcome},
        ${outcome === null ? null : addSeconds(completedAt, before ? -1 : 0)}::timestamptz,
        ${outcome === null || outcome === 'ended' ? null : players[by]})`;
  if (given.stageState === 'completed')
    await sql`UPDATE tournament_stage SET state = 'completed' WHERE tournament_id = ${tournament}`;
  if (given.isSanctioned) await sql`INSERT INTO test_sanction VALUES (${actorId})`;

  const expected = judgeDispute({
    isEntrant: given.actor !== 'outsider',
    ...{ isSanctioned: given.isSanctioned, tournamentState: given.tournamentState, stageState: given.stageState },
    ...{ matchState: given.matchState, entrantCount: given.entrants, isOwnReport: given.actor === given.reportedBy },
    hasOpenDispute: given.earlier.some(([, outcome]) => outcome === null),
    isFinal: given.earlier.some(
      ([, outcome, before]) => outcome !== null && !['withdrawn', 'ended'].includes(outcome) && !before,
    ),
    completedAt: isOver ? completedAt : null,
    ownCount: given.earlier.filter(([by]) => by === given.actor).length,
    now,
  });
  const disputeId = newId('dispute');
  const row = await insertDispute(app, null, {
    ...{ matchId: match, reason: 'other', text: 'The last game was not played.', actorId, disputeId },
    ...{ eventId: newId('event'), now },
  });
  expect(row.outcome?.outcome, JSON.stringify(given)).toBe(expected);
  const isOpened = expected === 'opened';
  const stateAfter = isOpened && !isOver ? 'disputed' : given.matchState;
  expect([row.verdict, row.outcome?.state, row.event?.type]).toEqual([
    'done',
    stateAfter,
    isOpened ? 'dispute_opened' : undefined,
  ]);
  const [written] = await sql`
    SELECT m.state, (SELECT count(*)::integer FROM tournament_dispute WHERE id = ${disputeId}) AS disputes,
      (SELECT count(*)::integer FROM event_outbox WHERE tournament_id = ${tournament}) AS events FROM tournament_match m WHERE id = ${match}`;
  expect(written).toEqual({ state: stateAfter, disputes: Number(isOpened), events: Number(isOpened) });
  return expected;
}

it('the database and the pure rule agree on every case with one unusual value, and every outcome occurs', async () => {
  const outcomes = new Set<string>();
  for (const given of [completed, reported].flatMap(singlesOf).filter(isPossible))
    outcomes.add(await expectAgreement(given));
  expect([...outcomes].sort()).toEqual([...openingOutcomes].sort());
});

it('the database and the pure rule agree on any state', async () => {
  const anyCase = fc.oneof(casesOf(completed), casesOf(reported)).filter(isPossible);
  const property = fc.asyncProperty(anyCase, async (given) => void (await expectAgreement(given)));
  await fc.assert(property, { numRuns: caseCount({ usual: 80, nightly: 2_000 }) });
});
