// Wire shapes of cases, of the queue and of rights on queues.

import * as z from 'zod';
import type { Instant } from '../../core/instant.ts';
import { id, instantText, listShape, namedShape, pageQuery, pageShape, paragraph } from '../../http/wire.ts';
import { auditJson, auditShape } from '../audit/contract.ts';
import { draftShape } from '../effects/contract.ts';
import { category, evidenceShape, subjectShape } from '../reports/contract.ts';
import { sanctionJson, sanctionShape } from '../sanctions/contract.ts';
import {
  type Case,
  caseOutcomes,
  caseStates,
  leaseHolder,
  leaseMinutesDefault,
  leaseMinutesMax,
  priorityMax,
} from './case.ts';
import type { CaseFile } from './case-file.ts';
import type { QueueRight } from './queue-store.ts';

export const queueQuery = z.strictObject({
  category: category.optional().describe('One queue; all that you see by default.'),
  ...pageQuery,
});

const version = z.int().min(1).max(2_147_483_647).describe('`version` of the case as you have read it.');
const priority = z.int().min(0).max(priorityMax).describe('0 to 5; 5 is the most urgent. A new case has 3.');

export const leaseCreate = z.strictObject({
  minutes: z
    .int()
    .min(1)
    .max(leaseMinutesMax)
    .optional()
    .describe(`How long others leave it to you; ${leaseMinutesDefault} by default.`),
});
export const triageCreate = z.strictObject({ version, priority });
export const caseDecision = z.strictObject({
  version,
  outcome: z.enum(caseOutcomes).describe('`resolved`: the reports are right. `rejected`: nothing has to be done.'),
  statement: paragraph({ lengthMax: 2000 }).describe('Why; all reporters read it.'),
  sanctionId: id('sanction').optional().describe('The sanction that followed, on a player of the case.'),
});

export const caseShape = namedShape('Case', 'What was reported, in one category.', {
  id: id('case'),
  subject: subjectShape,
  category,
  tournamentId: id('tournament').nullable().describe('The tournament of the subject; null if it has none.'),
  playerIds: z.array(id('player')).describe('The players whom it concerns.'),
  state: z.enum(caseStates).describe('`open` until a moderator has looked at it, `triaged` until it is decided.'),
  priority,
  reportCount: z.int().min(1).describe('How many players have reported it.'),
  version,
  assigneeId: id('player').nullable().describe('The moderator who has it now; null if nobody has.'),
  leaseEndsAt: instantText.nullable().describe('Until when; null if nobody has it. UTC.'),
  statement: z.string().nullable().describe('Why it was decided so; null before.'),
  sanctionId: id('sanction').nullable().describe('The sanction that followed; null if none did.'),
  decidedBy: id('player').nullable().describe('The moderator who decided it; null before.'),
  decidedAt: instantText.nullable().describe('null before it is decided. UTC.'),
  createdAt: instantText,
});

export function caseJson(found: Case, now: Instant): z.input<typeof caseShape> {
  const { id, subjectType: type, subjectId, category, tournamentId, playerIds, state, priority, reportCount } = found;
  const { version, statement, sanctionId, decidedBy, decidedAt, createdAt } = found;
  const assigneeId = leaseHolder(found, now);
  const subject = { type, id: subjectId };
  const lease = { assigneeId, leaseEndsAt: assigneeId === null ? null : found.leaseEndsAt };
  const about = { id, subject, category, tournamentId, playerIds: [...playerIds], state, priority, reportCount };
  return { ...about, version, ...lease, statement, sanctionId, decidedBy, decidedAt, createdAt };
}

export const draftsShown = 20;

export const queueShape = pageShape(caseShape)
  .extend({
    drafts: z
      .array(draftShape)
      .describe(
        `Drafts of organizers on probation that wait for a review, the oldest ${draftsShown}. Only on the first page, and without a \`category\`.`,
      ),
  })
  .describe('A page of the queue of `Case`, and what else waits for a moderator.');

const facts = z.record(z.string(), z.unknown());

export const caseFileShape = namedShape('CaseFile', 'All that a moderator needs to decide a case.', {
  case: caseShape,
  snapshot: facts.describe('The subject when it was reported first.'),
  subject: facts.nullable().describe('The subject now, with the same fields; null if it is gone.'),
  reports: z
    .array(
      namedShape('CaseReport', 'A report of a case.', {
        id: id('report'),
        reporterId: id('player').describe('Who reported.'),
        tournamentId: id('tournament').nullable().describe('Where it happened; null outside of tournaments.'),
        text: z.string().describe('What happened.'),
        evidence: evidenceShape,
        createdAt: instantText,
      }),
    )
    .describe('The first 50.'),
  history: z
    .array(caseShape)
    .describe('Other cases about the same players, the latest 20, of the queues that you see.'),
  sanctions: z.array(sanctionShape).describe('Those in force on the players whom the case concerns.'),
  audit: z.array(auditShape).describe('What was done with the case, the latest 50.'),
});

export function caseFileJson(file: CaseFile, now: Instant): z.input<typeof caseFileShape> {
  return {
    case: caseJson(file.case, now),
    snapshot: { ...file.snapshot },
    subject: file.subject === null ? null : { ...file.subject.facts },
    reports: file.reports.map((one) => ({ ...one, evidence: [...one.evidence] })),
    history: file.history.map((one) => caseJson(one, now)),
    sanctions: file.sanctions.map((one) => sanctionJson(one, now)),
    audit: file.audit.map(auditJson),
  };
}

export const queueRightShape = namedShape('QueueRight', 'The right of a moderator on a queue.', {
  playerId: id('player').describe('The moderator.'),
  category,
  grantedBy: id('player').describe('The administrator.'),
  grantedAt: instantText,
});
export const queueRightsShape = listShape(queueRightShape);

export function queueRightJson(right: QueueRight): z.input<typeof queueRightShape> {
  const { playerId, category, grantedBy, grantedAt } = right;
  return { playerId, category, grantedBy, grantedAt };
}
