// Use case of the queue: draws the files of a few certificates, stores them, then updates the rows. Every step may be repeated: the
// same content gives the same bytes, the same bytes have the same key, and only pending rows change.

import { refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Id } from '../../core/id.ts';
import { printable } from '../../core/printable.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { MirroredStore } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { announce } from '../../tournaments/announce.ts';
import {
  type CertificateContent,
  type CertificateRenderer,
  contentTypes,
  type FileFormat,
  type IssueFailure,
  type Logo,
  objectKey,
  type RenderedCertificate,
  verificationUrl,
} from '../certificate.ts';
import { logoFileOf, logoSizeBytesMax, shownSite } from '../issuers/issuer.ts';
import { type CertificateRow, countProgress, type DrawnCertificate, findPending } from '../store.ts';
import { type IssuedFiles, markFailed, markIssued } from './issue-store.ts';
import { nameInPrint, needsPrintedName } from './printed-text.ts';

export interface IssuePorts extends Ports {
  readonly objects: ObjectStore;
  readonly mirrored: Pick<MirroredStore, 'getVerified'>;
  readonly render: CertificateRenderer;
  readonly publicUrl: string;
  readonly issuingFault: ConfigurationFault | null;
}

/**
 * Certificates that are not pending are skipped. A failure does not delay the others.
 * @throws the first failure, after all others are made, so that the message is retried.
 */
export async function issueCertificate(ports: IssuePorts, ids: readonly Id<'certificate'>[]): Promise<void> {
  refuseUnprintable(ports.issuingFault);
  const issued: (IssuedFiles & Pick<CertificateRow, 'tournamentId'>)[] = [];
  const failures: unknown[] = [];
  // Sequentially: the files of several certificates and the fonts would exceed a Worker's memory.
  for (const row of await findPending(ports.db, ids)) {
    try {
      issued.push({ ...(await makeFiles(ports, row)), tournamentId: row.tournamentId });
    } catch (error) {
      const { kind, cause } = error as StepFailure;
      // A retry of the message would not help.
      if (kind !== 'needs_printed_name') failures.push(cause);
      await markFailed(ports.db, row.id, kind, ports.clock());
    }
  }
  for (const [tournamentId, files] of Map.groupBy(issued, (one) => one.tournamentId)) {
    await recordIssued(ports, tournamentId, files);
  }
  if (failures.length > 0) throw failures[0];
}

/** A printed address cannot be changed later. @throws DomainError misconfigured, with the variable. */
export function refuseUnprintable(fault: ConfigurationFault | null): void {
  if (fault !== null) throw refuse('misconfigured', { variable: fault.variable, reason: fault.reason });
}

class StepFailure extends Error {
  readonly kind: IssueFailure;
  constructor(kind: IssueFailure, cause: unknown) {
    super(kind, { cause });
    this.kind = kind;
  }
}

async function step<T>(kind: IssueFailure, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new StepFailure(kind, cause);
  }
}

async function makeFiles(ports: IssuePorts, row: DrawnCertificate): Promise<IssuedFiles> {
  // For rows from before printable names were checked at issuing.
  if (needsPrintedName(row)) throw new StepFailure('needs_printed_name', null);
  const logo = await step('storage', () => readLogo(ports, row));
  const rendered = await step('drawing', () => ports.render({ ...contentOf(row, ports.publicUrl), logo }));
  const [pdf, png] = await step('storage', () =>
    Promise.all([putFile(ports, row, rendered, 'pdf'), putFile(ports, row, rendered, 'png')]),
  );
  return { id: row.id, pdf, png };
}

export type LogoPorts = Pick<IssuePorts, 'mirrored'>;

export async function readLogo(
  { mirrored }: LogoPorts,
  { logoKey }: Pick<CertificateRow, 'logoKey'>,
): Promise<Logo | null> {
  if (logoKey === null) return null;
  const { sha256, contentType } = logoFileOf(logoKey);
  return { contentType, bytes: (await mirrored.getVerified(logoKey, sha256, logoSizeBytesMax)).bytes };
}

async function putFile(ports: IssuePorts, row: CertificateRow, rendered: RenderedCertificate, format: FileFormat) {
  const bytes = rendered[format];
  const sha256 = await sha256Hex(bytes as Uint8Array<ArrayBuffer>);
  const key = objectKey(format, row.createdAt, sha256);
  await ports.objects.put({ key, bytes, contentType: contentTypes[format], sha256 });
  return { sha256, sizeBytes: bytes.byteLength };
}

/** Locks the tournament's row first, so that the last transaction counts no pending certificate. */
async function recordIssued(ports: Ports, tournamentId: Id<'tournament'>, issued: readonly IssuedFiles[]) {
  const now = ports.clock();
  const event = await inTransaction(ports.db, async (sql) =>
    announce(sql, ports, tournamentId, 'certificates_issued', async () => {
      await markIssued(sql, issued, now);
      const { total, issued: done, pending } = await countProgress(sql, tournamentId);
      return { total, issued: done, pending };
    }),
  );
  ports.publish([toEvent(event)]);
}

/** Without the bytes of the logo, which only drawing needs. */
export function contentOf(row: DrawnCertificate, publicUrl: string): CertificateContent {
  const { type, language, isTeam, tournamentTitle, place, isPlaceShared, entrantCount } = row;
  const { endedOn, issuer, issuerSite, signatoryName, signatoryOffice, accentColor, code } = row;
  const printedName = nameInPrint(row);
  const teamName = row.teamName === null ? null : printable(row.teamName);
  const signatory = signatoryName === null ? null : { name: signatoryName, office: signatoryOffice };
  return {
    ...{ type, language, printedName, isTeam, teamName, tournamentTitle, place, isPlaceShared, entrantCount, endedOn },
    ...{ issuer, issuerSite: issuerSite === null ? null : shownSite(issuerSite), logo: null, signatory, accentColor },
    ...{ code, verificationUrl: verificationUrl(publicUrl, code) },
  };
}
