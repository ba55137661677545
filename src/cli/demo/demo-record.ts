// Records which database already contains the demo, so that a restart shows it instead of playing it again.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { type Id, idPattern } from '../../core/id.ts';
import type { Demo } from './play-demo.ts';
import type { RunningDemo } from './play-running.ts';

/** The finished tournament, and those that are running. */
export type ShownDemo = Demo & { readonly running: readonly RunningDemo[] };

const certificate = z.object({ code: z.string(), displayName: z.string() });

const recordShape = z.object({
  /** From describeDatabase. The record is valid for this database only. */
  database: z.string(),
  tournamentId: z.string(),
  title: z.string(),
  organizerId: z
    .string()
    .regex(idPattern('player'))
    .transform((text) => text as Id<'player'>),
  winner: certificate,
  runnerUp: certificate,
  participant: certificate,
  running: z.array(z.object({ tournamentId: z.string(), title: z.string() })),
});

/** Null when there is no readable record for this database. */
export function readDemo(file: string, database: string): ShownDemo | null {
  if (!existsSync(file)) return null;
  try {
    const record = recordShape.parse(JSON.parse(readFileSync(file, 'utf8')));
    return record.database === database ? record : null;
  } catch {
    return null;
  }
}

export function writeDemo(file: string, database: string, demo: ShownDemo): void {
  writeFileSync(file, `${JSON.stringify({ database, ...demo }, null, 2)}\n`);
}
