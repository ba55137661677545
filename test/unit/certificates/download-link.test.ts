// Download links: their text, their signature, and their expiry.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DownloadLink,
  expiryOf,
  isExpired,
  linkLifetimeSeconds,
  linkText,
  readLink,
  signedText,
} from '../../../src/certificates/links/download-link.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import { openLink } from '../../../src/certificates/links/open-link.ts';
import { makeId } from '../../../src/core/id.ts';
import { type Instant, toInstant } from '../../../src/core/instant.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const secondsMax = 9_999_999_999;

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const anInstant = fc.integer({ min: 1_000_000_000, max: secondsMax }).map((at) => toInstant(at * 1000));
const aLink: fc.Arbitrary<DownloadLink> = fc
  .tuple(bytes, bytes, fc.constantFrom('pdf', 'png'), fc.constantFrom('player', 'admin'), anInstant)
  .map(([first, second, format, role, expiresAt]) => ({
    id: makeId('certificate', toInstant(1_790_000_000_000), first),
    format,
    reader: { playerId: makeId('player', toInstant(1_790_000_000_000), second), role },
    expiresAt,
  }));

const secret = 'a secret of at least thirty-two characters';
const other = 'another secret of thirty-two characters or more';
const keysOf = (...secrets: string[]) => createLinkKeys({ secrets, fault: null });
const keys = keysOf(secret);
const runs = { numRuns: caseCount({ usual: 60, nightly: 2_000 }) };

const [link] = fc.sample(aLink, { numRuns: 1, seed: 1 }) as [DownloadLink];
const signedBy = async (signer = keys, of = link) => linkText(of, await signer.sign(signedText(of)));
const at = (offsetMs: number): Instant => toInstant(Date.parse(link.expiresAt) + offsetMs);
const open = (text: string, now = at(-1000), verifier = keys) =>
  openLink({ clock: () => now, linkKeys: verifier }, text).then(
    (found) => found,
    ({ code, facts }) => [code, facts],
  );
const refused = ['link_not_valid', {}];

describe('the text of a link', () => {
  it('is read as it was written, and has one spelling', () => {
    fc.assert(
      fc.property(aLink, fc.stringMatching(/^[\w-]{43}$/), (one, signature) => {
        const text = linkText(one, signature);
        const read = readLink(text);
        expect(read).toEqual({ link: one, signed: signedText(one), signature });
        expect(encodeURIComponent(text)).toBe(text);
      }),
    );
  });

  it('differs in its signed part between any two links that differ', () => {
    fc.assert(
      fc.property(aLink, aLink, (one, two) => {
        const isSame = JSON.stringify(one) === JSON.stringify(two);
        expect(signedText(one) === signedText(two)).toBe(isSame);
      }),
    );
  });

  const parts = () => linkText(link, 'x').split('.');
  const withPart = (index: number, text: string) => parts().with(index, text).join('.');

  it.each([
    ['nothing', ''],
    ['a missing part', parts().slice(1).join('.')],
    ['one part more', `${linkText(link, 'x')}.x`],
    ['an id of another kind', withPart(0, link.id.replace('crt', 'trn'))],
    ['an id in upper case', withPart(0, link.id.toUpperCase())],
    ['another format', withPart(1, 'gif')],
    ['a role that no link has', withPart(3, 'organizer')],
    ['an expiry with a sign', withPart(4, '+179000000')],
    ['an expiry with a leading zero', withPart(4, '0179000000')],
    ['an expiry with a fraction', withPart(4, '1790000.00')],
    ['an expiry of eleven digits', withPart(4, '17900000000')],
  ])('with %s is not a link', (_, text) => {
    expect(readLink(text)).toBeNull();
  });
});

describe('the expiry', () => {
  it('is a whole second, at most 300 s away and more than 299 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }), (now) => {
        const left = Date.parse(expiryOf(toInstant(now))) - now;
        expect([left <= linkLifetimeSeconds * 1000, left > (linkLifetimeSeconds - 1) * 1000]).toEqual([true, true]);
        expect((now + left) % 1000).toBe(0);
      }),
    );
  });

  it.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('is judged to the millisecond: %d ms after it', async (offsetMs, isOver) => {
    expect(isExpired(link, at(offsetMs))).toBe(isOver);
    expect(await open(await signedBy(), at(offsetMs))).toEqual(isOver ? refused : link);
  });

  it('cannot be moved without another signature', async () => {
    const signature = await keys.sign(signedText(link));
    const later = { ...link, expiresAt: toInstant(Date.parse(link.expiresAt) - 1000) };
    expect(await open(linkText(later, signature), at(-2000))).toEqual(refused);
  });
});

describe('the signature', () => {
  it('has 43 characters, and opens what was signed', async () => {
    await fc.assert(
      fc.asyncProperty(aLink, async (one) => {
        const text = await signedBy(keys, one);
        expect(readLink(text)?.signature).toMatch(/^[\w-]{43}$/);
        expect(await open(text, toInstant(1000))).toEqual(one);
      }),
      runs,
    );
  });

  it('refuses every link in which one character differs', async () => {
    const text = await signedBy();
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~%';
    const altered = [...text].flatMap((character, index) =>
      [...alphabet].filter((one) => one !== character).map((one) => text.slice(0, index) + one + text.slice(index + 1)),
    );
    const verdicts = await Promise.all(altered.map((one) => open(one)));
    expect(verdicts.filter((verdict) => !Array.isArray(verdict))).toEqual([]);
    expect(new Set(verdicts.map(String))).toEqual(new Set([String(refused)]));
  });

  it('refuses a link with a part left out, repeated or appended', async () => {
    const text = await signedBy();
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.integer({ min: 1, max: 8 }), async (start, length) => {
        const part = text.slice(start, start + length);
        expect(await open(text.slice(0, start) + text.slice(start + length))).toEqual(refused);
        expect(await open(text.slice(0, start) + part + text.slice(start))).toEqual(refused);
      }),
      runs,
    );
  });

  it('of one link opens no other', async () => {
    await fc.assert(
      fc.asyncProperty(aLink, aLink, async (one, two) => {
        fc.pre(signedText(one) !== signedText(two));
        const exchanged = linkText(two, await keys.sign(signedText(one)));
        expect(await open(exchanged, toInstant(1000))).toEqual(refused);
      }),
      runs,
    );
  });

  it('of another secret is refused', async () => {
    expect(await open(await signedBy(keysOf(other)))).toEqual(refused);
  });

  it('is made with a derived key: what the secret itself signs is refused', async () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const plain = await crypto.subtle.importKey('raw', encode(secret), hmac, false, ['sign']);
    const made = new Uint8Array(await crypto.subtle.sign('HMAC', plain, encode(signedText(link))));
    const text = btoa(String.fromCharCode(...made))
      .replace(/\+/g, '-')
      .replace(/\//g, '_')
      .replace(/=+$/, '');
    expect(await open(linkText(link, text))).toEqual(refused);
  });

  it('of the previous secret stays valid during a rotation, and the new one signs', async () => {
    const rotating = keysOf(other, secret);
    expect(await open(await signedBy(keys), at(-1), rotating)).toEqual(link);
    expect(await open(await signedBy(rotating), at(-1), keysOf(other))).toEqual(link);
    expect(await open(await signedBy(keys), at(-1), keysOf(other))).toEqual(refused);
  });
});

it('without a secret no link is made or opened, and the variable is named', async () => {
  const fault = { variable: 'DOWNLOAD_SECRET', reason: 'is not set' };
  const none = createLinkKeys({ secrets: [], fault });
  const misconfigured = { code: 'misconfigured', facts: fault };
  await expect(none.sign('text')).rejects.toMatchObject(misconfigured);
  await expect(none.verify('text', '')).rejects.toMatchObject(misconfigured);
  expect(await open('not a link', at(-1), none)).toEqual(refused);
});
