// Results over HTTP and what they do to brackets, with concurrent requests.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];
const result = (...scores: number[]) => ({ scores });

async function aMatch() {
  const stage = await aLiveTournament(2);
  const [match] = await matchesOf(stage);
  const personOf = (playerId: string | undefined) => stage.players.find((player) => player.id === playerId) as Person;
  const path = `/v1/matches/${match?.id}`;
  const [a, b] = [0, 1].map((slot) => personOf(match?.slots[slot]?.entrant?.playerId));
  return { stage, path, a, b };
}

describe('a result', () => {
  it('is reported by one side and confirmed by the other, not by the reporter', async () => {
    const { stage, path, a, b } = await aMatch();
    expect(codeOf(await post(`${path}/confirmations`, { as: b, body: result(2, 1) }))).toEqual([409, 'match_not_open']);
    expect(ok(await post(`${path}/reports`, { as: a, body: result(2, 1) }), 200)).toMatchObject({
      outcome: 'reported',
      state: 'pending_result',
    });
    expect(codeOf(await post(`${path}/confirmations`, { as: a, body: result(2, 1) }))).toEqual([403, 'own_report']);
    expect(codeOf(await post(`${path}/confirmations`, { as: b, body: result(1, 2) }))).toEqual([409, 'state_conflict']);
    expect(ok(await post(`${path}/confirmations`, { as: b, body: result(2, 1) }), 200)).toMatchObject({
      state: 'completed',
    });
    expect(codeOf(await post(`${path}/reports`, { as: b, body: result(0, 2) }))).toEqual([409, 'match_not_open']);
    expect(ok(await get(path), 200)).toMatchObject({ state: 'completed', slots: [{ score: 2 }, { score: 1 }] });
    await move(stage, 'completed');
  });

  it('repeated by the reporter changes nothing; an equal report of the other side confirms it', async () => {
    const { path, a, b } = await aMatch();
    await post(`${path}/reports`, { as: a, body: result(2, 1) });
    expect(ok(await post(`${path}/reports`, { as: a, body: result(2, 1) }), 200).outcome).toBe('repeated');
    expect(ok(await post(`${path}/reports`, { as: b, body: result(2, 1) }), 200)).toMatchObject({
      outcome: 'confirmed',
      state: 'completed',
    });
  });

  it('may be corrected by its reporter until the other side confirms the corrected score', async () => {
    const { path, a, b } = await aMatch();
    await post(`${path}/reports`, { as: a, body: result(1, 2) });
    expect(ok(await post(`${path}/reports`, { as: a, body: result(2, 1) }), 200)).toMatchObject({
      outcome: 'corrected',
      state: 'pending_result',
    });
    expect(ok(await get(path), 200)).toMatchObject({ state: 'pending_result', slots: [{ score: 2 }, { score: 1 }] });
    expect(codeOf(await post(`${path}/confirmations`, { as: b, body: result(1, 2) }))).toEqual([409, 'state_conflict']);
    expect(ok(await post(`${path}/confirmations`, { as: b, body: result(2, 1) }), 200).state).toBe('completed');
    expect(codeOf(await post(`${path}/reports`, { as: a, body: result(3, 1) }))).toEqual([409, 'match_not_open']);
    const said = await database.sql`
      SELECT kind, to_jsonb(scores) AS scores FROM tournament_result WHERE match_id = ${path.split('/').at(-1) ?? ''} ORDER BY id`;
    expect(said).toEqual([
      { kind: 'report', scores: [1, 2] },
      { kind: 'report', scores: [2, 1] },
      { kind: 'confirm', scores: [2, 1] },
    ]);
    const events = await database.sql`
      SELECT type FROM event_outbox WHERE payload ->> 'matchId' = ${path.split('/').at(-1) ?? ''} ORDER BY seq`;
    expect(events.map(({ type }) => type)).toEqual([
      'match_ready',
      'result_reported',
      'result_reported',
      'match_completed',
    ]);
  });

  it('that differs opens a dispute, and the organizer’s decision is audited', async () => {
    const { stage, path, a, b } = await aMatch();
    await post(`${path}/reports`, { as: a, body: result(2, 1) });
    expect(ok(await post(`${path}/reports`, { as: b, body: result(0, 2) }), 200)).toMatchObject({
      outcome: 'disputed',
      state: 'disputed',
    });
    expect(codeOf(await post(`${path}/decisions`, { as: a, body: result(2, 1) }))).toEqual([403, 'not_a_participant']);
    expect(ok(await post(`${path}/decisions`, { as: stage.organizer, body: result(0, 2) }), 200).state).toBe(
      'completed',
    );
    const audit = await database.sql`SELECT event FROM moderation_audit WHERE ref_id = ${path.split('/').at(-1) ?? ''}`;
    expect(audit).toEqual([{ event: 'match.result_decided' }]);
  });

  it('is refused from non-participants, as a draw, and with an invalid score', async () => {
    const { path, a } = await aMatch();
    expect(codeOf(await post(`${path}/reports`, { as: await aPerson(), body: result(2, 1) }))).toEqual([
      403,
      'not_a_participant',
    ]);
    expect(codeOf(await post(`${path}/reports`, { as: a, body: result(1, 1) }))).toEqual([422, 'draw_not_allowed']);
    for (const body of [result(-1, 2), result(0.5, 2), result(2, 10_001), {}]) {
      expect(codeOf(await post(`${path}/reports`, { as: a, body }))).toEqual([422, 'invalid_request']);
    }
    for (const scores of [[2], [2, 1, 0]]) {
      const { body } = await post(`${path}/reports`, { as: a, body: { scores } });
      expect(body.errors).toEqual([{ field: 'scores', problem: 'every list needs one value per slot of the match' }]);
    }
    expect(
      codeOf(await post('/v1/matches/mat_00000000000000000000000000/reports', { as: a, body: result(2, 1) })),
    ).toEqual([404, 'not_found']);
  });

  it('reported by both sides concurrently is processed once, and the winner advances once', async () => {
    const stage = await aLiveTournament(4);
    const semifinals = (await matchesOf(stage)).filter((match) => match.state === 'ready');
    const reports = semifinals.flatMap(({ id, slots }) =>
      slots.flatMap(({ entrant: side }) => {
        const as = stage.players.find((player) => player.id === side?.playerId);
        return Array.from({ length: 5 }, () => post(`/v1/matches/${id}/reports`, { as, body: result(2, 1) }));
      }),
    );
    const answers = await Promise.all(reports);
    expect(answers.filter((answer) => answer.body.outcome === 'confirmed')).toHaveLength(2);
    const after = await matchesOf(stage);
    expect(after.map((match) => match.state)).toEqual(['completed', 'completed', 'ready']);
    const events = await database.sql`SELECT seq FROM event_outbox WHERE tournament_id = ${stage.id} ORDER BY seq`;
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    const said =
      await database.sql`SELECT 1 FROM tournament_result WHERE match_id IN (SELECT id FROM tournament_match WHERE tournament_id = ${stage.id})`;
    expect(said).toHaveLength(4);
  });
});
