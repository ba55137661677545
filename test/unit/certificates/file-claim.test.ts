// Which certificate a file claims to be, wherever its verification URL is stored, and which parts of the file were not read.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesMax, readClaim } from '../../../src/certificates/verification/claims/file-claim.ts';
import savedCopies from '../../fixtures/saved-copies.json';
import { caseCount } from '../../support/rules/nightly.ts';

const code = '7K2M9QXA0B1CD3EF';
const address = 'https://laurel.example/c/7K2M-9QXA-0B1C-D3EF';
const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const fileOf = (base64: string) => ascii(atob(base64));
const { 'a password': locked, ...readable } = savedCopies as Record<string, string>;
const join = (...parts: Uint8Array[]) =>
  new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer().then((all) => new Uint8Array(all));

async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe('the code of a PDF that another program saved', () => {
  it.each(Object.entries(readable))('is read: %s', async (_, base64) => {
    expect(await readClaim(fileOf(base64))).toMatchObject({ format: 'pdf', codes: [code], unread: [] });
  });

  it('is not read from an encrypted file, and the claim says so', async () => {
    expect(await readClaim(fileOf(locked ?? ''))).toMatchObject({ codes: [], foundIn: null, unread: ['encrypted'] });
  });

  it.each([
    ['as hexadecimal digits', `<${[...address].map((c) => c.charCodeAt(0).toString(16)).join('')}>`],
    ['as UTF-16', `(\u00fe\u00ff${[...address].map((c) => `\0${c}`).join('')})`],
    [
      'as hexadecimal digits of UTF-16',
      `<FEFF${[...address].map((c) => `00${c.charCodeAt(0).toString(16)}`).join('')}>`,
    ],
  ])('is read if it is encoded %s', async (_, spelled) => {
    expect(await readClaim(ascii(`%PDF-1.7\n1 0 obj ${spelled} endobj`))).toMatchObject({ codes: [code] });
    const packed = await deflate(spelled);
    const file = await join(
      ascii('%PDF-1.7\n1 0 obj <</Filter [/FlateDecode]>> stream\r\n'),
      packed,
      ascii('\nendstream endobj'),
    );
    expect(await readClaim(file)).toMatchObject({ codes: [code], foundIn: 'compressed_or_encrypted' });
  });

  it.each([
    ['with another filter', '<</Filter /LZWDecode>> stream\nxx\nendstream', 'unknown_filter'],
    ['that is damaged', '<</Filter /FlateDecode>> stream\nxx\nendstream', 'damaged'],
    ['that is an image', '<</Subtype /Image /Filter /DCTDecode>> stream\nxx\nendstream', 'picture'],
  ])('may be in a stream %s: the stream is reported as unread', async (_, object, part) => {
    expect(await readClaim(ascii(`%PDF-1.7\n1 0 obj ${object} endobj`))).toMatchObject({ codes: [], unread: [part] });
  });

  it('may be beyond the inflation limit: the stream is cut and reported as unread', async () => {
    const packed = await deflate('\0'.repeat(8_000_000) + address);
    const file = await join(
      ascii('%PDF-1.7\n1 0 obj <</Filter/FlateDecode>> stream\n'),
      packed,
      ascii('\nendstream endobj'),
    );
    expect(await readClaim(file)).toMatchObject({ codes: [], unread: ['too_large'] });
  });
});

describe('a PNG', () => {
  const chunk = (type: string, body: Uint8Array, checksum = new Uint8Array(4)) => {
    const head = new Uint8Array(8);
    new DataView(head.buffer).setUint32(0, body.length);
    head.set(ascii(type), 4);
    return join(head, body, checksum);
  };
  const png = async (...chunks: Promise<Uint8Array>[]) =>
    join(ascii('\u0089PNG\r\n\u001a\n'), await chunk('IHDR', new Uint8Array(13)), ...(await Promise.all(chunks)));

  it('may contain the code in plain or compressed text', async () => {
    const packed = await deflate(address);
    for (const body of [
      chunk('zTXt', await join(ascii('Source\0\0'), packed)),
      chunk('iTXt', await join(ascii('Source\0\u0001\0en\0Source\0'), packed)),
      chunk('iTXt', ascii(`Source\0\0\0\0\0${address}`)),
      chunk('tEXt', ascii(`Source\0${address}`)),
    ]) {
      expect(await readClaim(await png(body))).toMatchObject({ format: 'png', codes: [code] });
    }
  });

  it('contains its code whatever the checksum after it begins with', async () => {
    for (let first = 0; first < 256; first += 1) {
      const text = chunk('tEXt', ascii(`Source\0${address}`), Uint8Array.of(first, 0x41, 0x39, 0x7a));
      expect(await readClaim(await png(text))).toMatchObject({ codes: [code], foundIn: 'bytes' });
    }
  });

  it.each([
    [
      'that unpacks to two megabytes',
      async () => chunk('zTXt', await join(ascii('a\0\0'), await deflate(' '.repeat(2_000_000)))),
      'too_large',
    ],
    ['that is no deflate stream', async () => chunk('zTXt', ascii('a\0\0xxxx')), 'damaged'],
    [
      'of a broken length',
      async () => (await chunk('zTXt', ascii('a\0\0'))).map((byte, at) => (at === 2 ? 1 : byte)),
      'damaged',
    ],
    ['that is cut off', async () => (await chunk('tEXt', ascii('a\0b'))).subarray(0, -3), 'damaged'],
    [
      'behind a thousand others',
      async () => join(...(await Promise.all(Array.from({ length: 1001 }, () => chunk('tEXt', ascii('')))))),
      'too_large',
    ],
  ])('with a text %s reports it as unread', async (_, text, why) => {
    expect(await readClaim(await png(text()))).toMatchObject({
      codes: [],
      unread: expect.arrayContaining([why, 'picture']),
    });
  });

  it('is not unpacked beyond 24 megabytes in all', async () => {
    const text = join(ascii('a\0\0'), await deflate(' '.repeat(1_000_000)));
    const texts = Array.from({ length: 25 }, async () => chunk('zTXt', await text));
    expect(await readClaim(await png(...texts))).toMatchObject({ unread: ['too_large', 'picture'] });
  });

  it('without text has no code, and reports its pixels as unread', async () => {
    expect(await readClaim(await png())).toEqual({ format: 'png', codes: [], foundIn: null, unread: ['picture'] });
  });
});

describe('of many codes', () => {
  const fileWith = (count: number) =>
    ascii(`%PDF-1.7\n${Array.from({ length: count }, (_, n) => `/c/AAAA-AAAA-AAAA-AA${n + 10} `).join('')}`);

  it('the first 16 are found', async () => {
    expect(await readClaim(fileWith(16))).toMatchObject({ codes: { length: 16 }, unread: [] });
  });

  it('more are reported as unread', async () => {
    expect(await readClaim(fileWith(17))).toMatchObject({ codes: { length: 16 }, unread: ['more_codes'] });
  });
});

it('a multipart body is not a file', async () => {
  expect(await readClaim(ascii('--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n%PDF-1.7\n'))).toBeNull();
});

describe('a malformed file', () => {
  it('is read without an error', async () => {
    const files = Object.values(savedCopies).map(fileOf);
    const change = fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(change, { maxLength: 20 }),
        fc.nat(),
        async (file, changes, cut) => {
          const bytes = file.slice();
          for (const [at, others] of changes)
            bytes.set(others.subarray(0, bytes.length - (at % bytes.length)), at % bytes.length);
          const claim = await readClaim(bytes.slice(0, cut % 7 === 0 ? cut % bytes.length : undefined));
          expect(claim === null || claim.codes.length <= codesMax).toBe(true);
        },
      ),
      { numRuns: caseCount({ usual: 150, nightly: 5_000 }) },
    );
  });

  it.each([5, 6])('encrypted with AES-256, revision %i, is unread if its file key is missing', async (revision) => {
    const bytes = fileOf(savedCopies[`AES, 256 bits, revision ${revision}` as keyof typeof savedCopies]);
    const at = new TextDecoder('latin1').decode(bytes).indexOf('/UE');
    expect(at).toBeGreaterThan(0);
    bytes.set(ascii('/XX'), at);
    expect((await readClaim(bytes))?.unread).toEqual(['encrypted']);
  });

  it.each([
    ['objects without an end', '1 0 obj '],
    ['strings without an end', '1 0 obj (<a'],
    ['filters without an end', '/Filter ['],
    ['streams without an end', '1 0 obj stream\n'],
    ['digits and spaces', '1111111111          '],
    ['empty objects', '1 0 obj endobj '],
  ])('is read in linear time: five megabytes of %s', async (_, unit) => {
    const text = '%PDF-1.7\n'.padEnd(5_000_000, unit);
    expect(await readClaim(await new Blob([text]).arrayBuffer().then((all) => new Uint8Array(all)))).toMatchObject({
      codes: [],
    });
  });
});
