// Entry point on Cloudflare.

import type { JobMessage } from './app/jobs/job-message.ts';
import { tick } from './platform/cloudflare/cron.ts';
import { handleFetch } from './platform/cloudflare/fetch.ts';
import { consume } from './platform/cloudflare/queue.ts';

export { Backend } from './platform/cloudflare/backend.ts';
export { MetricsRoom } from './platform/cloudflare/metrics-room.ts';
export { PlayerRoom } from './platform/cloudflare/player-room.ts';
export { TournamentRoom } from './platform/cloudflare/tournament-room.ts';

export default {
  fetch: handleFetch,
  queue: consume,
  scheduled: (_controller, env) => tick(env),
} satisfies ExportedHandler<Env, JobMessage>;
