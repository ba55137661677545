// Entry point of the cron, which runs every minute. docs/architecture.md (Timetable) lists the steps.

import { sealAudit } from '../../audit/chain/seal-audit.ts';
import { overdueExports } from '../../certificates/exports/overdue-exports.ts';
import { removeOldExports } from '../../certificates/exports/remove-exports.ts';
import { overdueCertificates } from '../../certificates/issuing/overdue-certificates.ts';
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
import { relayEvents } from '../../outbox/relay-events.ts';
import { startDue } from '../../tournaments/auto-start/start-by-time.ts';
import { closeMatchCheckIns } from '../../tournaments/match-check-in/close-match-check-ins.ts';
import { confirmAllSilent } from '../../tournaments/matches/silence/confirm-silent.ts';
import { settleOverdue } from '../../tournaments/payouts/settle-cancelled.ts';
import { rateLists } from '../../tournaments/rating-lists/rate-lists.ts';
import { remindTournaments } from '../../tournaments/reminders/remind-tournaments.ts';
import { applySchedules } from '../../tournaments/setup/apply-schedule.ts';
import { tellVetoes } from '../../tournaments/vetoes/tell-vetoes.ts';
import { promoteWaitlists } from '../../tournaments/waitlist/promote-waitlists.ts';
import { dueWebhooks, measureWebhooks, sealAnew, sweepWebhooks } from '../../webhooks/sending/tend-webhooks.ts';
import { createJobQueue, type JobPorts, withJobPorts } from './jobs.ts';
import { roomDelivery } from './ports.ts';
import { guardBindings } from './required-bindings.ts';

type Step = (env: Env, ports: JobPorts) => Promise<unknown>;

const steps: Readonly<Record<string, Step>> = {
  relayEvents: (env, ports) => relayEvents(ports.db, roomDelivery(env)),
  issueOverdue: async (env, ports) => createJobQueue(env).issueCertificates(await overdueCertificates(ports)),
  makeOverdueExports: async (env, ports) => createJobQueue(env).makeExports(await overdueExports(ports)),
  removeOldExports: (_, ports) => removeOldExports(ports),
  applySchedules: (_, ports) => applySchedules(ports),
  startDue: (_, ports) => startDue(ports),
  confirmSilent: (_, ports) => confirmAllSilent(ports),
  promoteWaitlists: (_, ports) => promoteWaitlists(ports),
  remindTournaments: (_, ports) => remindTournaments(ports),
  closeMatchCheckIns: (_, ports) => closeMatchCheckIns(ports),
  tellVetoes: (_, ports) => tellVetoes(ports),
  rateLists: (_, ports) => rateLists(ports),
  payOwedPayments: (_, ports) => payOwedPayments(ports),
  settleOverdue: (_, ports) => settleOverdue(ports),
  expireHolds: (_, ports) => expireHolds(ports),
  deleteExpiredKeys: (_, ports) => deleteExpiredKeys(ports.db, ports.clock()),
  forgetEndedSubjects: (_, ports) => forgetEndedSubjects(ports.db, ports.clock()),
  runTrials: (_, ports) => runTrials(ports),
  repairObjects: (_, ports) => repairObjects(ports),
  measureBacklog: (_, ports) => measureBacklog(ports),
  sealAudit: (_, ports) => sealAudit(ports),
  storeAuditHead: (_, ports) => storeAuditHead(ports),
  reconcileNightly: (_, ports) => reconcileNightly(ports),
  sendDueWebhooks: async (env, ports) => createJobQueue(env).sendWebhooks(await dueWebhooks(ports)),
  sweepWebhooks: (_, ports) => sweepWebhooks(ports),
  measureWebhooks: (_, ports) => measureWebhooks(ports),
  sealWebhookSecrets: (_, ports) => sealAnew(ports, ports.secretKeys),
  startDueChecks: async (env, ports) =>
    createJobQueue(env).queueRuns(await startDueChecks(ports, ports.mirrored.phase)),
};

/** Runs the steps in sequence. A failed step is logged and the next one runs. @throws the first failure, after the last step. */
export function tick(bindings: Env): Promise<void> {
  const env = guardBindings(bindings);
  return withJobPorts(env, async (ports) => {
    const failures: unknown[] = [];
    for (const [step, run] of Object.entries(steps)) {
      try {
        await run(env, ports);
      } catch (error) {
        console.error(JSON.stringify({ level: 'error', cron: step, error: String(error) }));
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  });
}
