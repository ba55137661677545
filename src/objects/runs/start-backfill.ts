// Use case: an operator starts a backfill, or continues the unfinished one of the same scope, even if it is paused.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseUnlessMayMoveObjects } from '../permission.ts';
import type { MigrationFlags } from '../stores/phase.ts';
import { type BackfillOptions, directionOf, scopeOf } from './backfill.ts';
import type { BackfillPorts } from './backfill-objects.ts';
import type { Run } from './run.ts';
import { openRun, resumeRuns } from './run-store.ts';

export type StartPorts = Pick<Ports, 'db' | 'clock' | 'newId' | 'claim' | 'publish'> &
  Pick<BackfillPorts, 'keysOfTournament'>;

/** @throws DomainError backfill_disabled unless its flag is on, not_found for a tournament that does not exist. */
export async function startBackfill(
  ports: StartPorts,
  ask: { readonly actor: Actor | null; readonly flags: MigrationFlags; readonly options: BackfillOptions },
): Promise<Run> {
  const { actor, flags, options } = ask;
  if (actor !== null) refuseUnlessMayMoveObjects(actor);
  await refuseUnknownTournament(ports, options);
  const [id, now] = [ports.newId('run'), ports.clock()];
  const audit: AuditRow | null =
    actor === null
      ? null
      : {
          id: ports.newId('audit'),
          event: 'object.backfill_started',
          actorId: actor.playerId,
          refId: id,
          meta: { direction: directionOf(options) },
          createdAt: now,
        };
  const run = {
    id,
    kind: 'backfill',
    scope: scopeOf(options),
    options: { ...options },
    cursor: options.startAfter,
  } as const;
  return runAct(ports, async (sql) => {
    if (!flags.backfill) throw refuse('backfill_disabled', { flag: 'CERT_S3_BACKFILL_ENABLED' });
    const opened = await openRun(sql, { ...run, now, audit });
    const [resumed] = opened.pausedAt === null ? [] : await resumeRuns(sql, opened.id);
    return { outcome: resumed ?? opened };
  });
}

/** Without this check, a backfill of an unknown tournament would copy nothing and succeed. */
export async function refuseUnknownTournament(
  { keysOfTournament }: Pick<BackfillPorts, 'keysOfTournament'>,
  { tournamentId }: BackfillOptions,
): Promise<void> {
  if (tournamentId !== null && (await keysOfTournament(tournamentId)) === null)
    throw refuse('not_found', { kind: 'tournament' });
}
