// Entry point of the cron.

import { runCron } from '../../app/jobs/run-cron.ts';
import type { Id } from '../../core/id.ts';
import { withJobPorts } from './jobs.ts';
import { roomDelivery } from './ports.ts';
import { guardBindings } from './required-bindings.ts';
import { createJobs } from './send-jobs.ts';
import { closeRooms } from './watcher.ts';

export function tick(bindings: Env): Promise<void> {
  const env = guardBindings(bindings);
  const rooms = { deliver: roomDelivery(env), closeRooms: (id: Id<'tournament'>) => closeRooms(env, id) };
  return withJobPorts(env, (ports) => runCron({ ...ports, jobs: createJobs(env), ...rooms }));
}
