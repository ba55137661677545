// Does what we depend on answer? /healthz (this code runs) and /readyz are put together at the edge; the backend is asked
// about the database only.

import { Hono } from 'hono';
import type { ApiEnv } from '../http/context.ts';
import type { ApiServices } from './services.ts';

/** More than the read budget of a store: its breaker has to hear of the silence before the request ends. */
const probeTimeoutMs = 2_000;

export const healthRoutes = new Hono<ApiEnv<ApiServices>>().get('/readyz', async (c) => {
  const { sql } = c.env.services.ports.db;
  const isUp = await answers(() => sql`SELECT 1`);
  const hasCache = isUp && (await c.env.services.hasQueryCache().catch(() => false));
  return c.json({ database: isUp ? 'ok' : 'down', hasQueryCache: hasCache }, isUp ? 200 : 503);
});

/** Within two seconds. */
export function answers(probe: () => PromiseLike<unknown>): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), probeTimeoutMs));
  const answer = Promise.resolve(probe()).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
