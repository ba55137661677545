// Reads the central directory of a ZIP archive, to compare its checksums with the entries that another reader unpacked.

import { crc32 } from 'node:zlib';
import { expect } from 'vitest';

/** Each entry has its checksum in the directory, and in the header that the directory points to. For archives without ZIP64. */
export function expectChecksums(archive: Uint8Array, unpacked: Readonly<Record<string, Uint8Array>>): void {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = archive.byteLength - 22;
  let at = view.getUint32(end + 16, true);
  const found: Record<string, number[]> = {};
  for (let entry = 0; entry < view.getUint16(end + 10, true); entry += 1) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(archive.subarray(at + 46, at + 46 + nameLength));
    const head = view.getUint32(at + 42, true);
    expect(view.getUint32(head, true)).toBe(0x04034b50);
    found[name] = [view.getUint32(at + 16, true), view.getUint32(head + 14, true)];
    at += 46 + nameLength;
  }
  expect(found).toEqual(
    Object.fromEntries(Object.entries(unpacked).map(([name, bytes]) => [name, [crc32(bytes), crc32(bytes)]])),
  );
}
