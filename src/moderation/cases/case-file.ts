// All that a moderator needs to decide a case, as one screen shows it.

import type { AuditEntry } from '../../audit/store.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sanction } from '../../sanctions/sanction.ts';
import type { ReportEvidence } from '../reports/report.ts';
import type { Subject } from '../reports/subject.ts';
import type { Case } from './case.ts';

export interface ReportOfCase {
  readonly id: Id<'report'>;
  readonly reporterId: Id<'player'>;
  readonly tournamentId: Id<'tournament'> | null;
  readonly text: string;
  readonly evidence: readonly ReportEvidence[];
  readonly createdAt: Instant;
}

export interface CaseFile {
  readonly case: Case;
  /** The facts of the subject when the first report came. */
  readonly snapshot: Subject['facts'];
  /** The subject now; null if it is gone. */
  readonly subject: Subject | null;
  /** The earliest ones. */
  readonly reports: readonly ReportOfCase[];
  /** Other cases about the same players, the latest ones, in queues that the moderator sees. */
  readonly history: readonly Case[];
  /** In force, on the players whom the case concerns. */
  readonly sanctions: readonly Sanction[];
  /** Of the case, newest first. */
  readonly audit: readonly AuditEntry[];
}
