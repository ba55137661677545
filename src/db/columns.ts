// Column types for all tables.

import { sql } from 'drizzle-orm';
import { type AnyPgColumn, customType, text } from 'drizzle-orm/pg-core';
import { type Instant, toInstant } from '../core/instant.ts';

/** `timestamptz(3)`, in code an ISO 8601 instant. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: toInstant,
  toDriver: (value) => value,
});

/** `timestamptz(6)`, for tables whose row order needs microseconds. In code truncated to milliseconds. */
export const preciseInstant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (6) with time zone',
  fromDriver: toInstant,
  toDriver: (value) => value,
});

/** Whole coins: `bigint` in SQL and in code. */
export const coins = customType<{ data: bigint; driverData: bigint }>({
  dataType: () => 'bigint',
  fromDriver: BigInt,
});

/** A prefixed id, stored as text. */
export const idColumn = <T extends string>(name: string) => text(name).$type<T>();

/** For checks: the part of core/text.ts that SQL can decide, so that names that look alike are equal. */
export const isCleanName = (name: AnyPgColumn) =>
  sql`${name} is nfc normalized and ${name} = btrim(${name}) and ${name} !~ ${sql.raw(String.raw`'[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]'`)}`;
