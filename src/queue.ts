// Door 3: message → use case. What fails is retried with growing delay and ends in the dead letter queue; the cron finds it again.

import { issueCertificate } from './certificates/issue-certificate.ts';
import { type JobMessage, withJobPorts } from './services.ts';

const retrySecondsMax = 300;

export function consume(batch: MessageBatch<JobMessage>, env: Env): Promise<void> {
  return withJobPorts(env, async (ports) => {
    for (const message of batch.messages) {
      try {
        await issueCertificate(ports, message.body.ids);
        message.ack();
      } catch (error) {
        const { attempts, body } = message;
        console.error(JSON.stringify({ level: 'error', job: body.type, attempt: attempts, error: String(error) }));
        message.retry({ delaySeconds: Math.min(2 ** attempts, retrySecondsMax) });
      }
    }
  });
}
