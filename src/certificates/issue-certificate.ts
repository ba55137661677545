// Use case of the queue: draw the files of a few certificates, store them, then make the rows say so. Any step may be
// repeated: the same content gives the same bytes, the same bytes the same key, and only pending rows change.

import { sha256Hex } from '../core/hex.ts';
import type { Id } from '../core/id.ts';
import { toEvent } from '../db/append.ts';
import type { Ports } from '../db/ports.ts';
import { inTransaction } from '../db/transaction.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { announce } from '../tournaments/announce.ts';
import {
  type CertificateContent,
  type CertificateRenderer,
  contentTypes,
  type FileFormat,
  objectKey,
  verificationUrl,
} from './certificate.ts';
import { type CertificateRow, countProgress, findCertificate, type IssuedFiles, markIssued } from './store.ts';

export interface IssuePorts extends Ports {
  readonly objects: ObjectStore;
  readonly render: CertificateRenderer;
  readonly publicUrl: string;
}

/** All of one tournament; those that are no longer pending are left alone. */
export async function issueCertificate(ports: IssuePorts, ids: readonly Id<'certificate'>[]): Promise<void> {
  const issued: IssuedFiles[] = [];
  let tournamentId: Id<'tournament'> | null = null;
  for (const id of ids) {
    const row = await findCertificate(ports.db, id);
    if (row === null || row.state !== 'pending') continue;
    tournamentId = row.tournamentId;
    issued.push(await makeFiles(ports, row));
  }
  if (tournamentId !== null) await recordIssued(ports, tournamentId, issued);
}

async function makeFiles(ports: IssuePorts, row: CertificateRow): Promise<IssuedFiles> {
  const rendered = await ports.render(contentOf(row, ports.publicUrl));
  const put = async (format: FileFormat) => {
    const bytes = rendered[format];
    const sha256 = await sha256Hex(bytes as Uint8Array<ArrayBuffer>);
    const key = objectKey(format, row.createdAt, sha256);
    await ports.objects.put({ key, bytes, contentType: contentTypes[format], sha256 });
    return { sha256, sizeBytes: bytes.byteLength };
  };
  const [pdf, png] = await Promise.all([put('pdf'), put('png')]);
  return { id: row.id, pdf, png };
}

/** The tournament's row is locked first, so that the last one to finish counts nothing as pending. */
async function recordIssued(
  ports: Ports,
  tournamentId: Id<'tournament'>,
  issued: readonly IssuedFiles[],
): Promise<void> {
  const now = ports.clock();
  const event = await inTransaction(ports.db, async (sql) =>
    announce(sql, ports, tournamentId, 'certificates_issued', async () => {
      for (const files of issued) await markIssued(sql, files, now);
      return { ...(await countProgress(sql, tournamentId)) };
    }),
  );
  ports.publish([toEvent(event)]);
}

export function contentOf(row: CertificateRow, publicUrl: string): CertificateContent {
  const { type, language, displayName, tournamentTitle, place, entrantCount, endedOn, issuer, code } = row;
  const url = verificationUrl(publicUrl, code);
  return {
    type,
    language,
    displayName,
    tournamentTitle,
    place,
    entrantCount,
    endedOn,
    issuer,
    code,
    verificationUrl: url,
  };
}
