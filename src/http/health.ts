// /readyz: what the backend depends on answers, each within a second. (/healthz, this code runs, is the edge's own.)

import { Hono } from 'hono';
import type { ApiEnv } from './context.ts';

const probeTimeoutMs = 1000;

export const healthRoutes = new Hono<ApiEnv>().get('/readyz', async (c) => {
  const names = Object.entries(c.env.services.probes);
  const checks = await Promise.all(names.map(async ([name, probe]) => [name, await answers(probe)] as const));
  // A store that is down is survived (the other serves); the database is not.
  const isReady = checks.every(([name, ok]) => ok || name !== 'database');
  const body = {
    status: isReady ? 'ready' : 'not_ready',
    checks: Object.fromEntries(checks.map(([n, ok]) => [n, ok ? 'ok' : 'down'])),
  };
  return c.json(body, isReady ? 200 : 503);
});

async function answers(probe: () => Promise<void>): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), probeTimeoutMs));
  return Promise.race([
    probe().then(
      () => true,
      () => false,
    ),
    timeout,
  ]);
}
