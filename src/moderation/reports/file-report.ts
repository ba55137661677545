// Use case: a player reports something. Reports of the same subject and category are one case for moderators.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type OwnReport, type ReportEvidence, reportsPerDayMax } from './report.ts';
import { type FiledReport, fileReport, findOwnReport } from './report-store.ts';
import type { ReportCategory, SubjectType } from './subject.ts';

export interface ReportInput {
  readonly subject: { readonly type: SubjectType; readonly id: string };
  readonly category: ReportCategory;
  readonly tournamentId?: Id<'tournament'> | undefined;
  readonly text: string;
  readonly evidence?: readonly ReportEvidence[] | undefined;
}

/** @throws DomainError reporter_muted, too_many_reports, not_found, invalid_request, forbidden, state_conflict. */
export async function report(ports: Ports, actor: Actor, input: ReportInput): Promise<OwnReport> {
  const { subject, category, tournamentId = null, text, evidence = [] } = input;
  const filed = {
    id: ports.newId('report'),
    caseId: ports.newId('case'),
    reporterId: actor.playerId,
    subjectType: subject.type,
    subjectId: subject.id,
    category,
    tournamentId,
    text,
    evidence,
    createdAt: ports.clock(),
  };
  const auditId = ports.newId('audit');
  return runAct(ports, async (sql) => {
    refuseUnlessFiled(await fileReport(sql, filed, { auditId, perDayMax: reportsPerDayMax }), subject.type);
    const outcome = await findOwnReport(sql, filed);
    invariant(outcome !== null, 'a report that was filed exists');
    return { outcome };
  });
}

function refuseUnlessFiled({ verdict, facts }: FiledReport, kind: SubjectType): void {
  switch (verdict) {
    case 'muted':
      throw refuse('reporter_muted', facts);
    case 'too_many':
      throw refuse('too_many_reports', facts);
    case 'not_found':
      throw refuse('not_found', { kind });
    case 'tournament_not_found':
      throw refuse('invalid_request', { field: 'tournamentId', reason: 'is no tournament that you can read' });
    case 'own_subject':
      throw refuse('forbidden', { reason: 'nobody reports oneself' });
    case 'evidence_not_found':
      throw refuse('invalid_request', { field: 'evidence', reason: 'names evidence that you cannot read' });
    case 'reported':
      throw refuse('state_conflict', { reason: 'you have reported it, and the report is open' });
    case 'done':
  }
}
