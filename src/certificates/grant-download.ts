// Use case: somebody asks for a file. Decides whether they may have it, counts it, and says which object it is; the bytes
// are streamed by the edge.

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

/** `isCounted` is false for a repeated question (304) and for later parts of the same download. */
export async function grantDownload(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  ask: { readonly format: FileFormat; readonly isCounted: (grant: DownloadGrant) => boolean },
): Promise<DownloadGrant> {
  const row = await findCertificate(ports.db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!mayDownload(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
  refuseWithdrawn(row);
  const file = filesOf(row, ask.format);
  if (file === null) throw refuse('certificate_not_ready');
  const grant = {
    ...file,
    key: objectKey(ask.format, row.createdAt, file.sha256),
    contentType: contentTypes[ask.format],
    fileName: `certificate-${formatCode(row.code)}.${ask.format}`,
  };
  if (ask.isCounted(grant)) await countDownload(ports.db, id, ports.clock());
  return grant;
}

/** Nobody is handed a document that its own page calls void. An expired one stays a keepsake. */
function refuseWithdrawn({ state, revokedReason, suspendedReason, replacedByCode }: WholeCertificate): void {
  if (state === 'revoked') throw refuse('certificate_revoked', { reason: revokedReason ?? '' });
  if (state === 'suspended') throw refuse('certificate_suspended', { reason: suspendedReason ?? '' });
  if (state === 'superseded') throw refuse('certificate_replaced', { replacedBy: formatCode(replacedByCode ?? '') });
}
