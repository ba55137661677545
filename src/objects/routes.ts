// HTTP routes of object storage, for operators. A backfill is started here; the queue continues it.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiEnv } from '../http/context.ts';
import { readId, readJson } from '../http/validate.ts';
import type { Ports } from '../outbox/ports.ts';
import { backfillCreate, runJson } from './contract.ts';
import { mayMoveObjects } from './permission.ts';
import { findRun } from './runs/run-store.ts';
import { startBackfill } from './runs/start-backfill.ts';
import type { MigrationFlags } from './stores/phase.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { queueRuns(runs: readonly Id<'run'>[]): Promise<void> };
  readonly flags: MigrationFlags;
  readonly keysOfTournament: (id: string) => Promise<readonly string[] | null>;
}

export const objectRoutes = new Hono<ApiEnv<Services>>()
  .post('/backfills', async (c) => {
    const actor = actorOf(c);
    if (!mayMoveObjects(actor)) throw refuse('forbidden', { needs: 'admin' });
    const options = await readJson(c, backfillCreate);
    const { ports, jobs, flags, keysOfTournament } = c.env.services;
    const run = await startBackfill({ ...ports, keysOfTournament }, { actor, flags, options });
    await jobs.queueRuns([run.id]);
    return c.json(runJson(run), 202);
  })
  .get('/runs/:id', async (c) => {
    if (!mayMoveObjects(actorOf(c))) throw refuse('forbidden', { needs: 'admin' });
    const run = await findRun(c.env.services.ports.db, readId(c, 'run'));
    if (run === null) throw refuse('not_found', { kind: 'run' });
    return c.json(runJson(run));
  });
