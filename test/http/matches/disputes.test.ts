// Disputes about results: who may contest what and until when, how they end, and what happens beside other acts on the match.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { inLockOrder } from '../../support/rules/lock-order.ts';
import { aBracket, standing } from '../../support/tournaments/brackets.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
afterAll(() => other?.close());

const codeOf = ({ status, body }: Answer<{ code?: string; outcome?: string | null; state?: string }>) =>
  `${status} ${body.code ?? body.outcome ?? ''}`.trim();
const text = 'Player 1 left the venue before the last game.';
const body = { reason: 'score_mismatch', text };

/** Four entrants; the first semifinal was reported 2 : 1 by slot 0. */
async function aReport(fields: Record<string, unknown> = {}) {
  const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }], ...fields });
  ok(await cup.report('1.1.0', 0, 2, 1), 200);
  const { id, slots } = await cup.match('1.1.0');
  const sideOf = (slot: number) => cup.players.find((player) => player.id === slots[slot]?.entrant?.playerId) as Person;
  const [reporter, opponent] = [sideOf(0), sideOf(1)];
  const path = `/v1/matches/${id}`;
  return {
    ...{ cup, id, path, reporter, opponent },
    contest: (as: Person = opponent, given: object = body) => post(`${path}/disputes`, { as, body: given }),
    close: (disputeId: string, how: 'withdrawal' | 'rejection', as: Person = cup.organizer) =>
      post(`/v1/disputes/${disputeId}/${how}`, { as, body: {} }),
    queue: async (open: boolean) =>
      ok(await get(`/v1/tournaments/${cup.id}/disputes?open=${open}`, { as: cup.organizer }), 200).items,
    stateOf: async () => (await cup.match('1.1.0')).state,
    age: (interval: string) => database.sql`
      UPDATE tournament_match SET reported_at = reported_at - ${interval}::interval, completed_at = completed_at - ${interval}::interval
      WHERE id = ${id}`,
    events: async () => {
      const rows = await database.sql<{ type: string; outcome: string | null; state: string | null }[]>`
        SELECT type, payload ->> 'outcome' AS outcome, payload ->> 'state' AS state FROM event_outbox
        WHERE tournament_id = ${cup.id} AND payload ->> 'matchId' = ${id} ORDER BY seq`;
      return rows.map(({ type, outcome, state }) => [type, outcome ?? state]);
    },
  };
}

describe('a dispute of a reported match', () => {
  it('is opened once by who did not report, with a reason and 20 characters or more, and silence does not confirm then', async () => {
    const { cup, contest, path, id, reporter, opponent, stateOf, age, queue } = await aReport();
    expect(codeOf(await contest(reporter))).toBe('403 own_report');
    expect(codeOf(await contest(await aPerson()))).toBe('403 not_a_participant');
    expect(codeOf(await contest(cup.organizer))).toBe('403 not_a_participant');
    for (const wrong of [
      { reason: 'other', text: 'x'.repeat(19) },
      { reason: 'other', text: 'x'.repeat(2_001) },
      { reason: 'bad_luck', text },
      { reason: 'other' },
    ])
      expect(codeOf(await contest(opponent, wrong))).toBe('422 invalid_request');
    const headers = { 'idempotency-key': 'once' };
    const send = () => post(`${path}/disputes`, { as: opponent, body: { ...body, text: 'x'.repeat(20) }, headers });
    const first = ok(await send(), 201);
    expect(first).toMatchObject({ matchId: id, openerId: opponent.id, reason: 'score_mismatch', outcome: null });
    const again = await send();
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first, 'true']);
    expect(codeOf(await contest())).toBe('409 state_conflict');
    await age('2 days');
    expect(await stateOf()).toBe('disputed');
    expect(codeOf(await cup.confirm('1.1.0', 1, 2, 1))).toBe('409 match_not_open');
    expect(await queue(true)).toEqual([first]);
    ok(await post(`${path}/evidence`, { as: opponent, body: { url: 'https://video.test/1' } }), 201);
  });

  it('is read by both sides, staff and moderators alone, and nobody else learns its text', async () => {
    const { contest, path, cup, reporter, opponent } = await aReport();
    const { id } = ok(await contest(), 201);
    const moderator = await aPerson({ roles: ['moderator'] });
    for (const as of [reporter, opponent, cup.organizer, moderator])
      expect(ok(await get(`${path}/disputes`, { as }), 200).items).toMatchObject([{ id, text }]);
    expect(codeOf(await get(`${path}/disputes`, { as: await aPerson() }))).toBe('403 not_a_participant');
    expect(codeOf(await get(`/v1/tournaments/${cup.id}/disputes`, { as: opponent }))).toBe('403 forbidden');
    const rows = await database.sql`SELECT 1 FROM event_outbox WHERE position(${text} IN payload::text) > 0`;
    expect(rows).toEqual([]);
  });

  it('ends with a decision, which is final for the entrants', async () => {
    const { contest, cup, close, opponent, queue, events } = await aReport();
    const { id } = ok(await contest(), 201);
    expect(codeOf(await close(id, 'rejection'))).toBe('409 state_conflict');
    expect(codeOf(await cup.decide('1.1.0', 0, 2))).toBe('200 decided');
    expect(await queue(true)).toEqual([]);
    expect(await queue(false)).toMatchObject([{ id, outcome: 'decided', closedBy: cup.organizer.id }]);
    expect(codeOf(await contest())).toBe('409 state_conflict');
    expect(codeOf(await close(id, 'withdrawal', opponent))).toBe('409 state_conflict');
    expect(await events()).toEqual([
      ['match_ready', null],
      ['result_reported', 'pending_result'],
      ['dispute_opened', 'disputed'],
      ['dispute_resolved', 'decided'],
      ['match_completed', 'played'],
    ]);
  });

  it('is the same when two reports differ; withdrawn, the match waits for as long as it had left', async () => {
    const { cup, close, path, opponent, reporter, queue, stateOf, age } = await aReport();
    await age('10 minutes');
    expect(codeOf(await cup.report('1.1.0', 1, 0, 2))).toBe('200 disputed');
    const [open] = await queue(true);
    expect(open).toMatchObject({ openerId: opponent.id, reason: 'score_mismatch', text: null });
    await database.sql`UPDATE tournament_match SET reported_at = reported_at - interval '1 day' WHERE tournament_id = ${cup.id}`;
    await database.sql`ALTER TABLE tournament_dispute DISABLE TRIGGER dispute_stands`;
    await database.sql`UPDATE tournament_dispute SET opened_at = opened_at - interval '1 day' WHERE id = ${open.id}`;
    await database.sql`ALTER TABLE tournament_dispute ENABLE TRIGGER dispute_stands`;
    expect(codeOf(await close(open.id, 'withdrawal', reporter))).toBe('403 not_a_participant');
    expect(codeOf(await close(open.id, 'withdrawal', opponent))).toBe('200 withdrawn');
    expect(await stateOf()).toBe('pending_result');
    const { confirmsAt } = ok(await get(path), 200);
    const left = Date.parse(confirmsAt) - Date.now();
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(5 * 60_000);
    expect(codeOf(await cup.confirm('1.1.0', 1, 2, 1))).toBe('200 confirmed');
  });

  it('is opened at most three times by one entrant, and ends with a forfeit', async () => {
    const { cup, contest, close, opponent, queue } = await aReport({ autoConfirmMinutes: 0 });
    for (let round = 1; round <= 3; round += 1)
      ok(await close(ok(await contest(), 201).id, 'withdrawal', opponent), 200);
    expect(codeOf(await contest())).toBe('409 limit_reached');
    const next = await aReport();
    ok(await next.contest(), 201);
    ok(await next.cup.forfeit('1.1.0', 1), 200);
    expect(await next.queue(false)).toMatchObject([{ outcome: 'ended', closedBy: null }]);
    expect(await queue(true)).toEqual([]);
    expect((await cup.match('1.1.0')).state).toBe('pending_result');
  });
});

describe('a dispute of a completed match', () => {
  it('leaves the result, holds up the end of the stage, and is rejected by staff who do not play', async () => {
    const { cup, contest, close, reporter, stateOf, events } = await aReport();
    ok(await cup.confirm('1.1.0', 1, 2, 1), 200);
    ok(await cup.decide('1.1.1', 2, 1), 200);
    ok(await cup.decide('1.2.0', 2, 1), 200);
    const { id } = ok(await contest(), 201);
    expect([await stateOf(), (await cup.match('1.2.0')).state]).toEqual(['completed', 'completed']);
    const finish = () =>
      post(`/v1/tournaments/${cup.id}/transitions`, { as: cup.organizer, body: { to: 'completed' } });
    const held = await finish();
    expect([codeOf(held), held.body.facts.matches]).toEqual(['409 matches_open', [(await cup.match('1.1.0')).id]]);
    await expect(
      database.sql`UPDATE tournament_stage SET state = 'completed' WHERE tournament_id = ${cup.id}`,
    ).rejects.toMatchObject({ constraint_name: 'stage_without_open_dispute' });
    const staff = await aPerson();
    const invite = { playerId: reporter.id, role: 'referee' };
    ok(await post(`/v1/tournaments/${cup.id}/staff`, { as: cup.organizer, body: invite }), 201);
    ok(await post(`/v1/tournaments/${cup.id}/staff/${reporter.id}/acceptance`, { as: reporter, body: {} }), 200);
    expect(codeOf(await close(id, 'rejection', reporter))).toBe('403 conflict_of_interest');
    expect(codeOf(await close(id, 'rejection', staff))).toBe('403 forbidden');
    expect(codeOf(await close(id, 'rejection'))).toBe('200 rejected');
    await expect(database.sql`DELETE FROM tournament_dispute WHERE id = ${id}`).rejects.toMatchObject({
      constraint_name: 'dispute_final',
    });
    expect(codeOf(await contest(reporter))).toBe('409 state_conflict');
    expect((await events()).slice(-2)).toEqual([
      ['dispute_opened', 'completed'],
      ['dispute_resolved', 'rejected'],
    ]);
    expect((await finish()).status).toBe(200);
  });

  it('ends with a correction of the match, or with a reset of it', async () => {
    const { cup, contest, opponent, queue } = await aReport();
    ok(await cup.confirm('1.1.0', 1, 2, 1), 200);
    ok(await contest(), 201);
    expect(codeOf(await cup.correct('1.1.0', { scores: [0, 2], dryRun: true }))).toBe('200 previewed');
    expect(await queue(true)).toHaveLength(1);
    expect(codeOf(await cup.correct('1.1.0', { scores: [0, 2] }))).toBe('200 corrected');
    expect(await queue(false)).toMatchObject([{ outcome: 'corrected', closedBy: cup.organizer.id }]);
    ok(await cup.decide('1.1.1', 2, 1), 200);
    ok(await cup.decide('1.2.0', 2, 1), 200);
    const final = await cup.match('1.2.0');
    ok(await post(`/v1/matches/${final.id}/disputes`, { as: opponent, body }), 201);
    ok(await cup.correct('1.1.0', { scores: [2, 0], cascade: true }), 200);
    expect(standing(await cup.match('1.2.0'))).toEqual([1, 2]);
    expect((await queue(false)).map(({ outcome }: { outcome: string }) => outcome)).toEqual(['corrected', 'ended']);
  });

  it('is opened for 24 hours, and of no match without an opponent', async () => {
    const { cup, contest, age } = await aReport();
    ok(await cup.confirm('1.1.0', 1, 2, 1), 200);
    await age('24 hours');
    expect(codeOf(await contest())).toBe('409 state_conflict');
    const three = await aBracket(3, { stages: [{ format: 'single_elimination' }] });
    const { id, slots } = await three.match('1.1.0').catch(() => three.match('1.1.1'));
    const side = three.players.find((player) => player.id === slots[0]?.entrant?.playerId);
    expect(codeOf(await post(`/v1/matches/${id}/disputes`, { as: side, body }))).toBe('409 match_not_open');
  });
});

it('a dispute of a private tournament is unknown to who may not read it', async () => {
  const { contest, close } = await aReport({ visibility: 'private' });
  const { id } = ok(await contest(), 201);
  const stranger = await aPerson();
  expect(codeOf(await contest(stranger))).toBe('404 not_found');
  for (const how of ['withdrawal', 'rejection'] as const)
    expect(codeOf(await close(id, how, stranger))).toBe('404 not_found');
  expect(codeOf(await call('POST', `/v1/disputes/dsp_${'0'.repeat(26)}/withdrawal`, { as: stranger, body: {} }))).toBe(
    '404 not_found',
  );
});

describe('a dispute beside another act at one moment has one outcome:', () => {
  type Case = Awaited<ReturnType<typeof aReport>>;
  const beside: Record<string, [(given: Case) => ReturnType<typeof post>, first: string, second: string]> = {
    'a confirmation': [({ cup }) => cup.confirm('1.1.0', 1, 2, 1), '200 confirmed', '409 match_not_open'],
    'a decision': [({ cup }) => cup.decide('1.1.0', 2, 0), '200 decided', '200 decided'],
    'another dispute': [({ contest }) => contest(), '201', '409 state_conflict'],
    'a report of the same side': [({ cup }) => cup.report('1.1.0', 1, 0, 2), '200 disputed', '409 match_not_open'],
  };
  for (const [name, [act, first, second]] of Object.entries(beside))
    it(name, async () => {
      for (const isFirst of [true, false]) {
        const given = await aReport();
        const acts = [() => act(given), () => given.contest()];
        // The key of the match is read before the lock is taken.
        const answers = await inLockOrder(database.sql, other.sql, given.cup.id, isFirst ? acts : acts.toReversed());
        const [acted, contested] = (isFirst ? answers : answers.toReversed()).map(codeOf);
        expect(acted).toBe(isFirst ? first : second);
        // A completed match is contested too.
        const isOpen = name !== 'another dispute' && name !== 'a report of the same side';
        expect(contested).toBe(isFirst && !isOpen ? '409 state_conflict' : '201');
        const open = await given.queue(true);
        expect(open).toHaveLength(name === 'a decision' && !isFirst ? 0 : 1);
      }
    });

  it('silence', async () => {
    const given = await aReport();
    await given.age('15 minutes');
    const [answer] = await inLockOrder(database.sql, other.sql, given.cup.id, [() => given.contest()]);
    expect(codeOf(answer as Answer<{ code?: string }>)).toBe('201');
    // It was confirmed before: the dispute is one of a completed match.
    expect(await given.events()).toEqual([
      ['match_ready', null],
      ['result_reported', 'pending_result'],
      ['match_completed', 'played'],
      ['dispute_opened', 'completed'],
    ]);
  });
});
