// Keyset pages. A page begins after the last row of the page before, so that inserts cause neither skipped nor repeated rows.

export interface Page<T> {
  readonly items: readonly T[];
  /** The key of the last row, which `src/http/cursor.ts` binds to the list; null on the last page. */
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
  return { items, nextCursor: rows.length > limit && last !== undefined ? keyOf(last) : null };
}
