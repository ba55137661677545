// HTTP routes of object storage, for operators: long runs are started here and carried on by the queue.

import { Hono } from 'hono';
import type { ApiEnv } from '../app/services.ts';
import { refuse } from '../core/errors.ts';
import { actorOf } from '../http/authenticate.ts';
import { readId, readJson } from '../http/validate.ts';
import { backfillCreate, runJson } from './contract.ts';
import { mayMoveObjects } from './permission.ts';
import { findRun } from './runs/run-store.ts';
import { startBackfill } from './runs/start-backfill.ts';

export const objectRoutes = new Hono<ApiEnv>()
  .post('/backfills', async (c) => {
    const actor = actorOf(c);
    if (!mayMoveObjects(actor)) throw refuse('forbidden', { needs: 'admin' });
    const options = await readJson(c, backfillCreate);
    const { ports, jobs, flags, keysOfTournament } = c.env.services;
    const run = await startBackfill({ ...ports, keysOfTournament }, { actor, flags, options });
    await jobs.carryOn([run.id]);
    return c.json(runJson(run), 202);
  })
  .get('/runs/:id', async (c) => {
    if (!mayMoveObjects(actorOf(c))) throw refuse('forbidden', { needs: 'admin' });
    const run = await findRun(c.env.services.ports.db, readId(c, 'run'));
    if (run === null) throw refuse('not_found', { kind: 'run' });
    return c.json(runJson(run));
  });
