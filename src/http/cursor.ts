// Cursors as clients see them: the key of the last row of a page, bound to the list. The list is the route with its ids, its filters,
// its order and its caller, so that the cursor of another list is refused instead of starting somewhere.

import { fnv1a } from '../core/shard.ts';
import { ValidationError } from './problem.ts';

export interface ListIdentity {
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  /** As sent. */
  readonly query: Readonly<Record<string, string>>;
  readonly caller: string | null;
}

/** They change what a page shows, not which rows the list has. */
const pageParameters: ReadonlySet<string> = new Set(['cursor', 'limit', 'expand']);

/** The query of a list, with the key in place of its cursor. @throws ValidationError for the cursor of another list. */
export function withKey(query: unknown, list: () => ListIdentity): object {
  const { cursor, ...others } = query as { readonly cursor?: unknown };
  return typeof cursor === 'string' ? { ...others, cursor: decodeCursor(cursor, list()) } : others;
}

/** The body of an answer, with a cursor in place of its key. */
export function withCursor(body: unknown, list: () => ListIdentity): unknown {
  const isPage =
    typeof body === 'object' && body !== null && 'nextCursor' in body && typeof body.nextCursor === 'string';
  return isPage ? { ...body, nextCursor: encodeCursor(body.nextCursor as string, list()) } : body;
}

function encodeCursor(key: string, list: ListIdentity): string {
  return btoa(`${tagOf(list)} ${key}`)
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/** An invented cursor may hold any printable key. */
function decodeCursor(cursor: string, list: ListIdentity): string {
  const [tag, ...words] = readBase64(cursor)?.split(' ') ?? [];
  const key = words.join(' ');
  if (tag === tagOf(list) && /^[ -~]+$/.test(key)) return key;
  const problem = 'must be a nextCursor of this list, with the same filters, order and caller';
  throw new ValidationError([{ field: 'cursor', problem }]);
}

/** A short text for one list. */
function tagOf({ route, params, query, caller }: ListIdentity): string {
  const filters = Object.entries(query).filter(([name]) => !pageParameters.has(name));
  return fnv1a(JSON.stringify([route, params, filters.toSorted(), caller])).toString(36);
}

function readBase64(text: string): string | null {
  try {
    return atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  } catch {
    return null;
  }
}
