// Archives that are written in pieces, read by another program; and how certificates are split into pieces.

import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { filesOfExport, planPieces } from '../../../src/certificates/exports/export.ts';
import {
  concatenate,
  crcOf,
  writeDirectory,
  writeEntries,
  type ZipEntry,
  type ZipFile,
} from '../../../src/certificates/exports/files/zip.ts';
import { expectChecksums } from '../../support/certificates/zip-directory.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const modifiedAt = '2026-11-29T01:02:04.000Z';
const entryOf = ({ name, bytes }: ZipFile): ZipEntry => ({
  name,
  crc: crcOf(bytes),
  sizeBytes: bytes.byteLength,
  modifiedAt,
});
const archiveOf = (pieces: readonly (readonly ZipFile[])[]) =>
  concatenate([...pieces.map(writeEntries), writeDirectory(pieces.flat().map(entryOf))]);

it('the checksum is CRC-32, by its check value', () => {
  expect(crcOf(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
});

it('any files in any pieces are an archive with exactly these files', () => {
  const pieces = fc.array(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(pieces, (contents) => {
      const files = contents.map((piece, at) =>
        piece.map((bytes, index) => ({ name: `certificate-${at}-${index}.pdf`, bytes, modifiedAt })),
      );
      const archive = archiveOf(files);
      const found = unzipSync(archive);
      expectChecksums(archive, found);
      expect(found).toEqual(Object.fromEntries(files.flat().map(({ name, bytes }) => [name, bytes])));
    }),
    { numRuns: caseCount({ usual: 50, nightly: 2_000 }) },
  );
});

it('an archive may have more files than 16 bits count', () => {
  const entry = { name: 'a', crc: 0, sizeBytes: 0, modifiedAt };
  const directory = writeDirectory(Array.from({ length: 66_000 }, () => entry));
  const view = new DataView(directory.buffer);
  const end = directory.byteLength - 22;
  expect([view.getUint16(end + 8, true), view.getUint16(end + 10, true)]).toEqual([0xffff, 0xffff]);
  const end64 = end - 20 - 56;
  expect([view.getUint32(end64, true), view.getBigUint64(end64 + 32, true)]).toEqual([0x06064b50, 66_000n]);
});

it('an entry behind the first 4 GiB has its offset in 64 bits', () => {
  const sizeBytes = 3_000_000_000;
  const names = ['a', 'b', 'c'];
  const directory = writeDirectory(names.map((name) => ({ name, crc: 0, sizeBytes, modifiedAt })));
  const view = new DataView(directory.buffer);
  // Two plain entries of 47 bytes; then the header, the name and the extra field of the third.
  const third = 2 * 47;
  const offset = 2 * (30 + 1 + sizeBytes);
  expect(view.getUint32(third + 42, true)).toBe(0xffff_ffff);
  expect(view.getBigUint64(third + 47 + 4, true)).toBe(BigInt(offset));
  // The locator before the plain end leads to the end in 64 bits, which leads to the directory.
  const locator = directory.byteLength - 22 - 20;
  const end = offset + 30 + 1 + sizeBytes;
  expect(view.getBigUint64(locator + 8, true)).toBe(BigInt(end + third + 47 + 12));
  expect(view.getBigUint64(locator - 56 + 48, true)).toBe(BigInt(end));
});

it('pieces have all certificates in order, keep both limits, and no piece could take the first of the next', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 60 });
  const limits = fc.record({
    countMax: fc.integer({ min: 1, max: 9 }),
    sizeBytesMax: fc.integer({ min: 40, max: 120 }),
  });
  fc.assert(
    fc.property(sizes, limits, (found, { countMax, sizeBytesMax }) => {
      const certificates = found.map((pdfSizeBytes, index) => ({ index, pdfSizeBytes }));
      const pieces = planPieces(certificates, { countMax, sizeBytesMax });
      const sum = (piece: typeof certificates) => piece.reduce((total, one) => total + one.pdfSizeBytes, 0);
      expect(pieces.flat()).toEqual(certificates);
      for (const [at, piece] of pieces.entries()) {
        expect(piece.length > 0 && piece.length <= countMax && sum(piece) <= sizeBytesMax).toBe(true);
        const next = pieces[at + 1]?.[0];
        if (next !== undefined) {
          expect(piece.length === countMax || sum(piece) + next.pdfSizeBytes > sizeBytesMax).toBe(true);
        }
        // What is left is split alike, so that another process can go on from here.
        expect(planPieces(pieces.slice(at).flat(), { countMax, sizeBytesMax })).toEqual(pieces.slice(at));
      }
    }),
    { numRuns: caseCount({ usual: 100, nightly: 5_000 }) },
  );
});

it('an archive is one file of all pieces; of PDFs each piece is one', () => {
  const pieces = [3, 4].map((certificateCount) => ({ certificateCount, sizeBytes: 10 * certificateCount }));
  const named = (format: 'zip' | 'pdf') =>
    filesOfExport({ tournamentId: 'trn_1', format }, pieces).map(({ name, sizeBytes, certificateCount }) => [
      ...[name, sizeBytes, certificateCount],
    ]);
  expect(named('zip')).toEqual([['certificates-trn_1.zip', 70, 7]]);
  expect(named('pdf')).toEqual([
    ['certificates-trn_1-1-of-2.pdf', 30, 3],
    ['certificates-trn_1-2-of-2.pdf', 40, 4],
  ]);
});
