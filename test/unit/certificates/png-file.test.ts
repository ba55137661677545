import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodePng } from '../../../src/certificates/drawing/files/png-file.ts';

/** A decoder by the PNG standard, for the two filters that the encoder uses. @returns RGB. */
function decode(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset);
  const parts = new Map<string, Uint8Array>();
  for (let at = 8; at < file.length; ) {
    const end = at + 8 + view.getUint32(at);
    expect(view.getUint32(end)).toBe(crc32(file.subarray(at + 4, end)));
    parts.set(new TextDecoder('latin1').decode(file.subarray(at + 4, at + 8)), file.subarray(at + 8, end));
    at = end + 4;
  }
  const part = (name: string) => parts.get(name) as Uint8Array;
  const width = view.getUint32(16);
  const rows = inflateSync(part('IDAT'));
  const numbers: number[] = [];
  for (let at = 0; at < rows.length; at += 1 + width) {
    const above = rows[at] === 2 ? numbers.slice(-width) : [];
    for (let x = 0; x < width; x += 1) numbers.push((rows[at + 1 + x] ?? 0) + (above[x] ?? 0));
  }
  const rgb = numbers.flatMap((number) => [...part('PLTE').subarray(number * 3, number * 3 + 3)]);
  return { rgb, text: new TextDecoder('latin1').decode(part('tEXt')), names: [...parts.keys()] };
}

/** Images with many pixels, few colors and repeated rows. `rows` holds color indexes. */
const pictures = (colorsMax: number) =>
  fc
    .record({
      width: fc.integer({ min: 1, max: 40 }),
      colors: fc.array(fc.integer({ min: 0, max: 0xffffff }), { minLength: 1, maxLength: colorsMax }),
      rows: fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 30 }),
    })
    .map(({ width, colors, rows }) => {
      const rgb = rows.flatMap((row) =>
        Array.from({ length: width }, (_, x) => colors[(row[x % row.length] ?? 0) % colors.length] ?? 0),
      );
      const rgba = new Uint8Array(rgb.flatMap((color) => [color & 255, (color >> 8) & 255, color >> 16, 255]));
      return { width, height: rows.length, rgba };
    });
const opaque = (rgba: Uint8Array) => [...rgba].filter((_, index) => index % 4 !== 3);

it('an image with up to 256 colors is encoded without loss, with its URL as text', () => {
  fc.assert(
    fc.property(pictures(256), (picture) => {
      const { rgb, text, names } = decode(encodePng(picture, 'https://laurel.test/c/X'));
      expect(rgb).toEqual(opaque(picture.rgba));
      expect([text, names]).toEqual(['Source\0https://laurel.test/c/X', ['IHDR', 'tEXt', 'PLTE', 'IDAT', 'IEND']]);
    }),
  );
});

it('in an image with more colors, the rarest are replaced by the most similar ones', () => {
  // Every grey twice and 200 similar colors once: 200 colors too many.
  const greys = Array.from({ length: 256 }, (_, value) => [value, value, value, 255]);
  const similar = Array.from({ length: 200 }, (_, value) => [value + 1, value, value, 255]);
  const rgba = new Uint8Array([...greys, ...greys, ...similar].flat());
  const { rgb } = decode(encodePng({ width: rgba.length / 4, height: 1, rgba }, ''));
  expect(rgb.slice(0, 512 * 3)).toEqual(opaque(rgba).slice(0, 512 * 3));
  expect(rgb.slice(512 * 3)).toEqual(similar.flatMap(([, value = 0]) => [value, value, value]));
});
