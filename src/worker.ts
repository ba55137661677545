// Entry on Cloudflare.

import { edge } from './app/edge.ts';
import { tick } from './platform/cloudflare/cron.ts';
import { consume } from './platform/cloudflare/queue.ts';
import type { JobMessage } from './platform/cloudflare/services.ts';

export { Backend } from './platform/cloudflare/backend.ts';
export { MetricsRoom } from './platform/cloudflare/metrics-room.ts';
export { TournamentRoom } from './platform/cloudflare/tournament-room.ts';

export default {
  fetch: edge.fetch,
  queue: consume,
  scheduled: (_controller, env) => tick(env),
} satisfies ExportedHandler<Env, JobMessage>;
