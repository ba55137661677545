// Use case of the queue: makes the next piece of an export, from files in the object store. Every step may be repeated: the same
// certificates give the same bytes, the same bytes have the same key, and a piece is recorded once.

import { invariant } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Id } from '../../core/id.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import type { MirroredStore } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import { failureOf } from '../../objects/stores/observed.ts';
import { storedChecksum } from '../../objects/stores/s3-multipart.ts';
import type { Ports } from '../../outbox/ports.ts';
import { contentTypes, objectKey } from '../certificate.ts';
import { type RedrawPorts, redrawPdf } from '../issuing/redraw-pdf.ts';
import { entryName, exportContentTypes, exportKey, type PieceLimits, planPieces } from './export.ts';
import {
  addPiece,
  type Export,
  type Exported,
  findExport,
  finishExport,
  listExported,
  listPieces,
  markExportFailed,
  noteLost,
  type Piece,
  restExport,
} from './export-store.ts';
import { concatenate, crcOf, entrySizeBytes, writeDirectory, writeEntries, type ZipEntry } from './files/zip.ts';

export interface ExportPorts extends Pick<Ports, 'db' | 'clock'>, RedrawPorts {
  readonly objects: Pick<ObjectStore, 'put'>;
  readonly mirrored: Pick<MirroredStore, 'getVerified'>;
  /** One document with the pages of all, in their order. */
  readonly mergePdfs: (documents: readonly Uint8Array[]) => Promise<Uint8Array<ArrayBuffer>>;
  readonly pieceLimits?: PieceLimits;
}

/** Leaves connections for the database. */
const readsAtOnce = 4;

/** So often a step waits for PDFs that no store has and that cannot be drawn again; then the export leaves them out. */
export const lostAttemptsMax = 5;

/**
 * @returns whether there is more to do.
 * @throws the failure of a store, so that the message is retried.
 */
export async function makeExport(ports: ExportPorts, id: Id<'export'>): Promise<boolean> {
  const found = await findExport(ports.db, id);
  if (found === null || found.finishedAt !== null) return false;
  try {
    return await makeNextPiece(ports, found);
  } catch (error) {
    await markExportFailed(ports.db, id);
    throw error;
  }
}

async function makeNextPiece(ports: ExportPorts, found: Export): Promise<boolean> {
  const { db, clock } = ports;
  const listed = await listExported(db, found);
  if (listed === null) {
    await restExport(db, found.id);
    return false;
  }
  const certificates = listed.filter(({ id }) => !found.lostIds.includes(id));
  const made = await listPieces(db, found.id);
  // Not by the number of pieces: another version of Laurel may have made larger ones.
  const rest = certificates.slice(made.reduce((sum, piece) => sum + piece.certificateCount, 0));
  const [wanted, ...later] = planPieces(rest, ports.pieceLimits);
  if (wanted !== undefined || lacksDirectory(found, certificates, made)) {
    const isLast = later.length === 0;
    const documents = await readDocuments(ports, wanted ?? []);
    const lost = (wanted ?? []).filter((_, index) => documents[index] === null).map(({ id }) => id);
    if (lost.length > 0) {
      if (found.attemptCount + 1 < lostAttemptsMax) throw new LostFiles(lost);
      await noteLost(db, found.id, lost);
      return true;
    }
    const before = isLast ? { certificates, made } : null;
    const written = await writePiece(ports, found, {
      wanted: wanted ?? [],
      documents: documents as Document[],
      before,
    });
    const piece = await store(ports, found, { number: made.length, count: wanted?.length ?? 0, ...written });
    await addPiece(db, found.id, piece, clock());
    if (!isLast) return true;
  }
  await finishExport(db, found.id, clock());
  return false;
}

class LostFiles extends Error {
  constructor(lost: readonly string[]) {
    super(`no store has the PDF of ${lost.join(', ')}, and it cannot be drawn again`);
    this.name = 'LostFiles';
  }
}

/** The directory is in the last piece. Where all certificates of that piece are lost it is a piece of its own. */
function lacksDirectory({ format }: Export, certificates: readonly Exported[], made: readonly Piece[]): boolean {
  const sizeBytes = certificates.reduce((sum, one) => sum + entrySizeBytes(entryOf(one)), 0);
  return format === 'zip' && made.reduce((sum, piece) => sum + piece.sizeBytes, 0) === sizeBytes;
}

type Document = Uint8Array<ArrayBuffer>;

/** In their order; null: no store has it, and it cannot be drawn again. What was drawn again is stored again. */
async function readDocuments(ports: ExportPorts, wanted: readonly Exported[]): Promise<(Document | null)[]> {
  const found = await mapConcurrently(wanted, readsAtOnce, async ({ createdAt, pdfSha256, pdfSizeBytes }) => {
    const key = objectKey('pdf', createdAt, pdfSha256);
    try {
      return (await ports.mirrored.getVerified(key, pdfSha256, pdfSizeBytes)).bytes;
    } catch (error) {
      if (['not_found', 'corrupt'].includes(failureOf(error))) return null;
      throw error;
    }
  });
  // One after the other, as when they are issued: drawing takes memory.
  for (const [index, one] of wanted.entries()) found[index] ??= await redraw(ports, one);
  return found;
}

async function redraw(ports: ExportPorts, { id, createdAt, pdfSha256: sha256 }: Exported): Promise<Document | null> {
  const bytes = await redrawPdf(ports, id, sha256);
  if (bytes === null) return null;
  const key = objectKey('pdf', createdAt, sha256);
  await ports.objects.put({ key, bytes, contentType: contentTypes.pdf, sha256 });
  return bytes;
}

interface WantedPiece {
  readonly wanted: readonly Exported[];
  readonly documents: readonly Document[];
  /** Of the last piece, which has the directory of all; null: another piece. */
  readonly before: { readonly certificates: readonly Exported[]; readonly made: readonly Piece[] } | null;
}

async function writePiece(ports: ExportPorts, { format }: Export, { wanted, documents, before }: WantedPiece) {
  if (format === 'pdf') return { bytes: await ports.mergePdfs(documents), crcs: '' };
  const files = wanted.map((one, index) => ({ ...nameOf(one), bytes: documents[index] as Document }));
  const crcs = documents.map((bytes) => crcOf(bytes).toString(16).padStart(8, '0')).join('');
  const entries = writeEntries(files);
  if (before === null) return { bytes: entries, crcs };
  const all = `${before.made.map((piece) => piece.crcs).join('')}${crcs}`;
  return { bytes: concatenate([entries, writeDirectory(entriesOf(before.certificates, all))]), crcs };
}

const entryOf = (one: Exported) => ({ name: entryName(one.code), sizeBytes: one.pdfSizeBytes });

const nameOf = ({ code, issuedAt }: Exported) => ({ name: entryName(code), modifiedAt: issuedAt });

function entriesOf(certificates: readonly Exported[], crcs: string): ZipEntry[] {
  invariant(crcs.length === certificates.length * 8, 'each entry has a checksum');
  return certificates.map((one, index) => {
    const crc = Number.parseInt(crcs.slice(index * 8, index * 8 + 8), 16);
    return { ...nameOf(one), crc, sizeBytes: one.pdfSizeBytes };
  });
}

interface MadePiece {
  readonly number: number;
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly crcs: string;
}

async function store({ objects }: ExportPorts, { format, createdAt }: Export, made: MadePiece): Promise<Piece> {
  const { number, count, bytes, crcs } = made;
  const sha256 = await sha256Hex(bytes);
  const key = exportKey(format, createdAt, sha256);
  await objects.put({ key, bytes, contentType: exportContentTypes[format], sha256 });
  const checksum = await storedChecksum(bytes);
  return { number, key, sha256, sizeBytes: bytes.byteLength, checksum, certificateCount: count, crcs };
}
