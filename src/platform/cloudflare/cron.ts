// Entry point of the cron.

import { runCron } from '../../app/jobs/run-cron.ts';
import { withJobPorts } from './jobs.ts';
import { roomDelivery } from './ports.ts';
import { guardBindings } from './required-bindings.ts';
import { createJobs } from './send-jobs.ts';

export function tick(bindings: Env): Promise<void> {
  const env = guardBindings(bindings);
  return withJobPorts(env, (ports) => runCron({ ...ports, jobs: createJobs(env), deliver: roomDelivery(env) }));
}
