// The text of API keys: form, checksum, and what their scopes follow from.

import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { routes } from '../../../src/app/api.ts';
import { makeId } from '../../../src/core/id.ts';
import { apiKeyName, apiKeyTextOf, readApiKeyText } from '../../../src/http/api-keys/key-text.ts';
import { scopeOf, scopes } from '../../../src/http/api-keys/scope.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const now = '2026-01-02T03:04:05.006Z' as Parameters<typeof makeId>[1];
const aText = fc.tuple(bytes(10), bytes(32)).map(([idBytes, secret]) => {
  const id = makeId('apiKey', now, idBytes);
  return { id, text: apiKeyTextOf(id, secret) };
});
const runs = { numRuns: caseCount({ usual: 100, nightly: 5_000 }) };

it('a key names its id, and its last six characters are the CRC-32 of the others in base 62', () => {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  fc.assert(
    fc.property(aText, ({ id, text }) => {
      expect(text).toMatch(/^lk_live_[0-9a-hjkmnp-tv-z]{26}_[0-9A-Za-z]{49}$/);
      expect(readApiKeyText(text)).toBe(id);
      expect(apiKeyName(text)).toBe(`lk_live_${id.slice(4)}`);
      const number = [...text.slice(-6)].reduce((sum, digit) => sum * 62 + digits.indexOf(digit), 0);
      expect(number).toBe(crc32(text.slice(0, -6)));
    }),
    runs,
  );
});

it('a key with any one character changed, added or lost is none', () => {
  fc.assert(
    fc.property(aText, fc.nat(83), fc.constantFrom('', '0', 'z', '_', 'éa'), ({ text }, at, other) => {
      const changed = text.slice(0, at) + other + text.slice(at + 1);
      expect(changed === text ? null : readApiKeyText(changed)).toBeNull();
      expect(readApiKeyText(`${text.slice(0, at)}0${text.slice(at)}`)).toBeNull();
    }),
    runs,
  );
});

it('every scope is the scope of a route, and no route that makes keys, roles, sanctions or personal data has one', () => {
  const used = new Map(routes.map((route) => [route.name, scopeOf(route)]));
  expect([...new Set(used.values())].filter((scope) => scope !== null).sort()).toEqual([...scopes].sort());
  const unscoped = [
    'makeApiKey',
    'revokeApiKey',
    'grantRole',
    'readMe',
    'erasePlayer',
    'imposeSanction',
    'register',
    'reportResult',
  ];
  for (const name of unscoped) expect([name, used.get(name)]).toEqual([name, null]);
  expect(used.get('creditWallet')).toBe('economy:credit');
  expect(used.get('payPrizes')).toBe('economy:payout');
});
