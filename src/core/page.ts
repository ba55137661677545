// Keyset pages: a cursor names the last row seen, so pages neither skip nor repeat rows while others are inserted.

import { refuse } from './errors.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Hand back as `?cursor=` for the next page; null on the last one. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly after: string | null;
  readonly limit: number;
}

/** Rows fetched with `limit + 1` tell whether another page follows. */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

export function encodeCursor(key: string): string {
  return btoa(key).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

export function decodeCursor(cursor: string): string {
  try {
    const key = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    if (/^[ -~]+$/.test(key)) return key;
  } catch {
    // Not base64: as bad as one that names no row.
  }
  throw refuse('invalid_request', { field: 'cursor' });
}
