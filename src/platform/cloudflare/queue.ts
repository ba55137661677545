// Entry point of queue messages. A failed message is retried with growing delay and ends in the dead letter queue. The cron queues
// its work again.

import type { JobQueue } from '../../app/services.ts';
import { makeExport } from '../../certificates/exports/make-export.ts';
import { issueCertificate } from '../../certificates/issuing/issue-certificate.ts';
import type { Id } from '../../core/id.ts';
import { repairCopy } from '../../objects/repair-objects.ts';
import { continueRunSlice } from '../../objects/runs/continue-run.ts';
import { pairRound } from '../../tournaments/stages/rounds/pair-round.ts';
import { sendWebhooks } from '../../webhooks/sending/send-webhooks.ts';
import { type BucketEvent, createJobQueue, type JobMessage, type JobPorts, withJobPorts } from './jobs.ts';
import { guardBindings } from './required-bindings.ts';

const retrySecondsMax = 300;

export function consume(batch: MessageBatch<JobMessage | BucketEvent>, bindings: Env): Promise<void> {
  const env = guardBindings(bindings);
  return withJobPorts(env, async (ports) => {
    for (const message of batch.messages.toSorted(byPriority)) {
      try {
        if ('action' in message.body) await judgeBucketEvent(ports, message.body);
        else await runJob(ports, createJobQueue(env), message.body);
        message.ack();
      } catch (error) {
        const { attempts, body } = message;
        const job = 'action' in body ? body.action : body.type;
        console.error(JSON.stringify({ level: 'error', job, attempt: attempts, error: String(error) }));
        message.retry({ delaySeconds: Math.min(2 ** attempts, retrySecondsMax) });
      }
    }
  });
}

/** Exports and runs over many objects come last: people wait for the other jobs. */
function byPriority(a: Message<JobMessage | BucketEvent>, b: Message<JobMessage | BucketEvent>): number {
  return rankOf(a.body) - rankOf(b.body);
}

function rankOf(body: JobMessage | BucketEvent): number {
  if ('action' in body) return 1;
  const { type } = body;
  return type === 'carry_on' ? 2 : Number(type === 'make_export');
}

/** Longer delays than this are found by cron. */
const laterSecondsMax = 300;

async function sendDue(ports: JobPorts, jobs: JobQueue, id: Id<'webhook'>): Promise<void> {
  const { again, laterSeconds } = await sendWebhooks(ports, id);
  if (again) return jobs.sendWebhooks([id]);
  if (laterSeconds !== null && laterSeconds <= laterSecondsMax) await jobs.sendWebhooks([id], laterSeconds);
}

/** A file that was deleted past Laurel is copied from the other store. One that Laurel deleted has a tombstone, and stays deleted. */
async function judgeBucketEvent(ports: JobPorts, { action, object }: BucketEvent): Promise<void> {
  if (action === 'DeleteObject' || action === 'LifecycleDeletion') await repairCopy(ports, object.key, 'r2');
}

async function runJob(ports: JobPorts, jobs: JobQueue, message: JobMessage): Promise<void> {
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
    case 'send_webhooks':
      return sendDue(ports, jobs, message.webhookId);
    case 'carry_on':
      if (await continueRunSlice(ports, message.runId)) await jobs.queueRuns([message.runId]);
  }
}
