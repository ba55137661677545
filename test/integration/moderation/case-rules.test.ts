// Who may report and who may act on a case is decided by functions in the database, and by judgeReport and judgeCaseAct, which people
// read. Both decide alike on drawn states.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import type { Sql } from '../../../src/db/client.ts';
import { caseStates, caseVerdicts, judgeCaseAct } from '../../../src/moderation/cases/case.ts';
import { judgeReport, reportVerdicts } from '../../../src/moderation/reports/report.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { newId } from '../../support/rules/row-check.ts';

const database = useDatabase();
const now = '2026-06-01T00:00:00.000Z' as Instant;
const daySeconds = 86_400;
const numRuns = caseCount({ usual: 80, nightly: 4000 });
/** Seconds around the moment of the act, often exactly on it. */
const offset = fc.constantFrom(-1, 0, 1);
/** Mostly the first, so that the later steps are reached, too. */
const mostly = <T>(first: T, ...others: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant(first), weight: 5 }, { arbitrary: fc.constantFrom(first, ...others), weight: 2 });

/** Run in a transaction that is rolled back. */
async function inScratch<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const undone = new Error('undone');
  let result: T | undefined;
  await database.sql
    .begin(async (sql) => {
      result = await work(sql as unknown as Sql);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return result as T;
}

interface CaseRow {
  readonly id: Id<'case'>;
  readonly subjectId: string;
  readonly playerIds: readonly string[];
  readonly state: (typeof caseStates)[number];
  readonly tournamentId: string | null;
  readonly version: number;
  readonly lease: { readonly by: string; readonly endsAt: Instant } | null;
}

async function insertCase(sql: Sql, row: CaseRow, reporter: string, tournament: string | null): Promise<void> {
  const isDecided = row.state === 'resolved' || row.state === 'rejected';
  const decided = isDecided ? { decided_by: newId('player'), decided_at: now, statement: 'Said.' } : {};
  const lease = row.lease === null ? {} : { assignee_id: row.lease.by, lease_ends_at: row.lease.endsAt };
  const stored = {
    id: row.id,
    subject_type: 'player',
    subject_id: row.subjectId,
    category: 'cheating',
    tournament_id: row.tournamentId,
    player_ids: row.playerIds,
    snapshot: {},
    state: row.state,
    priority: 3,
    report_count: 1,
    version: row.version,
    created_at: now,
    ...lease,
    ...decided,
  };
  await sql`
    INSERT INTO moderation_case SELECT * FROM jsonb_populate_record(NULL::moderation_case, ${JSON.stringify(stored)}::text::jsonb)`;
  await sql`
    INSERT INTO moderation_report (id, case_id, reporter_id, tournament_id, text, evidence, created_at)
    VALUES (${newId('report')}, ${row.id}, ${reporter}, ${tournament}, 'Odd.', '[]', '2026-01-01')`;
}

/** The tournament that the player organizes. */
async function aTournamentOf(sql: Sql, player: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    INSERT INTO tournament_tournament (id, organizer_id, title, mode, state, capacity, entrants_min, starts_at, created_at)
    VALUES (${newId('tournament')}, ${player}, 'Cup', 'solo', 'draft', 8, 2, '2030-01-01', now()) RETURNING id`;
  return row?.id as string;
}

it('a report gets the verdict of the rule', async () => {
  const seen = new Set<string>();
  const state = fc.record({
    mute: fc.oneof(
      { arbitrary: fc.constant(null), weight: 5 },
      { arbitrary: fc.record({ end: fc.option(offset) }), weight: 2 },
    ),
    sent: fc.array(offset, { maxLength: 3 }),
    subject: mostly('other', 'oneself', 'unknown'),
    tournament: mostly('none', 'own', 'unknown'),
    isEvidenceKnown: mostly(true, false),
    hasReported: fc.boolean(),
  });
  const property = fc.asyncProperty(
    state,
    async ({ mute, sent, subject, tournament, isEvidenceKnown, hasReported }) => {
      const [reporter, other] = [newId('player'), newId('player')];
      const sentAt = sent.map((at) => addSeconds(now, at - daySeconds));
      const expected = judgeReport(
        { mute: mute === null ? null : { endsAt: mute.end === null ? null : addSeconds(now, mute.end) }, sentAt },
        {
          isSubjectKnown: subject !== 'unknown',
          isTournamentKnown: tournament !== 'unknown',
          isOneself: subject === 'oneself',
          isEvidenceKnown,
          hasReported: hasReported && subject === 'other',
        },
        { perDayMax: 2, now },
      );
      const verdict = await inScratch(async (sql) => {
        await sql`INSERT INTO identity_player (id, created_at) VALUES (${other}, ${now}::timestamptz)`;
        if (mute !== null)
          await sql`
          INSERT INTO moderation_reporter (player_id, muted_at, mute_ends_at, mute_reason, muted_by)
          VALUES (${reporter}, '2026-01-01', ${mute.end === null ? null : addSeconds(now, mute.end)}::timestamptz, 'False.', ${newId('player')})`;
        const row = { id: newId('case'), playerIds: [other], tournamentId: null, version: 1, lease: null } as const;
        if (hasReported) await insertCase(sql, { ...row, subjectId: other, state: 'triaged' }, reporter, null);
        for (const at of sentAt) {
          const old = { ...row, id: newId('case'), subjectId: newId('player'), state: 'rejected' } as const;
          await insertCase(sql, old, newId('player'), null);
          await sql`
          INSERT INTO moderation_report (id, case_id, reporter_id, text, evidence, created_at)
          VALUES (${newId('report')}, ${old.id}, ${reporter}, 'Odd.', '[]', ${at}::timestamptz)`;
        }
        // Of what type the unknown is does not matter to the rule.
        const type = subject === 'unknown' && mute === null ? 'match' : 'player';
        const id = { other, oneself: reporter, unknown: newId(type) }[subject];
        const place = { none: null, own: await aTournamentOf(sql, reporter), unknown: newId('tournament') }[tournament];
        const evidence = isEvidenceKnown ? [{ url: 'https://a.test/' }] : [{ evidenceId: newId('evidence') }];
        const [filed] = await sql<{ verdict: string }[]>`
        SELECT verdict FROM moderation_report(${newId('report')}, ${newId('case')}, ${reporter}, ${type}, ${id as string}, 'cheating', ${place as string | null},
          'Odd.', ${JSON.stringify(evidence)}::text::jsonb, 2, ${newId('audit')}, ${now}::timestamptz)`;
        return filed?.verdict;
      });
      seen.add(expected);
      expect(verdict).toBe(expected);
    },
  );
  const plain = {
    mute: null,
    sent: [],
    subject: 'other',
    tournament: 'none',
    isEvidenceKnown: true,
    hasReported: false,
  } as const;
  const others = [
    { mute: { end: null } },
    { sent: [1, 1] },
    { subject: 'unknown' as const },
    { tournament: 'unknown' as const },
    { subject: 'oneself' as const },
    { isEvidenceKnown: false },
    { hasReported: true },
  ].map((fields) => ({ ...plain, ...fields }));
  await fc.assert(property, { numRuns, examples: [plain, ...others].map((one) => [one as never]) });
  expect([...seen].sort()).toEqual([...reportVerdicts].sort());
});

it('an act on a case gets the verdict of the rule', async () => {
  const seen = new Set<string>();
  const state = fc.record({
    isThere: mostly(true, false),
    right: mostly('granted', 'none', 'admin'),
    state: mostly(...caseStates),
    part: mostly('none', 'player', 'reporter'),
    interest: mostly('none', 'subject', 'report'),
    lease: fc.option(fc.record({ isOwn: fc.boolean(), end: offset })),
    version: fc.constantFrom(null, 1, 2),
  });
  const property = fc.asyncProperty(state, async ({ isThere, right, state, part, interest, lease, version }) => {
    const [actor, player] = [newId('player'), newId('player')];
    const holder = lease === null ? null : lease.isOwn ? actor : newId('player');
    const leaseEndsAt = lease === null ? null : addSeconds(now, lease.end);
    const isDecided = state === 'resolved' || state === 'rejected';
    const expected = judgeCaseAct(
      isThere ? { state, version: 2, assigneeId: holder, leaseEndsAt } : null,
      { playerId: actor, seesQueue: right !== 'none', isConcerned: part !== 'none', hasInterest: interest !== 'none' },
      { version, now },
    );
    const verdict = await inScratch(async (sql) => {
      const id = newId('case');
      const own = await aTournamentOf(sql, actor);
      const row: CaseRow = {
        id,
        subjectId: player,
        playerIds: part === 'player' ? [player, actor] : [player],
        state,
        tournamentId: interest === 'subject' ? own : null,
        version: 2,
        lease: holder === null || leaseEndsAt === null || isDecided ? null : { by: holder, endsAt: leaseEndsAt },
      };
      const reporter = part === 'reporter' ? actor : newId('player');
      if (isThere) await insertCase(sql, row, reporter, interest === 'report' ? own : null);
      if (right === 'granted')
        await sql`INSERT INTO moderation_queue_right VALUES (${actor}, 'cheating', ${player}, ${now}::timestamptz)`;
      const [judged] = await sql<{ verdict: string | null }[]>`
        SELECT verdict FROM moderation_judge_case(${id}, ${actor}, ${right === 'admin'}, ${version}::integer, ${now}::timestamptz)`;
      return judged?.verdict ?? 'done';
    });
    seen.add(expected);
    expect(verdict).toBe(expected);
  });
  const plain = {
    isThere: true,
    right: 'granted',
    state: 'open',
    part: 'none',
    interest: 'none',
    lease: null,
    version: 2,
  } as const;
  const others = [
    { isThere: false },
    { state: 'resolved' as const },
    { part: 'player' as const },
    { interest: 'report' as const },
    { lease: { isOwn: false, end: 1 } },
    { version: 1 as const },
  ].map((fields) => ({ ...plain, ...fields }));
  await fc.assert(property, { numRuns, examples: [plain, ...others].map((one) => [one as never]) });
  expect([...seen].sort()).toEqual([...caseVerdicts].sort());
});
