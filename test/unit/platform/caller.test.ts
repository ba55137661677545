import { expect, it } from 'vitest';
import { callerOf } from '../../../src/http/caller.ts';

const encode = (value: unknown) =>
  btoa(JSON.stringify(value)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const token = (payload: unknown) => `Bearer ${encode({ alg: 'HS256' })}.${encode(payload)}.c2ln`;
const headers = (authorization?: string, address?: string) =>
  new Headers({
    ...(authorization === undefined ? {} : { authorization }),
    ...(address === undefined ? {} : { 'x-address': address }),
  });

it.each([
  ['the subject of a token', headers(token({ sub: 'ply_a' }), '192.0.2.1'), 'ply_a'],
  ['the address without a token', headers(undefined, '192.0.2.1'), '192.0.2.1'],
  ['the address with a token that has no subject', headers(token({}), '192.0.2.1'), '192.0.2.1'],
  ['the address with a subject that is not a string', headers(token({ sub: 7 }), '192.0.2.1'), '192.0.2.1'],
  ['the address with an invalid token', headers('Bearer a.!!!.b', '192.0.2.1'), '192.0.2.1'],
  ['null without token and address', headers('Basic abc'), null],
])('a caller is %s', (_, given, expected) => {
  expect(callerOf(given, 'x-address').key).toBe(expected);
});

it('only the subject that is no player id has to be asked for, apart for each issuer', () => {
  const mapped = (payload: object) => callerOf(headers(token(payload)), 'x-address').mapped;
  expect(mapped({ sub: `ply_${'0'.repeat(26)}`, iss: 'https://a.test' })).toBe(null);
  const [of, other] = [mapped({ sub: 'auth0|7', iss: 'https://a.test' }), mapped({ sub: 'auth0|7' })];
  expect([of === null, other === null, of === other]).toEqual([false, false, false]);
  expect(callerOf(headers(undefined, '192.0.2.1'), 'x-address').mapped).toBe(null);
});
