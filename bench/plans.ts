// The hot queries (per request, live frame or minute), each with the buffers that one execution may use at full volume.
// A test requires every function of a store to be here or in rare-queries.ts.

import { certificateQueries } from './plans/certificate-queries.ts';
import { economyQueries } from './plans/economy-queries.ts';
import type { HotQuery } from './plans/hot-query.ts';
import { platformQueries } from './plans/platform-queries.ts';
import { tournamentQueries } from './plans/tournament-queries.ts';

export const hotQueries: readonly HotQuery[] = [
  ...economyQueries,
  ...tournamentQueries,
  ...certificateQueries,
  ...platformQueries,
];
