// Silence confirms a report: the pure rule, a request and cron decide alike, at whatever moment and in whatever order they come.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant, toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { findMatch, listMatches, settleResult } from '../../../src/tournaments/matches/match-store.ts';
import type { ResultKind } from '../../../src/tournaments/matches/result.ts';
import {
  confirmsAt,
  isConfirmedBySilence,
  type SilentReport,
} from '../../../src/tournaments/matches/silence/silence.ts';
import { listSilent, settleSilence } from '../../../src/tournaments/matches/silence/silence-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { storeStage } from '../../support/tournaments/stored-stage.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const reportedAt = toInstant('2026-11-24T12:00:00Z');
const final = { format: 'single_elimination', settings: { thirdPlaceMatch: false, consolation: false } } as const;

interface Case {
  readonly autoConfirmMinutes: number;
  /** Of the answer, after the report. */
  readonly answeredAfter: number;
  /** Of cron, after the report. */
  readonly cronAfter: number;
  readonly isCronFirst: boolean;
  readonly answer: { readonly kind: ResultKind; readonly isReporter: boolean; readonly scores: readonly number[] };
}

/** Around the moment at which silence confirms, most of them. */
const anyCase = fc.constantFrom(0, 1, 15, 1440).chain((autoConfirmMinutes) => {
  const seconds = fc.oneof(
    fc.integer({ min: -2, max: 2 }).map((off) => Math.max(0, 60 * autoConfirmMinutes + off)),
    fc.nat({ max: 90_000 }),
  );
  const kind = fc.constantFrom<ResultKind>('report', 'confirm', 'decision');
  const scores = fc.constantFrom([2, 1], [0, 3]);
  return fc.record<Case>({
    autoConfirmMinutes: fc.constant(autoConfirmMinutes),
    answeredAfter: seconds,
    cronAfter: seconds,
    isCronFirst: fc.boolean(),
    answer: fc.record({ kind, isReporter: fc.boolean(), scores }),
  });
});

async function aReport(autoConfirmMinutes: number) {
  const { tournament, organizer, players } = await storeStage(db.sql, final, 2);
  await db.sql`UPDATE tournament_tournament SET auto_confirm_minutes = ${autoConfirmMinutes} WHERE id = ${tournament}`;
  const [match] = await listMatches(db, tournament, { after: null, limit: 1 });
  const matchId = match?.id as Id<'match'>;
  const act = async (kind: ResultKind, actorId: Id<'player'>, scores: readonly number[], now: Instant) => {
    const ids = { resultId: newId('result'), eventId: newId('event'), auditId: newId('audit') };
    const row = await settleResult(db, { matchId, kind, actorId, isAdmin: false, scores, ...ids, claim: null, now });
    return row.outcome;
  };
  const [reporter, other] = players as [Id<'player'>, Id<'player'>];
  expect(await act('report', reporter, [2, 1], reportedAt)).toMatchObject({ outcome: 'reported' });
  return { tournament, organizer, matchId, reporter, other, act };
}

it('the answer to a report finds it open or confirmed by the pure rule, whether cron came before it or not', async () => {
  const property = fc.asyncProperty(anyCase, async (given) => {
    const { autoConfirmMinutes, answeredAfter, cronAfter, isCronFirst, answer } = given;
    const { tournament, organizer, matchId, reporter, other, act } = await aReport(autoConfirmMinutes);
    let report: SilentReport = { state: 'pending_result', reportedAt, autoConfirmMinutes };
    expect((await findMatch(db, matchId))?.confirmsAt ?? null).toBe(confirmsAt(report));
    const cron = async () => {
      const now = addSeconds(reportedAt, cronAfter);
      const isDue = isConfirmedBySilence({ ...report, state: (await findMatch(db, matchId))?.state ?? 'live' }, now);
      expect((await listSilent(db, now, 10_000)).includes(tournament)).toBe(isDue);
      const { events, stages } = await settleSilence(db, tournament, now);
      expect([events.map(({ type }) => type), stages.length]).toEqual(isDue ? [['match_completed'], 1] : [[], 0]);
      return isDue;
    };
    const isDoneByCron = isCronFirst && (await cron());
    const now = addSeconds(reportedAt, answeredAfter);
    const actor = answer.kind === 'decision' ? organizer : answer.isReporter ? reporter : other;
    const outcome = await act(answer.kind, actor, answer.scores, now);
    const isDueNow = !isDoneByCron && isConfirmedBySilence(report, now);
    expect(outcome?.silence).toHaveLength(isDueNow ? 1 : 0);
    if (isDoneByCron || isDueNow) {
      expect(outcome).toMatchObject({ outcome: 'closed', state: 'completed' });
      expect(await findMatch(db, matchId)).toMatchObject({
        slots: [
          { score: 2, place: 1 },
          { score: 1, place: 2 },
        ],
      });
    } else expect(outcome?.outcome).not.toBe('closed');
    if (outcome?.outcome === 'corrected') report = { ...report, reportedAt: now };
    if (!isCronFirst) await cron();
    const kinds = await db.sql`SELECT kind FROM tournament_result WHERE match_id = ${matchId} AND kind = 'silence'`;
    expect(kinds.length).toBeLessThanOrEqual(1);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 60, nightly: 1_000 }) });
});

it('a report that its reporter corrects waits for an answer anew', async () => {
  const { tournament, reporter, other, act } = await aReport(15);
  const later = addSeconds(reportedAt, 14 * 60);
  expect(await act('report', reporter, [0, 3], later)).toMatchObject({ outcome: 'corrected' });
  expect((await settleSilence(db, tournament, addSeconds(reportedAt, 20 * 60))).events).toEqual([]);
  expect(await act('confirm', other, [0, 3], addSeconds(later, 15 * 60 - 1))).toMatchObject({ outcome: 'confirmed' });
});
