// HTTP routes of object storage, for operators. A backfill is started here; the queue continues it.

import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { routesFor } from '../http/route.ts';
import type { Ports } from '../outbox/ports.ts';
import { backfillCreate, runJson, runShape } from './contract.ts';
import { objectPermissions as permissions, refuseUnlessMayMoveObjects } from './permission.ts';
import { findRun } from './runs/run-store.ts';
import { startBackfill } from './runs/start-backfill.ts';
import type { MigrationFlags } from './stores/phase.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { queueRuns(runs: readonly Id<'run'>[]): Promise<void> };
  readonly flags: MigrationFlags;
  readonly keysOfTournament: (id: string) => Promise<readonly string[] | null>;
}

const route = routesFor<Services>();

export const objectRoutes = [
  route({
    method: 'POST',
    path: '/v1/objects/backfills',
    name: 'startBackfill',
    summary: 'Start a backfill, or continue the unfinished one of the same scope',
    description:
      'Copies what one store lacks from the other, in the background. A repeated request continues where the last one ended.',
    permission: permissions.move,
    body: backfillCreate,
    answers: { 202: runShape },
    problems: ['backfill_disabled', 'not_found'],
  }).runs({
    requires: refuseUnlessMayMoveObjects,
    async handle({ services: { ports, jobs, flags, keysOfTournament }, actor, body }) {
      const run = await startBackfill({ ...ports, keysOfTournament }, { actor, flags, options: body });
      // Also on a repetition: the first request may have ended between its commit and the queue. Two messages of one run share its steps,
      // and a finished run ignores both.
      await jobs.queueRuns([run.id]);
      return { status: 202, body: runJson(run), headers: { location: `/v1/objects/runs/${run.id}` } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/objects/runs/:id',
    name: 'readRun',
    summary: 'Read the progress and the report of a backfill or a check',
    description:
      'Answers how many objects were processed, copied and failed so far. The report is complete when the state says so.',
    permission: permissions.move,
    params: { id: 'run' },
    answers: { 200: runShape },
  }).runs({
    requires: refuseUnlessMayMoveObjects,
    async handle({ services: { ports }, params: { id } }) {
      const run = await findRun(ports.db, id);
      if (run === null) throw refuse('not_found', { kind: 'run' });
      return { status: 200, body: runJson(run) };
    },
  }),
];
