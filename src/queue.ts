// Door 3: message → use case. What fails is retried with growing delay and ends in the dead letter queue; the cron finds it again.

import { issueCertificate } from './certificates/issue-certificate.ts';
import { createJobPorts, type JobMessage } from './services.ts';

const retrySecondsMax = 300;

export async function consume(batch: MessageBatch<JobMessage>, env: Env, ctx: ExecutionContext): Promise<void> {
  const ports = createJobPorts(env, ctx);
  try {
    for (const message of batch.messages) {
      try {
        await issueCertificate(ports, message.body.ids);
        message.ack();
      } catch (error) {
        console.error(
          JSON.stringify({ level: 'error', job: message.body.type, attempt: message.attempts, error: String(error) }),
        );
        message.retry({ delaySeconds: Math.min(2 ** message.attempts, retrySecondsMax) });
      }
    }
  } finally {
    await ports.db.close();
  }
}
