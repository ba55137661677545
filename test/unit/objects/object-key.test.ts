import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareKeys } from '../../../src/objects/stores/object-key.ts';

const key = fc.array(fc.constantFrom('a', 'b', '/', ',', 'ç', 'কা', '東', '\uE000', '\uFF5E', '🏆', '\u{10FFFF}'), {
  maxLength: 4,
});

it('keys are ordered by their bytes, as stores and the database list them', () => {
  fc.assert(
    fc.property(key, key, (left, right) => {
      const [a, b] = [left.join(''), right.join('')];
      expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
  expect(compareKeys('\uFF5E', '🏆')).toBeLessThan(0);
});
