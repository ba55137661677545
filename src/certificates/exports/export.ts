// Exports of all certificates of a tournament: what is in one, how it is split into pieces, and the names of its files. Pure.

import { formatCode } from '../certificate.ts';

export const exportFormats = ['zip', 'pdf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportContentTypes: Readonly<Record<ExportFormat, string>> = {
  zip: 'application/zip',
  pdf: 'application/pdf',
};

/** Pages of one PDF. One piece is one step of the queue: it reads so many files from a store. */
export const pieceCountMax = 500;
/** A piece is held in memory while it is made, repaired or sent. */
export const pieceSizeBytesMax = 16 * 1024 * 1024;

/** Longer than any month: the keys of a later export of the same certificates are others, since a deleted key is never written again. */
export const keptDays = 35;

export interface PieceLimits {
  readonly countMax: number;
  readonly sizeBytesMax: number;
}

/** In order. A certificate alone is smaller than a piece. */
export function planPieces<T extends { readonly pdfSizeBytes: number }>(
  certificates: readonly T[],
  { countMax, sizeBytesMax }: PieceLimits = { countMax: pieceCountMax, sizeBytesMax: pieceSizeBytesMax },
): T[][] {
  const pieces: T[][] = [];
  let sizeBytes = 0;
  for (const one of certificates) {
    const piece = pieces.at(-1);
    sizeBytes += one.pdfSizeBytes;
    if (piece === undefined || piece.length >= countMax || sizeBytes > sizeBytesMax) {
      pieces.push([one]);
      sizeBytes = one.pdfSizeBytes;
    } else piece.push(one);
  }
  return pieces;
}

/** Content-addressed: docs/rules/objects.md#keys. */
export function exportKey(format: ExportFormat, createdAt: string, sha256: string): string {
  return `export/${createdAt.slice(0, 4)}/${createdAt.slice(5, 7)}/${sha256}.${format}`;
}

/** Inside an archive. */
export function entryName(code: string): string {
  return `certificate-${formatCode(code)}.pdf`;
}

interface Piece {
  readonly sizeBytes: number;
  readonly certificateCount: number;
}

export interface ExportFile<T extends Piece> {
  /** From 1. */
  readonly number: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly certificateCount: number;
  /** In order; together they are the file. */
  readonly pieces: readonly T[];
}

/** An archive is one file, of all pieces; of PDFs each piece is a file. */
export function filesOfExport<T extends Piece>(
  { tournamentId, format }: { readonly tournamentId: string; readonly format: ExportFormat },
  pieces: readonly T[],
): ExportFile<T>[] {
  const parts = format === 'zip' ? [pieces] : pieces.map((piece) => [piece]);
  const sum = (of: readonly T[], field: keyof Piece) => of.reduce((total, one) => total + one[field], 0);
  return parts.map((part, index) => ({
    number: index + 1,
    name: `certificates-${tournamentId}${parts.length === 1 ? '' : `-${index + 1}-of-${parts.length}`}.${format}`,
    sizeBytes: sum(part, 'sizeBytes'),
    certificateCount: sum(part, 'certificateCount'),
    pieces: part,
  }));
}
