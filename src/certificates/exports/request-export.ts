// Use cases: the organizer asks for all certificates of a tournament in files, and follows the progress. The queue makes the files. While
// no certificate changes, the same request gets the same export.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor, Principal } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../../tournaments/authorize-run.ts';
import { lockTournament } from '../../tournaments/lock-tournament.ts';
import { type ExportFile, type ExportFormat, filesOfExport } from './export.ts';
import {
  type Export,
  findExport,
  type LeftOut,
  listLeftOut,
  listPieces,
  openExport,
  type Piece,
} from './export-store.ts';

export interface ShownExport extends Export {
  readonly doneCount: number;
  /** Only of a finished export. */
  readonly files: readonly ExportFile<Piece>[];
  readonly leftOutCount: number;
  /** The first of them. */
  readonly leftOut: readonly LeftOut[];
}

/** @throws DomainError not_found, forbidden, nothing_to_export. */
export function requestExport(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  format: ExportFormat,
): Promise<Id<'export'>> {
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, tournamentId, { act: 'own' });
    const [id, now] = [ports.newId('export'), ports.clock()];
    const audit: AuditRow = {
      id: ports.newId('audit'),
      event: 'certificates.exported',
      actorId: actor.playerId,
      refId: tournamentId,
      meta: { format },
      createdAt: now,
    };
    const found = await openExport(sql, { id, tournamentId, format, now, audit });
    if (found === null) throw refuse('nothing_to_export');
    return { outcome: found.id };
  });
}

const leftOutMax = 500;

/** @throws DomainError not_found, forbidden. */
export async function showExport(ports: Ports, actor: Principal, id: Id<'export'>): Promise<ShownExport> {
  const found = await authorizeExport(ports, actor, id);
  const pieces = await listPieces(ports.db, id);
  const { count: leftOutCount, items: leftOut } = await listLeftOut(ports.db, found, leftOutMax);
  return {
    ...found,
    doneCount: pieces.reduce((sum, piece) => sum + piece.certificateCount, 0),
    files: found.finishedAt === null ? [] : filesOfExport(found, pieces),
    ...{ leftOutCount, leftOut },
  };
}

/** @throws DomainError not_found, forbidden. */
export async function authorizeExport({ db }: Ports, actor: Principal, id: Id<'export'>): Promise<Export> {
  const found = await findExport(db, id);
  if (found === null) throw refuse('not_found', { kind: 'export' });
  await authorizeRun(db, actor, found.tournamentId, 'own');
  return found;
}
