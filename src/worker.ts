// Entry on Cloudflare.

import { tick } from './cron.ts';
import { edge } from './edge.ts';
import { consume } from './queue.ts';
import type { JobMessage } from './services.ts';

export { Backend } from './backend.ts';
export { MetricsRoom } from './metrics/metrics-room.ts';
export { TournamentRoom } from './realtime/tournament-room.ts';

export default {
  fetch: edge.fetch,
  queue: consume,
  scheduled: (_controller, env) => tick(env),
} satisfies ExportedHandler<Env, JobMessage>;
