// Column types that all tables share.

import { customType, text } from 'drizzle-orm/pg-core';
import { type Instant, toInstant } from '../core/instant.ts';

/** `timestamptz(3)`, spoken of as an ISO 8601 instant. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  fromDriver: toInstant,
  toDriver: (value) => value,
});

/** Microseconds, where the order of rows hangs on it; spoken of in milliseconds, cut off. */
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

/** Prefixed ids are stored as the text they are shown as. */
export const idColumn = <T extends string>(name: string) => text(name).$type<T>();
