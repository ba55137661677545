// The Idempotency-Key of a result act: claimed and kept in the act's own transaction.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type ResultInput, reportResult } from '../../../src/tournaments/matches/report-result.ts';
import { type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aClaim, portsOf } from '../../support/isolate/ports.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'));
});
afterAll(() => db?.close());

const actorOf = ({ id, name }: Person): Actor => ({
  playerId: id as Id<'player'>,
  issuer: 'test',
  name,
  roles: new Set(['player']),
});
const act = (as: Person, claim: ReturnType<typeof aClaim>, input: ResultInput) =>
  reportResult(portsOf(db, claim), actorOf(as), input);

async function aMatch() {
  const stage = await aLiveTournament(2);
  const [match] = await matchesOf(stage);
  const personOf = (playerId: string | undefined) => stage.players.find(({ id }) => id === playerId) as Person;
  const matchId = match?.id as Id<'match'>;
  const report: ResultInput = { matchId, kind: 'report', scores: [2, 1] };
  const said = async () => (await database.sql`SELECT 1 FROM tournament_result WHERE match_id = ${matchId}`).length;
  const entrantOf = (slot: 0 | 1) => personOf(match?.slots[slot]?.entrant?.playerId);
  return { stage, report, said, a: entrantOf(0), b: entrantOf(1) };
}

describe('a result act that is repeated with its key', () => {
  it('gets its first outcome, even after the match was completed, and changes nothing', async () => {
    const { stage, report, said, a, b } = await aMatch();
    const claim = aClaim();
    const first = await act(a, claim, report);
    expect(first).toEqual({ outcome: 'reported', state: 'pending_result' });
    ok(await post(`/v1/matches/${report.matchId}/confirmations`, { as: b, body: { scores: [2, 1] } }), 200);
    expect(await act(a, claim, report)).toEqual(first);
    expect([claim.replays(), await said()]).toEqual([1, 2]);
    const events = await database.sql`
      SELECT 1 FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'result_reported'`;
    expect(events).toHaveLength(1);
  });

  it('at one moment is done once; the others have the same answer or are told that it is in progress', async () => {
    const { report, said, a } = await aMatch();
    const claim = aClaim();
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => act(a, claim, report)));
    const outcomes = settled.map((one) => (one.status === 'fulfilled' ? one.value.outcome : one.reason.code));
    expect(outcomes).toContain('reported');
    for (const outcome of outcomes) expect(outcome).toBeOneOf(['reported', 'idempotency_in_flight']);
    expect(await said()).toBe(1);
  });

  it('but another body is refused', async () => {
    const { report, said, a } = await aMatch();
    const claim = aClaim();
    await act(a, claim, report);
    const other = act(a, { ...claim, fingerprint: 'other' }, { ...report, scores: [3, 1] });
    await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' });
    expect(await said()).toBe(1);
  });

  it('after a refusal is judged anew: a refused act leaves its key free', async () => {
    const { report, a, b } = await aMatch();
    const claim = aClaim();
    const confirmation: ResultInput = { ...report, kind: 'confirm' };
    await expect(act(b, claim, confirmation)).rejects.toMatchObject({ code: 'match_not_open' });
    await act(a, aClaim(), report);
    expect(await act(b, claim, confirmation)).toEqual({ outcome: 'confirmed', state: 'completed' });
    expect(claim.replays()).toBe(0);
  });
});
