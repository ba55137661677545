// Use case: the holder or the organizer sets the printed name of a certificate that needs one.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { needsSpelling, needsTeamSpelling } from '../issuing/printed-text.ts';
import { maySpellName } from '../permission.ts';
import { findCertificate, type WholeCertificate } from '../store.ts';
import { conflict } from './change-certificate.ts';
import { type Spelling, writePrintedName } from './life-store.ts';
import { refuseWithoutTeam } from './replace-certificate.ts';

/** @throws DomainError not_found, forbidden. */
export async function findForSpelling(ports: Ports, actor: Actor, id: Id<'certificate'>): Promise<WholeCertificate> {
  const row = await findCertificate(ports.db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!maySpellName(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
  return row;
}

export interface WantedSpelling {
  readonly printedName?: string | undefined;
  readonly printedTeamName?: string | undefined;
}

/**
 * The audit trail does not contain the names. All names that cannot be drawn are spelled at once.
 * @returns the certificate after the act.
 * @throws DomainError not_found, forbidden, invalid_request, state_conflict.
 */
export async function setPrintedName(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  wanted: WantedSpelling,
): Promise<WholeCertificate> {
  const row = await findForSpelling(ports, actor, id);
  const spelling = { printedName: wanted.printedName ?? null, teamName: wanted.printedTeamName ?? null };
  refuseIncomplete(row, spelling);
  const audit: AuditRow = {
    id: ports.newId('audit'),
    event: 'certificate.printed_name_set',
    actorId: actor.playerId,
    subjectId: row.registrationId,
    refId: id,
    createdAt: ports.clock(),
  };
  const isDone = await writePrintedName(ports.db, { id, ...spelling, audit });
  const changed = await findCertificate(ports.db, id);
  invariant(changed !== null, 'certificates are never deleted');
  if (!isDone) throw conflict(changed);
  return changed;
}

/** @throws DomainError invalid_request, with the name that is still to be spelled. */
function refuseIncomplete(row: WholeCertificate, spelling: Spelling): void {
  if (spelling.teamName !== null) refuseWithoutTeam(row, 'printedTeamName');
  if (row.failure !== 'needs_printed_name') return;
  const names = {
    ...row,
    printedName: spelling.printedName ?? row.printedName,
    teamName: spelling.teamName ?? row.teamName,
  };
  if (needsSpelling(names))
    throw refuse('invalid_request', { field: 'printedName', reason: 'cannot be drawn as it is' });
  if (needsTeamSpelling(names))
    throw refuse('invalid_request', { field: 'printedTeamName', reason: 'cannot be drawn as it is' });
}
