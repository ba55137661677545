// Use case: decides whether the actor may download a file of an export, and returns where its pieces are. An export whose certificates have
// changed is not handed out: a revoked certificate would be among them.

import type { Principal } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type ExportFile, exportContentTypes, filesOfExport } from './export.ts';
import { listPieces, type Piece } from './export-store.ts';
import { authorizeExport } from './request-export.ts';

export interface ExportGrant extends ExportFile<Piece> {
  readonly contentType: string;
}

/** @throws DomainError not_found, forbidden, export_outdated, export_not_ready. */
export async function grantExport(
  ports: Ports,
  actor: Principal,
  id: Id<'export'>,
  number: number,
): Promise<ExportGrant> {
  const found = await authorizeExport(ports, actor, id);
  if (found.isOutdated) throw refuse('export_outdated', { tournamentId: found.tournamentId });
  if (found.finishedAt === null) throw refuse('export_not_ready');
  const file = filesOfExport(found, await listPieces(ports.db, id)).find((one) => one.number === number);
  if (file === undefined) throw refuse('not_found', { kind: 'file' });
  return { ...file, contentType: exportContentTypes[found.format] };
}
