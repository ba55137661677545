import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ListIdentity, withCursor, withKey } from '../../../src/http/cursor.ts';
import { ValidationError } from '../../../src/http/problem.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const runs = { numRuns: caseCount({ usual: 200, nightly: 10_000 }) };
const key = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
const texts = fc.dictionary(fc.constantFrom('id', 'state', 'sort', 'cursor', 'limit', 'expand'), key);
const list: fc.Arbitrary<ListIdentity> = fc.record({
  route: fc.constantFrom('listTeams', 'listHolds'),
  params: fc.dictionary(fc.constant('id'), key),
  query: texts,
  caller: fc.option(key),
});
const cursorOf = (nextCursor: string, of: ListIdentity) =>
  (withCursor({ items: [], nextCursor }, () => of) as { nextCursor: string }).nextCursor;
const open = (cursor: string, of: ListIdentity) => withKey({ cursor, limit: 5 }, () => of);

it('a cursor needs no URL encoding and leads to the key that it was made of, whatever page is asked for', () => {
  fc.assert(
    fc.property(key, list, fc.constantFrom('cursor', 'limit', 'expand'), (given, of, parameter) => {
      const cursor = cursorOf(given, of);
      expect(cursor).toMatch(/^[\w-]+$/);
      const next = { ...of, query: { ...of.query, [parameter]: cursor } };
      expect(open(cursor, next)).toEqual({ cursor: given, limit: 5 });
    }),
    runs,
  );
});

it('a cursor of another route, id, filter, order or caller is refused', () => {
  const identity = ({ route, params, query, caller }: ListIdentity) => {
    const { cursor, limit, expand, ...filters } = query;
    return JSON.stringify([route, params.id, filters.id, filters.state, filters.sort, caller]);
  };
  fc.assert(
    fc.property(key, list, list, (given, of, other) => {
      fc.pre(identity(of) !== identity(other));
      expect(() => open(cursorOf(given, of), other)).toThrow(ValidationError);
    }),
    runs,
  );
});

it('the order of the parameters does not matter', () => {
  const of = (query: Record<string, string>): ListIdentity => ({ route: 'listHolds', params: {}, query, caller: null });
  expect(open(cursorOf('k', of({ a: '1', b: '2' })), of({ b: '2', a: '1' }))).toMatchObject({ cursor: 'k' });
});

it('other text is no cursor', () => {
  const of: ListIdentity = { route: 'listTeams', params: {}, query: {}, caller: null };
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        key.map((text) => btoa(text)),
      ),
      (text) => {
        expect(() => open(text, of)).toThrow(ValidationError);
      },
    ),
  );
});

it('the last page and other answers stay as they are', () => {
  const of: ListIdentity = { route: 'listTeams', params: {}, query: {}, caller: null };
  for (const body of [null, undefined, { items: [], nextCursor: null }, { id: 'x' }])
    expect(withCursor(body, () => of)).toBe(body);
});
