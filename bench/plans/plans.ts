// The hot queries (per request, live frame or minute), each with the buffers that one execution may use at full volume.
// A test requires every function of a store to be here or in rare-queries.ts.

import { certificateQueries } from './certificate-queries.ts';
import { economyQueries } from './economy-queries.ts';
import type { HotQuery } from './hot-query.ts';
import { platformQueries } from './platform-queries.ts';
import { tournamentQueries } from './tournament-queries.ts';

export const hotQueries: readonly HotQuery[] = [
  ...economyQueries,
  ...tournamentQueries,
  ...certificateQueries,
  ...platformQueries,
];
