// Wire shapes of reports and of muted reporters.

import * as z from 'zod';
import { httpsUrl, id, instant, instantText, namedShape, paragraph } from '../../http/wire.ts';
import { caseStates } from '../cases/case.ts';
import { type OwnReport, type Reporter, type ReporterMute, reportEvidenceMax, reportTextMax } from './report.ts';
import { reportCategories, type SubjectType, subjectTypes } from './subject.ts';

const subjectOf = <T extends SubjectType>(type: T) =>
  z.strictObject({ type: z.literal(type).describe('The kind of what is reported.'), id: id(type).describe('Its id.') });

const evidenceItem = z.union([
  z.strictObject({ evidenceId: id('evidence').describe('Evidence of a match that you can read.') }),
  z.strictObject({ url: httpsUrl(2000).describe('An https address.') }),
]);

export const category = z.enum(reportCategories).describe('What is wrong. Each category is a queue of moderators.');

export const reportCreate = z
  .strictObject({
    subject: z
      .discriminatedUnion('type', [
        subjectOf('player'),
        subjectOf('team'),
        subjectOf('match'),
        subjectOf('registration'),
        subjectOf('evidence'),
        subjectOf('certificate'),
        subjectOf('transfer'),
      ])
      .describe('What is reported; something that you can read.'),
    category,
    tournamentId: id('tournament')
      .optional()
      .describe('Where it happened. Only for a player or a team; the others belong to a tournament, or to none.'),
    text: paragraph({ lengthMax: reportTextMax }).describe('What happened. Only moderators read it.'),
    evidence: z.array(evidenceItem).max(reportEvidenceMax).optional().describe('Evidence by id, and links.'),
  })
  .refine(({ subject, tournamentId }) => tournamentId === undefined || ['player', 'team'].includes(subject.type), {
    path: ['tournamentId'],
    message: 'is given only for a player or a team',
  });

export const subjectShape = z
  .strictObject({
    type: z.enum(subjectTypes).describe('The kind of what is reported.'),
    id: z.string().describe('Its id.'),
  })
  .describe('What is reported.');

export const evidenceShape = z
  .array(
    z.union([
      z.strictObject({ evidenceId: id('evidence').describe('Evidence of a match.') }),
      z.strictObject({ url: z.string().describe('An https address.') }),
    ]),
  )
  .describe('Evidence by id, and links.');

export const ownReportShape = namedShape('OwnReport', 'A report as its reporter sees it.', {
  id: id('report'),
  caseId: id('case').describe('The case that has it, perhaps with reports of others.'),
  subject: subjectShape,
  category,
  tournamentId: id('tournament').nullable().describe('Where it happened; null outside of tournaments.'),
  text: z.string().describe('What happened.'),
  evidence: evidenceShape,
  createdAt: instantText,
  state: z.enum(caseStates).describe('`resolved`: the report was right. `rejected`: nothing had to be done.'),
  statement: z.string().nullable().describe('Why it was decided so; null before.'),
  decidedAt: instantText.nullable().describe('null before it is decided. UTC.'),
});

export function ownReportJson(report: OwnReport): z.input<typeof ownReportShape> {
  const { id, caseId, subjectType: type, subjectId, category, tournamentId, text, evidence, createdAt } = report;
  const { state, statement, decidedAt } = report;
  const subject = { type, id: subjectId };
  const given = { id, caseId, subject, category, tournamentId, text, evidence: [...evidence], createdAt };
  return { ...given, state, statement, decidedAt };
}

export const muteCreate = z.strictObject({
  reason: paragraph({ lengthMax: 500 }).describe('Why; the reporter reads it.'),
  endsAt: instant.nullable().describe('When reports are taken again; null for no end.'),
});

export const muteShape = namedShape('ReporterMute', 'A player whose reports are not taken.', {
  playerId: id('player').describe('The reporter.'),
  mutedBy: id('player').describe('The moderator.'),
  reason: z.string().describe('Why; the reporter reads it.'),
  mutedAt: instantText,
  endsAt: instantText.nullable().describe('When reports are taken again; null for no end. UTC.'),
});

export function muteJson({ playerId, mutedBy, reason, mutedAt, endsAt }: ReporterMute): z.input<typeof muteShape> {
  return { playerId, mutedBy, reason, mutedAt, endsAt };
}

const reportCount = (state: string) => z.int().min(0).describe(`In cases that are ${state}.`);

export const reporterShape = namedShape('Reporter', 'What a player has reported, and whether reports are taken.', {
  playerId: id('player').describe('The reporter.'),
  reports: z
    .strictObject({
      open: reportCount('open'),
      triaged: reportCount('triaged'),
      resolved: reportCount('resolved: the reports were right'),
      rejected: reportCount('rejected'),
    })
    .describe('How many reports.'),
  mute: muteShape.nullable().describe('The last mute, perhaps one that has run out; null if there is none.'),
});

export function reporterJson({ playerId, reports, mute }: Reporter): z.input<typeof reporterShape> {
  const { open, triaged, resolved, rejected } = reports;
  return { playerId, reports: { open, triaged, resolved, rejected }, mute: mute === null ? null : muteJson(mute) };
}
