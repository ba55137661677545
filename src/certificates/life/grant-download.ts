// Use case: decides whether the actor may download a file, and returns its key and hash. The edge reads, verifies and sends the bytes,
// and acknowledges the download afterwards.

import type { Principal } from '../../core/actor.ts';
import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { contentTypes, type FileFormat, formatCode, objectKey } from '../certificate.ts';
import { isParty, mayDownload } from '../permission.ts';
import type { ReasonCode } from '../reason.ts';
import { filesOf, findCertificate, type WholeCertificate } from '../store.ts';
import type { IssuedFile } from '../verification/read-issued-file.ts';
import { countDownload } from './life-store.ts';

export interface DownloadGrant extends IssuedFile {
  readonly contentType: string;
  readonly fileName: string;
  /** The actor may download only by a role. */
  readonly needsRole: boolean;
}

export async function grantDownload(
  ports: Ports,
  actor: Principal,
  id: Id<'certificate'>,
  format: FileFormat,
): Promise<DownloadGrant> {
  const row = await findForDownload(ports, actor, id);
  refuseVoid(row);
  const file = filesOf(row, format);
  if (file === null) throw missingFile(row);
  return {
    ...file,
    key: objectKey(format, row.createdAt, file.sha256),
    contentType: contentTypes[format],
    fileName: `certificate-${formatCode(row.code)}.${format}`,
    needsRole: !isParty(actor, row),
  };
}

/** Waiting helps only where the files are being made. */
function missingFile({ id, failure }: WholeCertificate): DomainError {
  if (failure !== 'needs_printed_name') return refuse('certificate_not_ready');
  return refuse('needs_printed_name', { needs: `PUT /v1/certificates/${id}/printed-name` });
}

/**
 * Called when the first bytes are sent. Counts each download at most once, in one statement. A download that the reader aborts is
 * counted; a download during a failure of the edge or the database may be missing. The state of the certificate is not checked again.
 */
export async function acknowledgeDownload(ports: Ports, actor: Principal, id: Id<'certificate'>): Promise<void> {
  await findForDownload(ports, actor, id);
  await countDownload(ports.db, id, ports.clock());
}

/** @throws DomainError not_found, forbidden. */
export async function findForDownload(
  { db }: Ports,
  actor: Principal,
  id: Id<'certificate'>,
): Promise<WholeCertificate> {
  const row = await findCertificate(db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!mayDownload(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
  return row;
}

/** Void certificates cannot be downloaded. Expired ones can. */
function refuseVoid(row: WholeCertificate): void {
  const { state, revokedReason, suspendedReason, replacedByCode } = row;
  const why = (code: ReasonCode | null, text: string | null) => ({
    reason: text ?? code ?? 'other',
    reasonCode: code ?? 'other',
  });
  if (state === 'revoked') throw refuse('certificate_revoked', why(row.revokedReasonCode, revokedReason));
  if (state === 'suspended') throw refuse('certificate_suspended', why(row.suspendedReasonCode, suspendedReason));
  if (state === 'superseded') throw refuse('certificate_replaced', { replacedBy: formatCode(replacedByCode ?? '') });
}
