// Draws the PDF of an issued certificate again when its file is lost: the same content gives the same bytes. What another version of the
// drawing code has drawn, or was drawn for another public address, cannot be drawn again.

import { sha256Hex } from '../../core/hex.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { failureOf } from '../../objects/stores/observed.ts';
import type { CertificateRenderer } from '../certificate.ts';
import { findCertificate } from '../store.ts';
import { contentOf, type LogoPorts, readLogo } from './issue-certificate.ts';

export interface RedrawPorts extends LogoPorts {
  readonly db: Database;
  readonly render: CertificateRenderer;
  readonly publicUrl: string;
}

/** @returns null if the file with this hash cannot be drawn. @throws ObjectStoreError if a store may have the logo and does not answer. */
export async function redrawPdf(
  ports: RedrawPorts,
  id: Id<'certificate'>,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await findCertificate(ports.db, id);
  if (row === null) return null;
  const logo = await readLogo(ports, row).catch((error: unknown) => {
    if (['not_found', 'corrupt'].includes(failureOf(error))) return undefined;
    throw error;
  });
  if (logo === undefined) return null;
  const { pdf } = await ports.render({ ...contentOf(row, ports.publicUrl), logo });
  const bytes = pdf as Uint8Array<ArrayBuffer>;
  return (await sha256Hex(bytes)) === sha256 ? bytes : null;
}
