// Keyset pages. A cursor names the last row of a page, so that inserts cause neither skipped nor repeated rows.

export interface Page<T> {
  readonly items: readonly T[];
  /** The `?cursor=` of the next page; null on the last page. */
  readonly nextCursor: string | null;
}

export interface PageRequest {
  readonly after: string | null;
  readonly limit: number;
}

/** `rows` were read with `limit + 1`: the extra row shows that another page follows. */
export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

export function encodeCursor(key: string): string {
  return btoa(key).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** null if no list could have given it. */
export function decodeCursor(cursor: string): string | null {
  try {
    const key = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    return /^[ -~]+$/.test(key) ? key : null;
  } catch {
    return null;
  }
}
