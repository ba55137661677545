// Use case of the queue: makes the next piece of an export, from files in the object store. Every step may be repeated: the same
// certificates give the same bytes, the same bytes have the same key, and a piece is recorded once.

import { invariant } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Id } from '../../core/id.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import type { MirroredStore } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import { storedChecksum } from '../../objects/stores/s3-multipart.ts';
import type { Ports } from '../../outbox/ports.ts';
import { objectKey } from '../certificate.ts';
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
  type Piece,
  restExport,
} from './export-store.ts';
import { concatenate, crcOf, writeDirectory, writeEntries, type ZipEntry } from './files/zip.ts';

export interface ExportPorts extends Pick<Ports, 'db' | 'clock'> {
  readonly objects: Pick<ObjectStore, 'put'>;
  readonly mirrored: Pick<MirroredStore, 'getVerified'>;
  /** One document with the pages of all, in their order. */
  readonly mergePdfs: (documents: readonly Uint8Array[]) => Promise<Uint8Array<ArrayBuffer>>;
  readonly pieceLimits?: PieceLimits;
}

/** Leaves connections for the database. */
const readsAtOnce = 4;

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
  const certificates = await listExported(db, found);
  if (certificates === null) {
    await restExport(db, found.id);
    return false;
  }
  const made = await listPieces(db, found.id);
  // Not by the number of pieces: another version of Laurel may have made larger ones.
  const rest = certificates.slice(made.reduce((sum, piece) => sum + piece.certificateCount, 0));
  const [wanted, ...later] = planPieces(rest, ports.pieceLimits);
  if (wanted !== undefined) {
    const isLast = later.length === 0;
    const written = await writePiece(ports, found, { wanted, before: isLast ? { certificates, made } : null });
    const piece = await store(ports, found, { number: made.length, count: wanted.length, ...written });
    await addPiece(db, found.id, piece, clock());
    if (!isLast) return true;
  }
  await finishExport(db, found.id, clock());
  return false;
}

interface WantedPiece {
  readonly wanted: readonly Exported[];
  /** Of the last piece, which has the directory of all; null: another piece. */
  readonly before: { readonly certificates: readonly Exported[]; readonly made: readonly Piece[] } | null;
}

async function writePiece(ports: ExportPorts, { format }: Export, { wanted, before }: WantedPiece) {
  const documents = await mapConcurrently(wanted, readsAtOnce, async (one) => {
    const key = objectKey('pdf', one.createdAt, one.pdfSha256);
    return (await ports.mirrored.getVerified(key, one.pdfSha256, one.pdfSizeBytes)).bytes;
  });
  if (format === 'pdf') return { bytes: await ports.mergePdfs(documents), crcs: '' };
  const files = wanted.map((one, index) => ({ ...nameOf(one), bytes: documents[index] as Uint8Array }));
  const crcs = documents.map((bytes) => crcOf(bytes).toString(16).padStart(8, '0')).join('');
  const entries = writeEntries(files);
  if (before === null) return { bytes: entries, crcs };
  const all = `${before.made.map((piece) => piece.crcs).join('')}${crcs}`;
  return { bytes: concatenate([entries, writeDirectory(entriesOf(before.certificates, all))]), crcs };
}

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
