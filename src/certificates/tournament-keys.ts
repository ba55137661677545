// Use case: the object keys of all certificates of a tournament, in any state, and of its exports.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { tournamentExists } from '../tournaments/tournament-exists.ts';
import { objectKey } from './certificate.ts';
import { listExportKeys } from './exports/export-store.ts';
import { listFiles } from './store.ts';

/** @returns null if the tournament does not exist. */
export async function tournamentKeys(db: Database, id: Id<'tournament'>): Promise<string[] | null> {
  const files = await listFiles(db, id);
  if (files.length === 0 && !(await tournamentExists(db, id))) return null;
  const keys = files.flatMap(({ createdAt, pdfSha256, pngSha256, logoKey }) => [
    ...(pdfSha256 === null ? [] : [objectKey('pdf', createdAt, pdfSha256)]),
    ...(pngSha256 === null ? [] : [objectKey('png', createdAt, pngSha256)]),
    ...(logoKey === null ? [] : [logoKey]),
  ]);
  return [...new Set([...keys, ...(await listExportKeys(db, id))])];
}
