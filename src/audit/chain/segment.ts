// The hash chain over the audit trail: the canonical form of a row, and the head of a segment. docs/rules/moderation.md#sealing

import { sha256Hex } from '../../core/hex.ts';
import { type Id, makeId } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';

/** An audit row as it is sealed. */
export interface SealedRow {
  readonly id: Id<'audit'>;
  readonly event: string;
  readonly actorId: string;
  readonly subjectId: string | null;
  readonly refType: string;
  readonly refId: string;
  /** The text that Postgres gives of the jsonb. */
  readonly meta: string;
  readonly createdAt: Instant;
}

export interface Segment {
  /** 1, 2, 3 … without a gap. */
  readonly number: number;
  readonly previous: string;
  readonly head: string;
  readonly rows: readonly (readonly [id: Id<'audit'>, sha256: string])[];
  readonly sealedAt: Instant;
}

/** Before the first segment. */
export const noHead = '0'.repeat(64);
export const rowsPerSegmentMax = 1000;

/** Rows are sealed within a minute or two. One that appears later than this was not written by an act. */
const lateSecondsMax = 3600;

/** The JSON array of these eight texts, without blanks; null where nobody is concerned. */
export function hashRow({
  id,
  event,
  actorId,
  subjectId,
  refType,
  refId,
  meta,
  createdAt,
}: SealedRow): Promise<string> {
  return sha256Hex(JSON.stringify([id, event, actorId, subjectId, refType, refId, createdAt, meta]));
}

/** One line each: a title with the number, the head before, the time, and id and hash of each row. Each line ends with a line feed. */
export function headOf({ number, previous, sealedAt, rows }: Omit<Segment, 'head'>): Promise<string> {
  const lines = [`laurel-audit/1 ${number}`, previous, sealedAt, ...rows.map(([id, sha256]) => `${id} ${sha256}`)];
  return sha256Hex(lines.map((line) => `${line}\n`).join(''));
}

/** @returns the next segment. `rows` is not empty. */
export async function seal(
  last: Pick<Segment, 'number' | 'head'> | null,
  rows: readonly SealedRow[],
  sealedAt: Instant,
): Promise<Segment> {
  const hashed = await Promise.all(rows.map(async (row) => [row.id, await hashRow(row)] as const));
  const body = { number: (last?.number ?? 0) + 1, previous: last?.head ?? noHead, rows: hashed, sealedAt };
  return { ...body, head: await headOf(body) };
}

/** A row of an act that is sealed after `sealedAt` is not older. */
export function oldestUnsealed(sealedAt: Instant): { readonly createdAt: Instant; readonly id: Id<'audit'> } {
  const createdAt = addSeconds(sealedAt, -lateSecondsMax);
  return { createdAt, id: makeId('audit', createdAt, new Uint8Array(10)) };
}
