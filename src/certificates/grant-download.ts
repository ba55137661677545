// Use case: somebody asks for a file. Decides whether they may have it and says which object it is; the bytes are streamed by
// the edge, which says afterwards that it did.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../db/ports.ts';
import { contentTypes, type FileFormat, formatCode, objectKey } from './certificate.ts';
import { countDownload } from './life-store.ts';
import { mayDownload } from './permission.ts';
import { filesOf, findCertificate, type WholeCertificate } from './store.ts';

export interface DownloadGrant {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly fileName: string;
}

export async function grantDownload(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  format: FileFormat,
): Promise<DownloadGrant> {
  const row = await findForHolder(ports, actor, id);
  refuseWithdrawn(row);
  const file = filesOf(row, format);
  if (file === null) throw refuse('certificate_not_ready');
  return {
    ...file,
    key: objectKey(format, row.createdAt, file.sha256),
    contentType: contentTypes[format],
    fileName: `certificate-${formatCode(row.code)}.${format}`,
  };
}

/**
 * A store has opened the file and its first bytes are on their way. Counted at most once each, in one statement. Uncertain
 * remains: a reader who goes away in the middle is counted, and an edge or a database that fails just then leaves one out.
 * Not asked again is whether the certificate still stands: it was handed out.
 */
export async function acknowledgeDownload(ports: Ports, actor: Actor, id: Id<'certificate'>): Promise<void> {
  await findForHolder(ports, actor, id);
  await countDownload(ports.db, id, ports.clock());
}

async function findForHolder({ db }: Ports, actor: Actor, id: Id<'certificate'>): Promise<WholeCertificate> {
  const row = await findCertificate(db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!mayDownload(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
  return row;
}

/** Nobody is handed a document that its own page calls void. An expired one stays a keepsake. */
function refuseWithdrawn({ state, revokedReason, suspendedReason, replacedByCode }: WholeCertificate): void {
  if (state === 'revoked') throw refuse('certificate_revoked', { reason: revokedReason ?? '' });
  if (state === 'suspended') throw refuse('certificate_suspended', { reason: suspendedReason ?? '' });
  if (state === 'superseded') throw refuse('certificate_replaced', { replacedBy: formatCode(replacedByCode ?? '') });
}
