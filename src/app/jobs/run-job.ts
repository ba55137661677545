// Does the work of one message of the queue. What a failed one left undone is found by the cron.

import { makeExport } from '../../certificates/exports/make-export.ts';
import { issueCertificate } from '../../certificates/issuing/issue-certificate.ts';
import type { Id } from '../../core/id.ts';
import { repairCopy } from '../../objects/repair-objects.ts';
import { continueRunSlice } from '../../objects/runs/continue-run.ts';
import { pairRound } from '../../tournaments/stages/rounds/pair-round.ts';
import { sendWebhooks } from '../../webhooks/sending/send-webhooks.ts';
import type { JobQueue } from '../services.ts';
import type { JobMessage } from './job-message.ts';
import type { JobPorts } from './job-ports.ts';

export async function runJob(ports: JobPorts, jobs: JobQueue, message: JobMessage): Promise<void> {
  switch (message.type) {
    case 'issue_certificates':
      return issueCertificate(ports, message.ids);
    case 'make_export':
      if (await makeExport(ports, message.id)) await jobs.makeExports([message.id]);
      return;
    case 'repair_copy':
      return repairCopy(ports, message.key, message.side);
    case 'pair_round':
      return pairRound(ports, message.round);
    case 'drive_sandbox':
      return driveDue(ports, jobs, message.id);
    case 'send_webhooks':
      return sendDue(ports, jobs, message.webhookId);
    case 'carry_on':
      if (await continueRunSlice(ports, message.runId)) await jobs.queueRuns([message.runId]);
  }
}

/** Longer delays than this are found by cron. */
const laterSecondsMax = 300;

async function sendDue(ports: JobPorts, jobs: JobQueue, id: Id<'webhook'>): Promise<void> {
  const { again, laterSeconds, next } = await sendWebhooks(ports, id);
  if (next !== null) await jobs.sendWebhooks([next]);
  if (again) return jobs.sendWebhooks([id]);
  if (laterSeconds !== null && laterSeconds <= laterSecondsMax) await jobs.sendWebhooks([id], laterSeconds);
}

async function driveDue(ports: JobPorts, jobs: JobQueue, id: Id<'tournament'>): Promise<void> {
  const laterMs = await ports.driveSandbox(id);
  if (laterMs !== null && laterMs <= laterSecondsMax * 1000) await jobs.driveSandbox(id, Math.ceil(laterMs / 1000));
}

const retrySecondsMax = 300;

/** After so many attempts. */
export function retrySecondsAfter(attempts: number): number {
  return Math.min(2 ** attempts, retrySecondsMax);
}
