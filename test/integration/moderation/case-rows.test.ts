// The row types of reports, cases and queues, on real rows.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { caseStates, caseVerdicts, queueKey } from '../../../src/moderation/cases/case.ts';
import * as cases from '../../../src/moderation/cases/case-store.ts';
import * as queues from '../../../src/moderation/cases/queue-store.ts';
import { reportVerdicts } from '../../../src/moderation/reports/report.ts';
import * as reports from '../../../src/moderation/reports/report-store.ts';
import { reportCategories, subjectTypes } from '../../../src/moderation/reports/subject.ts';
import * as sanctions from '../../../src/moderation/sanctions/store.ts';
import * as statements from '../../../src/moderation/statements/statement-store.ts';
import { sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';

const database = useDatabase();
const check = new RowCheck();
const now = '2026-01-02T03:04:05.006Z' as never;
const category = z.enum(reportCategories);
const facts = z.record(z.string(), z.any());

let db: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const caseShape = z.strictObject({
  id: id('case'),
  subjectType: z.enum(subjectTypes),
  subjectId: z.string(),
  category,
  tournamentId: id('tournament').nullable(),
  playerIds: z.array(id('player')),
  state: z.enum(caseStates),
  priority: z.int(),
  reportCount: z.int(),
  version: z.int(),
  assigneeId: id('player').nullable(),
  leaseEndsAt: instant.nullable(),
  statement: z.string().nullable(),
  sanctionId: id('sanction').nullable(),
  decidedBy: id('player').nullable(),
  decidedAt: instant.nullable(),
  createdAt: instant,
});
const evidence = z.array(
  z.union([z.strictObject({ evidenceId: id('evidence') }), z.strictObject({ url: z.string() })]),
);
const ownReport = z.strictObject({
  id: id('report'),
  caseId: id('case'),
  subjectType: z.enum(subjectTypes),
  subjectId: z.string(),
  category,
  tournamentId: id('tournament').nullable(),
  text: z.string(),
  evidence,
  createdAt: instant,
  state: z.enum(caseStates),
  statement: z.string().nullable(),
  decidedAt: instant.nullable(),
});
const caseFile = z.strictObject({
  case: caseShape,
  snapshot: facts,
  subject: z.strictObject({ tournamentId: z.null(), playerIds: z.array(id('player')), facts }).nullable(),
  reports: z
    .array(
      z.strictObject({
        id: id('report'),
        reporterId: id('player'),
        tournamentId: id('tournament').nullable(),
        text: z.string(),
        evidence,
        createdAt: instant,
      }),
    )
    .length(1),
  history: z.array(caseShape).length(1),
  sanctions: z.array(z.any()).length(1),
  audit: z.array(z.any()).length(4),
});
const acted = z.strictObject({ verdict: z.enum([...caseVerdicts, 'sanction_not_found']), facts });

const know = (player: string) =>
  database.sql`INSERT INTO identity_player (id, created_at) VALUES (${player}, ${now as string}::timestamptz)`;

it('queues', async () => {
  const [playerId, grantedBy] = [newId('player'), newId('player')];
  const right = { playerId, category: 'fraud', grantedBy, grantedAt: now } as const;
  const audit = { actorId: grantedBy, refId: playerId, createdAt: now, meta: { category: 'fraud' } } as const;
  const granted = { ...audit, id: newId('audit'), event: 'queue.granted' } as const;
  await queues.insertQueueRight(db.sql, right, granted);
  await queues.insertQueueRight(db.sql, right, { ...granted, id: newId('audit') });
  const shape = z.strictObject({ playerId: id('player'), category, grantedBy: id('player'), grantedAt: instant });
  expect(await check.of(queues.listQueueRights, z.array(shape), db)).toEqual([right]);
  const withdrawn = { ...audit, id: newId('audit'), event: 'queue.withdrawn' } as const;
  await check.of(queues.deleteQueueRight, z.boolean(), db.sql, right, withdrawn);
});

it('reports and cases', async () => {
  const [reporterId, player, actorId] = [newId('player'), newId('player'), newId('player')];
  await know(player);
  const report = (category: 'cheating' | 'other') => ({
    id: newId('report'),
    caseId: newId('case'),
    reporterId,
    subjectType: 'player' as const,
    subjectId: player,
    category,
    tournamentId: null,
    text: 'Odd.',
    evidence: [{ url: 'https://a.test/' }],
    createdAt: now,
  });
  const filed = z.strictObject({ verdict: z.enum(reportVerdicts), caseId: id('case').nullable(), facts });
  const [first, second] = [report('cheating'), report('other')];
  for (const one of [first, second]) {
    const options = { auditId: newId('audit'), perDayMax: 5 };
    expect(await check.of(reports.fileReport, filed, db.sql, one, options)).toMatchObject({ caseId: one.caseId });
  }
  await check.of(reports.findOwnReport, ownReport.nullable(), db.sql, first);
  await check.of(reports.listOwnReports, z.array(ownReport), db, reporterId, { after: null, limit: 5 });
  const act = { caseId: first.caseId, actorId, isAdmin: true, now };
  const audit = () => ({ id: newId('audit'), actorId, refId: first.caseId, createdAt: now }) as const;
  const endsAt = '2026-01-02T04:00:00.000Z' as never;
  const leased = { ...audit(), event: 'case.leased' } as const;
  expect((await check.of(cases.leaseCase, acted, db.sql, { ...act, endsAt }, leased)).verdict).toBe('done');
  const triaged = { ...audit(), event: 'case.triaged' } as const;
  await check.of(cases.triageCase, acted, db.sql, { ...act, version: 1, priority: 5 }, triaged);
  const filter = { actorId, isAdmin: true, categories: reportCategories };
  const [urgent] = await check.of(cases.listQueue, z.array(caseShape), db, filter, { after: null, limit: 5 });
  expect(queueKey(urgent as never)).toBe(`5 ${first.caseId}`);
  const sanctionId = await aSanctionOn(player, actorId);
  const decision = { ...act, version: 2, outcome: 'resolved', statement: 'Seen.', sanctionId } as const;
  const decided = { ...audit(), event: 'case.decided' } as const;
  expect((await check.of(cases.decideCase, acted, db.sql, decision, decided)).verdict).toBe('done');
  await check.of(cases.findCase, caseShape.nullable(), db.sql, first.caseId);
  await check.of(cases.readCaseFile, caseFile.nullable() as never, db, act);
});

async function aSanctionOn(
  playerId: ReturnType<typeof newId<'player'>>,
  imposedBy: ReturnType<typeof newId<'player'>>,
  kind: 'warn' | 'mute' = 'warn',
) {
  const terms = {
    kind,
    areas: null,
    tournamentId: null,
    reasonCode: 'other',
    statement: 'Said.',
    note: null,
  } as const;
  const open = {
    confirmedBy: null,
    confirmedAt: null,
    revokedBy: null,
    revokedAt: null,
    revokeReason: null,
    fulfilledAt: null,
    earlierId: null,
    isReduced: false,
  };
  const dates = { startsAt: now, endsAt: null, createdAt: now, needsConfirmation: false };
  const sanction = { id: newId('sanction'), playerId, imposedBy, ...terms, ...dates, ...open };
  const audit = {
    id: newId('audit'),
    event: 'sanction.imposed',
    actorId: imposedBy,
    refId: sanction.id,
    createdAt: now,
  } as const;
  await sanctions.insertSanction(db.sql, sanction, audit, sanction.needsConfirmation);
  return sanction.id;
}

it('statements of reasons', async () => {
  const [playerId, actorId] = [newId('player'), newId('player')];
  await know(playerId);
  const muteId = await aSanctionOn(playerId, actorId, 'mute');
  const page = {
    from: '2026-01-01T00:00:00.000Z' as never,
    to: '2026-02-01T00:00:00.000Z' as never,
    after: '',
    limit: 5,
  };
  const sanction = z.strictObject({
    source: z.literal('sanction'),
    id: id('sanction'),
    kind: z.enum(['mute', 'suspend', 'ban']),
    isPartial: z.boolean(),
    reasonCode: z.enum(sanctionReasonCodes),
    facts: z.string(),
    isReported: z.boolean(),
    startsAt: instant,
    endsAt: instant.nullable(),
    createdAt: instant,
  });
  expect(await check.of(statements.listSanctionStatements, z.array(sanction), db, page)).toMatchObject([
    { id: muteId },
  ]);
  await database.sql`
    SELECT audit_append(${newId('audit')}, 'registration.disqualified_afterwards', ${actorId}, NULL, 'registration', 'reg_1',
      '{"reason":"Odd.","returnedCoins":5}', ${now}::timestamptz)`;
  const measure = z.strictObject({
    source: z.enum(['wallet.frozen', 'certificate.suspended', 'registration.disqualified_afterwards']),
    id: id('audit'),
    facts: z.string(),
    createdAt: instant,
    endedAt: instant.nullable(),
  });
  await check.of(statements.listMeasureStatements, z.array(measure), db, page);
});

it('reporters', async () => {
  const [playerId, mutedBy] = [newId('player'), newId('player')];
  await know(playerId);
  const audit = { actorId: mutedBy, refId: playerId, createdAt: now } as const;
  const mute = { playerId, mutedBy, reason: 'False ones.', endsAt: null, mutedAt: now };
  await reports.muteReporter(db.sql, mute, { ...audit, id: newId('audit'), event: 'reporter.muted' });
  const shape = z.strictObject({
    playerId: id('player'),
    reports: z.strictObject({ open: z.int(), triaged: z.int(), resolved: z.int(), rejected: z.int() }),
    mute: z
      .strictObject({
        playerId: id('player'),
        mutedBy: id('player'),
        reason: z.string(),
        endsAt: instant.nullable(),
        mutedAt: instant,
      })
      .nullable(),
  });
  expect(await check.of(reports.readReporter, shape, db, playerId)).toMatchObject({ mute });
  const unmuted = { ...audit, id: newId('audit'), event: 'reporter.unmuted' } as const;
  expect(await check.of(reports.unmuteReporter, z.boolean(), db.sql, playerId, unmuted)).toBe(true);
  const stores = import.meta.glob('../../../src/moderation/{cases,reports,statements}/*store.ts', { eager: true });
  const untyped = ['insertQueueRight', 'muteReporter'];
  expect(check.missing(stores as never).filter((name) => !untyped.some((one) => name.endsWith(one)))).toEqual([]);
});
