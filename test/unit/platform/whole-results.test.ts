// What is passed on of the messages of Postgres, compared with a slow rule: rows come with the end of their result, and not before an error.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWholeResults } from '../../../src/db/whole-results.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const messageOf = (type: string, text: string): Buffer => {
  const bytes = Buffer.alloc(5 + text.length);
  bytes.write(type);
  bytes.writeUInt32BE(4 + text.length, 1);
  bytes.write(text, 5);
  return bytes;
};
const aMessage = fc
  .tuple(fc.constantFrom('D', 'D', 'D', 'C', 'E', 'Z', 's', '1'), fc.string({ unit: 'binary-ascii', maxLength: 12 }))
  .map(([type, text]) => messageOf(type, text));

function passedOf(messages: readonly Buffer[]): Buffer {
  const passed: Buffer[] = [];
  let rows: Buffer[] = [];
  for (const message of messages) {
    const type = message.toString('latin1', 0, 1);
    if (type === 'D') rows.push(message);
    else {
      passed.push(...(type === 'E' ? [] : rows), message);
      rows = [];
    }
  }
  return Buffer.concat(passed);
}

/** The types of its messages; they end where it ends. */
function typesOf(messages: Buffer): string {
  let types = '';
  let at = 0;
  for (; at < messages.length; at += 1 + messages.readUInt32BE(at + 1))
    types += messages.toString('latin1', at, at + 1);
  expect(at).toBe(messages.length);
  return types;
}

it('rows come with the end of their result, and not before an error, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(aMessage, { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (messages, lengths) => {
        const passed: Buffer[] = [];
        const read = createWholeResults((bytes) => void passed.push(bytes));
        const all = Buffer.concat(messages);
        for (let at = 0, piece = 0; at < all.length; piece += 1) {
          const length = lengths[piece % lengths.length] ?? 1;
          read(all.subarray(at, at + length));
          at += length;
          // All that may be passed is passed at once.
          const whole = messages.filter((_, index) => Buffer.concat(messages.slice(0, index + 1)).length <= at);
          expect(Buffer.concat(passed).equals(passedOf(whole))).toBe(true);
        }
        for (const bytes of passed) expect(typesOf(bytes)).toMatch(/[^D]$/);
      },
    ),
    { numRuns: caseCount({ usual: 500, nightly: 20_000 }) },
  );
});
