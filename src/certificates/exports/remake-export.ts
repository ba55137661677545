// Use case: a file of a finished export is in no store any more. The export is made again: the same certificates give the same bytes.

import type { Principal } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { restartExport } from './export-store.ts';
import { authorizeExport } from './request-export.ts';

/** @throws DomainError not_found, forbidden. */
export async function remakeExport(ports: Ports, actor: Principal, id: Id<'export'>): Promise<void> {
  await authorizeExport(ports, actor, id);
  await restartExport(ports.db, id, ports.clock());
}
