// Use case: the organizer corrects a name or changes the language. A new certificate with a new code replaces the old one. The old link
// leads to the new certificate. The organizer chooses whether the old name stays visible there.

import type { Actor } from '../../core/actor.ts';
import { encodeCrockford } from '../../core/crockford.ts';
import { readDisplayName } from '../../core/display-name.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { codeSizeBytes, formatCode, type Language } from '../certificate.ts';
import { type Names, needsPrintedName } from '../issuing/printed-text.ts';
import { type Reason, reasonFacts } from '../reason.ts';
import type { WholeCertificate } from '../store.ts';
import { auditOf, conflict, findForAct, reread } from './change-certificate.ts';
import { hideOtherNames, lockChain, replaceCertificate as writeReplacement } from './life-store.ts';

export interface WantedReplacement {
  readonly displayName: string | undefined;
  /** Default: the present one, unless the display name changes. */
  readonly printedName?: string | undefined;
  /** Of a member's certificate. */
  readonly teamName?: string | undefined;
  readonly language: Language | undefined;
  readonly reason: Reason;
  /** Hides the names of certificates in the chain that have another name. */
  readonly hidesOldName: boolean;
}

/** The new certificate. */
export interface Replaced {
  readonly id: Id<'certificate'>;
  readonly code: string;
}

/** @throws DomainError not_found, forbidden, invalid_request, replacement_identical, state_conflict. */
export function replaceCertificate(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  wanted: WantedReplacement,
): Promise<Replaced> {
  const displayName = wanted.displayName === undefined ? null : readDisplayName(wanted.displayName, 'displayName');
  const { language = null, reason, hidesOldName } = wanted;
  return runAct(ports, async (sql) => {
    const row = await findForAct(sql, actor, id, 'replace');
    const printedName = displayName === null ? row.printedName : null;
    const { memberId } = row;
    if (wanted.teamName !== undefined) refuseWithoutTeam(row, 'teamName');
    const names = {
      ...{ memberId, displayName: displayName ?? row.displayName, printedName: wanted.printedName ?? printedName },
      teamName: wanted.teamName ?? row.teamName,
    };
    if (isIdentical(row, names, language)) throw refuse('replacement_identical');
    const failure = needsPrintedName(names) ? 'needs_printed_name' : null;
    const code = encodeCrockford(ports.randomBytes(codeSizeBytes));
    const newId = ports.newId('certificate');
    const audit = auditOf(ports, actor, row, 'replace', { ...reasonFacts(reason), by: newId });
    await lockChain(sql, id);
    if (!(await writeReplacement(sql, { id, newId, code, ...names, failure, language, reason, audit })))
      throw conflict(await reread(sql, id));
    if (hidesOldName) await hideOtherNames(sql, newId);
    return { outcome: { id: newId, code: formatCode(code) } };
  });
}

/** The content of a certificate is immutable, so this check needs no lock. */
function isIdentical(row: WholeCertificate, names: Names, language: Language | null): boolean {
  const { displayName, printedName, teamName } = names;
  const isSameName = displayName === row.displayName && printedName === row.printedName && teamName === row.teamName;
  return isSameName && (language ?? row.language) === row.language;
}

/** @throws DomainError invalid_request: only a member's certificate says a team. */
export function refuseWithoutTeam({ memberId }: Pick<WholeCertificate, 'memberId'>, field: string): void {
  if (memberId === null) throw refuse('invalid_request', { field, reason: 'is for the certificate of a member' });
}
