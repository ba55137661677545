// PNG logos: which are accepted, and that each of them can be drawn.

import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { logoFileOf, logoKeyOf, logoSizeBytesMax } from '../../../src/certificates/issuers/issuer.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { aPng, type PngOptions } from '../../support/certificates/logo.ts';
import { draw, problemOf } from '../../support/certificates/logo-reading.ts';

const grey = (rows: readonly number[], more: PngOptions = {}) =>
  aPng({ color: 0, width: 3, height: 2, data: deflateSync(new Uint8Array(rows)), ...more });
/** Two colours, and rows of three indices, each behind its filter type. */
const indexed = (rows: readonly number[], more: PngOptions = {}) =>
  grey(rows, { color: 3, before: [['PLTE', [0, 0, 0, 255, 255, 255]]], ...more });
const none = [0, 0, 0, 0];

describe('a PNG logo', () => {
  it.each([
    ['with each filter type', grey([...none, 4, 1, 2, 3])],
    ['with a palette', indexed([0, 0, 1, 1, 0, 1, 0, 0])],
    ['whose palette indices are differences', indexed([1, 1, 255, 1, 2, 0, 0, 0])],
    ['whose palette indices are differences by Paeth', indexed([4, 1, 0, 255, 4, 0, 0, 1])],
    ['whose palette indices are differences to an average', indexed([0, 1, 1, 0, 3, 1, 0, 0])],
    ['of two palette indices a bit', indexed([0, 0b10100000, 0, 0b01000000], { depth: 1 })],
    [
      'with a palette and transparency',
      indexed([...none, ...none], {
        before: [
          ['PLTE', [0, 0, 0]],
          ['tRNS', [0]],
        ],
      }),
    ],
    ['with a suggested palette', aPng({ before: [['PLTE', [1, 2, 3]]] })],
    ['with texts', aPng({ before: [['tEXt', [65, 0, 66]]], after: [['tEXt', [65, 0, 66]]] })],
    ['of eight bits with alpha', aPng({})],
    ['of one bit', aPng({ depth: 1, color: 0, width: 9 })],
    ['that is interlaced', aPng({ interlace: 1, width: 5, height: 3 })],
    ['with two IDAT chunks', aPng({ pieces: 2 })],
  ])('%s is accepted and can be drawn', async (_, bytes) => {
    expect(await problemOf(bytes)).toBeNull();
    await draw(bytes);
  });

  it.each([
    ['with a row too few', aPng({ rowsMissing: 1 })],
    ['with a row too many', aPng({ rowsMissing: -1 })],
    ['of no width', aPng({ width: 0 })],
    ['of 100,000 pixels a side', aPng({ width: 100_000, height: 1 })],
    ['of a depth that does not exist', aPng({ depth: 3 })],
    ['with a wrong checksum', aPng({}).map((byte, index, all) => (index === all.length - 20 ? byte ^ 1 : byte))],
    ['that is cut off', aPng({}).slice(0, -6)],
    ['with trailing bytes', new Uint8Array([...aPng({}), 1])],
    ['whose pixels are no deflate stream', aPng({ data: new Uint8Array(40) })],
    ['that unpacks to gigabytes', aPng({ data: deflateSync(new Uint8Array(50_000_000)) })],
    ['without its palette', aPng({ color: 3 })],
    ['with a filter type that does not exist', grey([...none, 5, 0, 0, 0])],
    ['with a palette index out of range', indexed([0, 0, 1, 2, ...none])],
    ['with a difference that leads out of the palette', indexed([0, 0, 1, 1, 2, 0, 0, 1])],
    ['with an index of two bits out of range', indexed([0, 0b00011000, 0, 0], { depth: 2 })],
    ['with a palette of four bytes', indexed([...none, ...none], { before: [['PLTE', [1, 2, 3, 4]]] })],
    ['with an empty palette', indexed([...none, ...none], { before: [['PLTE', []]] })],
    ['with more colours than its depth', indexed([0, 0, 0, 0], { depth: 1, before: [['PLTE', Array(9).fill(0)]] })],
    [
      'with two palettes',
      indexed([...none, ...none], {
        before: [
          ['PLTE', [0, 0, 0]],
          ['PLTE', [0, 0, 0]],
        ],
      }),
    ],
    ['with its palette behind the pixels', indexed([...none, ...none], { before: [], after: [['PLTE', [0, 0, 0]]] })],
    ['of grey with a palette', grey([...none, ...none], { before: [['PLTE', [0, 0, 0]]] })],
    ['with transparency of a wrong length', aPng({ color: 2, before: [['tRNS', [1]]] })],
    ['with alpha and transparency', aPng({ before: [['tRNS', [0, 0]]] })],
    ['with two headers', aPng({ before: [['IHDR', Array(13).fill(0)]] })],
    ['with an unknown critical chunk', aPng({ before: [['ABCD', [1]]] })],
    ['with a chunk type of other characters', aPng({ before: [['a1b2', [1]]] })],
    ['with two ends', aPng({ after: [['IEND', []]] })],
    [
      'with pixels behind another chunk',
      aPng({
        after: [
          ['tEXt', [65, 0]],
          ['IDAT', []],
        ],
      }),
    ],
    ['above 200 KB', aPng({ data: new Uint8Array(logoSizeBytesMax) })],
  ])('%s is refused', async (_, bytes) => {
    expect(await problemOf(bytes)).not.toBeNull();
  });
});

it('the key of a logo identifies its file', () => {
  const sha256 = 'ab'.repeat(32);
  const logo = { contentType: 'image/svg+xml', bytes: new Uint8Array() } as const;
  const key = logoKeyOf(logo, '2026-11-24T10:00:00.000Z' as Instant, sha256);
  expect(key).toBe(`logo/2026/11/${sha256}.svg`);
  expect(logoFileOf(key)).toEqual({ sha256, contentType: 'image/svg+xml' });
});
