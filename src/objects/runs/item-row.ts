// Maps a row of object_item to an ObjectItem.

import { toInstant } from '../../core/instant.ts';
import type { CopyStatus, ObjectItem } from './object-item.ts';

export interface ItemRow {
  readonly key: string;
  readonly sha256: string;
  readonly size_bytes: number;
  readonly content_type: string;
  readonly r2_status: CopyStatus;
  readonly s3_status: CopyStatus;
  readonly r2_problem: string | null;
  readonly s3_problem: string | null;
  readonly attempts: number;
  readonly created_at: string;
  readonly acknowledged_at: string | null;
  readonly deleted_at: string | null;
}

export function toItem(row: ItemRow): ObjectItem {
  return {
    key: row.key,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    contentType: row.content_type,
    copies: { r2: row.r2_status, s3: row.s3_status },
    problems: { r2: row.r2_problem, s3: row.s3_problem },
    attempts: row.attempts,
    createdAt: toInstant(row.created_at),
    acknowledgedAt: row.acknowledged_at === null ? null : toInstant(row.acknowledged_at),
    deletedAt: row.deleted_at === null ? null : toInstant(row.deleted_at),
  };
}
