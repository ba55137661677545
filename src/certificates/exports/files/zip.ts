// Writes a ZIP archive in pieces (PKWARE APPNOTE 6.3.10): stored entries, then the central directory, with ZIP64 where numbers are too
// large. The pieces can be made at different times; one after the other they are the archive. Libraries write an archive in one go only.

import { crc32 } from 'node:zlib';

export interface ZipFile {
  /** ASCII. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly modifiedAt: string;
}

export interface ZipEntry {
  readonly name: string;
  readonly crc: number;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

export const crcOf = (bytes: Uint8Array): number => crc32(bytes);

const headSizeBytes = 30;
const uint32Max = 0xffff_ffff;
const uint16Max = 0xffff;
/** Versions that are needed to extract: 2.0, and 4.5 for ZIP64. */
const [plainVersion, zip64Version] = [20, 45];

/** Size of the entry in the archive: its header, its name and its bytes. */
export function entrySizeBytes({ name, sizeBytes }: Pick<ZipEntry, 'name' | 'sizeBytes'>): number {
  return headSizeBytes + name.length + sizeBytes;
}

/** Entries with their headers (4.3.7). */
export function writeEntries(files: readonly ZipFile[]): Uint8Array<ArrayBuffer> {
  return concatenate(
    files.flatMap(({ name, bytes, modifiedAt }) => [
      record(headSizeBytes, (view) => {
        view.setUint32(0, 0x04034b50, true);
        writeFacts(view, 4, { name, crc: crcOf(bytes), sizeBytes: bytes.byteLength, modifiedAt });
      }),
      ascii(name),
      bytes,
    ]),
  );
}

/** The end of the archive: the central directory of all entries in their order, which begin at the first byte (4.3.12 to 4.3.16). */
export function writeDirectory(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  let offset = 0;
  const heads = entries.flatMap((entry) => {
    const head = directoryEntry(entry, offset);
    offset += entrySizeBytes(entry);
    return head;
  });
  const directory = concatenate(heads);
  return concatenate([directory, endOf({ count: entries.length, sizeBytes: directory.byteLength, offset })]);
}

function directoryEntry(entry: ZipEntry, offset: number): Uint8Array[] {
  const isFar = offset >= uint32Max;
  const head = record(46, (view) => {
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, isFar ? zip64Version : plainVersion, true);
    writeFacts(view, 6, entry, isFar ? zip64Version : plainVersion);
    view.setUint16(30, isFar ? 12 : 0, true);
    view.setUint32(42, isFar ? uint32Max : offset, true);
  });
  const extra = record(12, (view) => {
    view.setUint16(0, 1, true);
    view.setUint16(2, 8, true);
    view.setBigUint64(4, BigInt(offset), true);
  });
  return [head, ascii(entry.name), ...(isFar ? [extra] : [])];
}

/** The fields that both headers share, from `version needed` to the length of the name. Method 0: stored. */
function writeFacts(
  view: DataView,
  at: number,
  { name, crc, sizeBytes, modifiedAt }: ZipEntry,
  version = plainVersion,
) {
  const { date, time } = dosTime(modifiedAt);
  view.setUint16(at, version, true);
  view.setUint16(at + 6, time, true);
  view.setUint16(at + 8, date, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, sizeBytes, true);
  view.setUint32(at + 18, sizeBytes, true);
  view.setUint16(at + 22, name.length, true);
}

interface Directory {
  readonly count: number;
  readonly sizeBytes: number;
  readonly offset: number;
}

function endOf({ count, sizeBytes, offset }: Directory): Uint8Array<ArrayBuffer> {
  const isLarge = count >= uint16Max || sizeBytes >= uint32Max || offset >= uint32Max;
  const end = record(22, (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, Math.min(count, uint16Max), true);
    view.setUint16(10, Math.min(count, uint16Max), true);
    view.setUint32(12, Math.min(sizeBytes, uint32Max), true);
    view.setUint32(16, Math.min(offset, uint32Max), true);
  });
  if (!isLarge) return end;
  const end64 = record(56, (view) => {
    view.setUint32(0, 0x06064b50, true);
    view.setBigUint64(4, 44n, true);
    view.setUint16(12, zip64Version, true);
    view.setUint16(14, zip64Version, true);
    for (const at of [24, 32]) view.setBigUint64(at, BigInt(count), true);
    view.setBigUint64(40, BigInt(sizeBytes), true);
    view.setBigUint64(48, BigInt(offset), true);
  });
  const locator = record(20, (view) => {
    view.setUint32(0, 0x07064b50, true);
    view.setBigUint64(8, BigInt(offset + sizeBytes), true);
    view.setUint32(16, 1, true);
  });
  return concatenate([end64, locator, end]);
}

/** MS-DOS date and time in UTC, with two seconds as unit. */
function dosTime(instant: string) {
  const at = new Date(instant);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return { date, time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1) };
}

function record(sizeBytes: number, write: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes);
  write(new DataView(bytes.buffer));
  return bytes;
}

const ascii = (text: string) => new TextEncoder().encode(text);

export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
