// Use case: the organizer corrects a name or changes the language. A new certificate with a code of its own takes the old
// one's place; the old link says so for ever.

import type { Actor } from '../core/actor.ts';
import { encodeCrockford } from '../core/crockford.ts';
import { readDisplayName } from '../core/display-name.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../db/ports.ts';
import { codeSizeBytes, formatCode, type Language } from './certificate.ts';
import { auditOf, conflict, findForAct } from './change-certificate.ts';
import { replaceCertificate as writeReplacement } from './life-store.ts';

export interface WantedReplacement {
  readonly displayName: string | undefined;
  readonly language: Language | undefined;
  readonly reason: string;
}

export interface Replaced {
  readonly id: Id<'certificate'>;
  readonly code: string;
}

/** @throws DomainError not_found, forbidden, invalid_request, state_conflict. */
export async function replaceCertificate(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  wanted: WantedReplacement,
): Promise<Replaced> {
  const row = await findForAct(ports, actor, id, 'replace');
  const displayName = wanted.displayName === undefined ? null : readDisplayName(wanted.displayName, 'displayName');
  const { language = null, reason } = wanted;
  const code = encodeCrockford(ports.randomBytes(codeSizeBytes));
  const newId = ports.newId('certificate');
  const audit = auditOf(ports, actor, row, 'replace', { reason, by: newId });
  if (!(await writeReplacement(ports.db, { id, newId, code, displayName, language, reason, audit }))) {
    throw await conflict(ports, id, row.state);
  }
  return { id: newId, code: formatCode(code) };
}
