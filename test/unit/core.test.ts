import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCrockford, normalizeCrockford } from '../../src/core/crockford.ts';
import { sha256Hex } from '../../src/core/hex.ts';
import { idPattern, makeId } from '../../src/core/id.ts';
import { addSeconds, type Instant, toInstant } from '../../src/core/instant.ts';
import { toPage } from '../../src/core/page.ts';
import { createRandomPool } from '../../src/platform/random-pool.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const instants = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  .map(toInstant);

describe('ids', () => {
  it('sort by creation time', () => {
    fc.assert(
      fc.property(instants, instants, bytes(10), bytes(10), (first, second, a, b) => {
        fc.pre(first < second);
        expect(makeId('match', first, a) < makeId('match', second, b)).toBe(true);
      }),
    );
  });

  it('match the pattern of their kind and of no other kind', () => {
    fc.assert(
      fc.property(instants, bytes(10), (now, random) => {
        const id = makeId('wallet', now, random);
        expect(idPattern('wallet').test(id)).toBe(true);
        expect(idPattern('match').test(id)).toBe(false);
      }),
    );
  });
});

describe('Crockford base32', () => {
  it('is normalized from any case, look-alikes, spaces and hyphens', () => {
    fc.assert(
      fc.property(bytes(10), (random) => {
        const code = encodeCrockford(random);
        const typed = code
          .toLowerCase()
          .replace(/0/g, 'o')
          .replace(/1/g, 'l')
          .replace(/(.{4})/g, '$1 - ');
        expect(code).toHaveLength(16);
        expect(normalizeCrockford(typed)).toBe(code);
      }),
    );
  });

  it('has no letter U and no other characters', () => {
    expect(normalizeCrockford('ABCU')).toBeNull();
    expect(normalizeCrockford('AB!C')).toBeNull();
    expect(normalizeCrockford('ABCক')).toBeNull();
  });
});

describe('pages', () => {
  it('followed by their cursors return every row once, in order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 9999 })),
        fc.integer({ min: 1, max: 7 }),
        (numbers, limit) => {
          const rows = numbers.map((n) => `row_${String(n).padStart(5, '0')}`).sort();
          const seen: string[] = [];
          for (let after: string | null = ''; after !== null; ) {
            const from: string = after;
            const page = toPage(rows.filter((row) => row > from).slice(0, limit + 1), limit, (row) => row);
            seen.push(...page.items);
            after = page.nextCursor;
          }
          expect(seen).toEqual(rows);
        },
      ),
    );
  });
});

it('seconds are added to an instant', () => {
  expect(addSeconds('2026-12-31T23:59:59.000Z' as Instant, 1)).toBe('2027-01-01T00:00:00.000Z');
});

it('SHA-256 agrees with the FIPS 180-4 example "abc"', async () => {
  expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('a random pool gives out each byte of its generator once, in portions of any length', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat({ max: 64 }), fc.nat({ max: 5000 })), { maxLength: 200 }), (lengths) => {
      // Each filling has another tag, and its bytes count up, so that a portion shows where it comes from.
      const fillings: Uint8Array[] = [];
      const random = createRandomPool((bytes) => {
        for (let index = 0; index < bytes.length; index += 1)
          bytes[index] = (index * 7 + fillings.length * 13 + 1) % 251;
        fillings.push(bytes.slice());
      });
      let [filling, used] = [-1, 0];
      for (const length of lengths) {
        const before = fillings.length;
        const portion = random(length);
        expect(portion.length).toBe(length);
        if (length > 2048) {
          expect(portion).toEqual(fillings.at(-1));
          continue;
        }
        if (fillings.length > before) [filling, used] = [before, 0];
        if (length > 0) expect(portion).toEqual(fillings[filling]?.slice(used, used + length));
        used += length;
      }
    }),
  );
});
