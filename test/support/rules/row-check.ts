// Compares what the functions of a store return from a real database with shapes. The compiler ties a shape to the declared type of the
// function, the check ties it to the rows: together they prove the types that a store only asserts. docs/architecture.md#row-types

import { expect } from 'vitest';
import * as z from 'zod';
import { type Id, type IdKind, idPattern, makeId } from '../../../src/core/id.ts';
import { type Instant, systemClock } from '../../../src/core/instant.ts';

export const id = <K extends IdKind>(kind: K) =>
  z.custom<Id<K>>((value) => typeof value === 'string' && idPattern(kind).test(value), `not an id of a ${kind}`);

export const instant = z.custom<Instant>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  'not an instant',
);

export const coins = z.bigint();

export const newId = <K extends IdKind>(kind: K): Id<K> =>
  makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));

type Query<A extends unknown[], R> = (...args: A) => Promise<R>;

export class RowCheck {
  readonly #checked = new Set<unknown>();

  /** Runs the query, which must find something, and compares every row. Unknown columns fail. @returns what the query returns. */
  async of<A extends unknown[], R>(query: Query<A, R>, shape: z.ZodType<NoInfer<R>>, ...args: A): Promise<R> {
    this.#checked.add(query);
    const found = await query(...args);
    expect(shape.safeParse(found).error?.issues ?? [], query.name).toEqual([]);
    expect(found === null || (Array.isArray(found) && found.length === 0), `${query.name} found nothing`).toBe(false);
    return found;
  }

  /** Functions of these stores that were not checked. */
  missing(stores: Readonly<Record<string, Readonly<Record<string, unknown>>>>): string[] {
    return Object.entries(stores).flatMap(([path, members]) =>
      Object.entries(members)
        .filter(([, member]) => typeof member === 'function' && !this.#checked.has(member))
        .map(([name]) => `${path}: ${name}`),
    );
  }
}
