// After the completion: placements that need a review hold prizes and certificates back, and a tournament may be reopened before them.

import { expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { coinsOf, expectConsistentLedger, manyOwners } from '../../support/ledger/ledger.ts';
import {
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string; facts?: { reason?: string } }>) => [
  status,
  body.code,
  body.facts?.reason,
];

/** Four players who paid 50 each, live. */
async function aPaidTournament(fields: Record<string, unknown> = {}) {
  const stage = await aTournament({
    capacity: 4,
    entryFeeCoins: 50,
    prizes: { kind: 'percent', places: [70, 30] },
    ...fields,
  });
  const players = await manyOwners(4, 50);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  return { ...stage, players };
}

const act = (stage: Stage, noun: string, body: object = {}, as = stage.organizer) =>
  post(`/v1/tournaments/${stage.id}/${noun}`, { as, body: { ...body } });
const placementsOf = async (stage: Stage) => ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
const decide = async (stage: Stage, noun: 'decisions' | 'forfeits' | 'corrections', body: object, id?: string) => {
  const ready = (await matchesOf(stage)).filter(({ state }) => state === 'ready');
  for (const match of id === undefined ? ready : [{ id }])
    ok(await post(`/v1/matches/${match.id}/${noun}`, { as: stage.organizer, body: { ...body } }), 200);
};
const countRows = async (stage: Stage) => {
  const rows =
    await database.sql`SELECT 'certificate' AS kind FROM certificate_certificate WHERE tournament_id = ${stage.id}
    UNION ALL SELECT 'prize' FROM economy_transaction WHERE reference LIKE ${`prize:${stage.id}:%`} AND amount > 0`;
  return rows.length;
};

it('a winner who won half of the matches by forfeit gets prizes and certificates only after the approval', async () => {
  const stage = await aPaidTournament();
  await decide(stage, 'decisions', { scores: [2, 0] });
  await decide(stage, 'forfeits', { absent: [1] });
  await move(stage, 'completed');
  expect((await placementsOf(stage)).review).toMatchObject({ requiresReview: true, approvedAt: null });
  for (const noun of ['payouts', 'certificates']) {
    expect(codeOf(await act(stage, noun)).slice(0, 2), noun).toEqual([409, 'review_required']);
  }
  // Whoever writes: the database refuses, too.
  const settle = database.sql`UPDATE tournament_tournament SET settled_at = now() WHERE id = ${stage.id}`;
  await expect(settle).rejects.toThrow('the placements are not approved');
  expect(await countRows(stage)).toBe(0);

  const twenty = await Promise.all(Array.from({ length: 20 }, () => act(stage, 'placement-approvals')));
  expect(new Set(twenty.map(({ text }) => text)).size).toBe(1);
  expect(ok(twenty[0] as Answer<unknown>, 200).approvedAt).not.toBeNull();
  const written = await database.sql`
    SELECT type AS what FROM event_outbox WHERE tournament_id = ${stage.id} AND type IN ('placements_final', 'placements_approved')
    UNION ALL SELECT event FROM moderation_audit WHERE ref_id = ${stage.id} AND event = 'tournament.placements_approved'`;
  expect(written.map(({ what }) => what).sort()).toEqual([
    'placements_approved',
    'placements_final',
    'tournament.placements_approved',
  ]);
  const paid = await Promise.all(Array.from({ length: 19 }, () => act(stage, 'payouts')));
  expect(paid.map(({ status }) => status).sort()).toEqual([...Array(18).fill(200), 201]);
  const issued = await Promise.all(Array.from({ length: 20 }, () => act(stage, 'certificates')));
  expect(new Set(issued.map(({ status }) => status))).toEqual(new Set([202]));
  expect(await countRows(stage)).toBe(2 + 4);
  await expectConsistentLedger(database.sql);
});

it('a winner who played needs no review, and whoever plays in the tournament does not approve it', async () => {
  const stage = await aPaidTournament();
  await playAllMatches(stage);
  expect(codeOf(await act(stage, 'placement-approvals')).slice(0, 2)).toEqual([409, 'tournament_not_completed']);
  expect((await placementsOf(stage)).review).toBeNull();
  await move(stage, 'completed');
  expect((await placementsOf(stage)).review).toMatchObject({ requiresReview: false, approvedAt: null });
  expect(ok(await act(stage, 'placement-approvals'), 200)).toMatchObject({ approvedAt: null });
  ok(await act(stage, 'payouts'), 201);

  const other = await aTournament({ capacity: 2 });
  await move(other, 'published', 'registration_open');
  await enter(other, [other.organizer, await aPerson()]);
  await move(other, 'registration_closed', 'live');
  await database.sql`UPDATE tournament_registration SET state = 'withdrawn' WHERE tournament_id = ${other.id} AND player_id = ${other.organizer.id}`;
  const [match] = await matchesOf(other);
  await database.sql`UPDATE tournament_match SET state = 'completed', outcome = 'walkover', completed_at = now() WHERE id = ${match?.id ?? ''}`;
  await database.sql`UPDATE tournament_slot SET place = 1 WHERE match_id = ${match?.id ?? ''} AND slot = 1`;
  await move(other, 'completed');
  expect(codeOf(await act(other, 'placement-approvals')).slice(0, 2)).toEqual([403, 'conflict_of_interest']);
  const admin = await aPerson({ roles: ['admin'] });
  expect(ok(await act(other, 'placement-approvals', {}, admin), 200).approvedAt).not.toBeNull();
});

it('a reopened tournament takes a correction and is completed again with other placements', async () => {
  const stage = await aPaidTournament({
    stages: [
      { format: 'round_robin' },
      { format: 'single_elimination', entrants: { stage: 1, from: 'ranking', perGroup: 2 } },
    ],
  });
  await playAllMatches(stage);
  ok(await post(`/v1/tournaments/${stage.id}/stages/1/completions`, { as: stage.organizer, body: {} }), 200);
  ok(await post(`/v1/tournaments/${stage.id}/stages/2/starts`, { as: stage.organizer, body: {} }), 200);
  await playAllMatches(stage);
  await move(stage, 'completed');
  const before = await placementsOf(stage);
  const final = (await matchesOf(stage)).at(-1)?.id ?? '';
  const correct = () => post(`/v1/matches/${final}/corrections`, { as: stage.organizer, body: { scores: [0, 3] } });
  expect((await correct()).status).toBe(409);

  const reason = { reason: 'The final was entered the wrong way round' };
  const answers = await Promise.all(Array.from({ length: 5 }, () => act(stage, 'reopenings', reason)));
  expect(answers.map(codeOf).sort()).toEqual([
    [200, undefined, undefined],
    ...Array(4).fill([409, 'state_conflict', 'not_completed']),
  ]);
  const shown = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  expect([shown.state, shown.endedAt, shown.stages.map(({ state }: { state: string }) => state)]).toEqual([
    'live',
    null,
    ['completed', 'live'],
  ]);
  expect(await placementsOf(stage)).toEqual({ items: [], nextCursor: null, review: null });
  ok(await correct(), 200);
  await move(stage, 'completed');
  const ranks = ({ items }: { items: readonly { registrationId: string }[] }) =>
    items.map(({ registrationId }) => registrationId);
  const [first, second, ...others] = ranks(before);
  expect(ranks(await placementsOf(stage))).toEqual([second, first, ...others]);
  const audit =
    await database.sql`SELECT meta FROM moderation_audit WHERE ref_id = ${stage.id} AND event = 'tournament.reopened'`;
  expect(audit).toEqual([{ meta: reason }]);
  ok(await act(stage, 'payouts'), 201);
  expect(codeOf(await act(stage, 'reopenings', reason))).toEqual([409, 'state_conflict', 'prizes_paid']);
  expect(await coinsOf(stage.players[1] as (typeof stage.players)[number])).toEqual([140, 140]);
});

it('a tournament is not reopened after its first certificate, nor after a day; a payout at the same moment decides', async () => {
  const [certified, late, raced] = [await aPaidTournament(), await aPaidTournament(), await aPaidTournament()];
  for (const stage of [certified, late, raced]) {
    await playAllMatches(stage);
    await move(stage, 'completed');
  }
  const reason = { reason: 'A wrong result' };
  ok(await act(certified, 'certificates'), 202);
  expect(codeOf(await act(certified, 'reopenings', reason))).toEqual([409, 'state_conflict', 'certificates_issued']);
  await database.sql`UPDATE tournament_conclusion SET completed_at = completed_at - interval '24 hours' WHERE tournament_id = ${late.id}`;
  expect(codeOf(await act(late, 'reopenings', reason))).toEqual([409, 'state_conflict', 'too_late']);
  await expect(database.sql`DELETE FROM tournament_placement WHERE tournament_id = ${late.id}`).rejects.toThrow(
    'is completed',
  );
  await expect(
    database.sql`UPDATE tournament_stage SET state = 'live' WHERE tournament_id = ${late.id}`,
  ).rejects.toThrow('is completed');

  const [paid, reopened] = await Promise.all([act(raced, 'payouts'), act(raced, 'reopenings', reason)]);
  expect([
    [201, 409],
    [409, 200],
  ]).toContainEqual([paid.status, reopened.status]);
  expect(await countRows(raced)).toBe(paid.status === 201 ? 2 : 0);
});
