// The steps of the cron, which runs every minute. docs/architecture.md (Timetable) lists them.

import { sealAudit } from '../../audit/chain/seal-audit.ts';
import { overdueExports } from '../../certificates/exports/overdue-exports.ts';
import { removeOldExports } from '../../certificates/exports/remove-exports.ts';
import { overdueCertificates } from '../../certificates/issuing/overdue-certificates.ts';
import type { Id } from '../../core/id.ts';
import { expireHolds } from '../../economy/holds/expire-holds.ts';
import { payOwedPayments } from '../../economy/owed/pay-owed.ts';
import { reconcileNightly } from '../../economy/reports/reconcile-nightly.ts';
import { deleteExpiredKeys } from '../../idempotency/store.ts';
import { storeAuditHead } from '../../moderation/audit/store-audit-head.ts';
import { forgetEndedSubjects } from '../../moderation/sanctions/store.ts';
import { runTrials } from '../../moderation/trials/run-trials.ts';
import { measureBacklog } from '../../objects/measure-backlog.ts';
import { repairObjects } from '../../objects/repair-objects.ts';
import { startDueChecks } from '../../objects/runs/start-due-checks.ts';
import { type RoomDelivery, relayEvents } from '../../outbox/relay-events.ts';
import { startDue } from '../../tournaments/auto-start/start-by-time.ts';
import { closeMatchCheckIns } from '../../tournaments/match-check-in/close-match-check-ins.ts';
import { confirmAllSilent } from '../../tournaments/matches/silence/confirm-silent.ts';
import { settleOverdue } from '../../tournaments/payouts/settle-cancelled.ts';
import { rateLists } from '../../tournaments/rating-lists/rate-lists.ts';
import { remindTournaments } from '../../tournaments/reminders/remind-tournaments.ts';
import { dueSandboxes } from '../../tournaments/sandbox/drive-sandbox.ts';
import { removeSandboxes } from '../../tournaments/sandbox/remove-sandboxes.ts';
import { applySchedules } from '../../tournaments/setup/apply-schedule.ts';
import { tellVetoes } from '../../tournaments/vetoes/tell-vetoes.ts';
import { promoteWaitlists } from '../../tournaments/waitlist/promote-waitlists.ts';
import { dueWebhooks, measureWebhooks, sealAnew, sweepWebhooks } from '../../webhooks/sending/tend-webhooks.ts';
import type { JobQueue } from '../services.ts';
import type { JobPorts } from './job-ports.ts';

export interface CronPorts extends JobPorts {
  readonly jobs: JobQueue;
  readonly deliver: RoomDelivery;
  /** After a tournament was removed. Does not fail. */
  readonly closeRooms: (id: Id<'tournament'>) => Promise<void>;
}

type Step = (ports: CronPorts) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
  relayEvents: (ports) => relayEvents(ports.db, ports.deliver),
  issueOverdue: async (ports) => ports.jobs.issueCertificates(await overdueCertificates(ports)),
  makeOverdueExports: async (ports) => ports.jobs.makeExports(await overdueExports(ports)),
  removeOldExports: (ports) => removeOldExports(ports),
  applySchedules: (ports) => applySchedules(ports),
  startDue: (ports) => startDue(ports),
  confirmSilent: (ports) => confirmAllSilent(ports),
  promoteWaitlists: (ports) => promoteWaitlists(ports),
  remindTournaments: (ports) => remindTournaments(ports),
  closeMatchCheckIns: (ports) => closeMatchCheckIns(ports),
  tellVetoes: (ports) => tellVetoes(ports),
  driveSandboxes: async (ports) => {
    for (const id of await dueSandboxes(ports)) await ports.jobs.driveSandbox(id);
  },
  removeSandboxes: (ports) => removeSandboxes(ports),
  rateLists: (ports) => rateLists(ports),
  payOwedPayments: (ports) => payOwedPayments(ports),
  settleOverdue: (ports) => settleOverdue(ports),
  expireHolds: (ports) => expireHolds(ports),
  deleteExpiredKeys: (ports) => deleteExpiredKeys(ports.db, ports.clock()),
  forgetEndedSubjects: (ports) => forgetEndedSubjects(ports.db, ports.clock()),
  runTrials: (ports) => runTrials(ports),
  repairObjects: (ports) => repairObjects(ports),
  measureBacklog: (ports) => measureBacklog(ports),
  sealAudit: (ports) => sealAudit(ports),
  storeAuditHead: (ports) => storeAuditHead(ports),
  reconcileNightly: (ports) => reconcileNightly(ports),
  sendDueWebhooks: async (ports) => ports.jobs.sendWebhooks(await dueWebhooks(ports)),
  sweepWebhooks: (ports) => sweepWebhooks(ports),
  measureWebhooks: (ports) => measureWebhooks(ports),
  sealWebhookSecrets: (ports) => sealAnew(ports, ports.secretKeys),
  startDueChecks: async (ports) => ports.jobs.queueRuns(await startDueChecks(ports, ports.mirrored.phase)),
};

/** In their order. */
export const cronSteps: readonly string[] = Object.keys(steps);

/** Runs the steps in sequence. A failed step is logged and the next one runs. @throws the first failure, after the last step. */
export async function runCron(ports: CronPorts): Promise<void> {
  const failures: unknown[] = [];
  for (const [step, run] of Object.entries(steps)) {
    try {
      await run(ports);
    } catch (error) {
      console.error(JSON.stringify({ level: 'error', cron: step, error: String(error) }));
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
