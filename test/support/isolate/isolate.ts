// Test files share an isolate, because starting workerd and evaluating every module for each file would double the time of a run.
// A file that changed a binding leaves services that were built from it. They are dropped before the next file, whose own database is bound
// from then on: a job that was left over must not bind the new services to another one.

import { abortAllDurableObjects } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { forgetBuilt } from '../../../src/platform/cloudflare/config.ts';
import { asApp, createDatabase } from './new-database.ts';

type Bindings = Record<string, unknown>;

const bindings = env as unknown as Bindings;
const isolate = globalThis as { bindingsAtStart?: Readonly<Bindings>; ownDatabaseUrl?: string | undefined };

/** The URL of the file's own database, as its owner; bound already, where the isolate was cleaned. */
export async function takeDatabase(): Promise<string> {
  const url = isolate.ownDatabaseUrl ?? (await createDatabase());
  isolate.ownDatabaseUrl = undefined;
  return url;
}

/** Restores the bindings. If they were changed, objects start anew, and the Worker reads the bindings again. */
export async function cleanIsolate(): Promise<void> {
  isolate.bindingsAtStart ??= { ...bindings };
  if (!areChanged(isolate.bindingsAtStart)) return;
  isolate.ownDatabaseUrl = await createDatabase();
  // Without waiting in between: work that was left over reads bindings at any time.
  for (const name of Object.keys(bindings)) if (!(name in isolate.bindingsAtStart)) delete bindings[name];
  await rebind({ ...isolate.bindingsAtStart, DATABASE_URL: asApp(isolate.ownDatabaseUrl) });
}

/** Changes bindings for a test file, before its first request. Work left over from another file may have made the Worker read them already. */
export async function rebind(changed: Partial<Bindings>): Promise<void> {
  Object.assign(bindings, changed);
  await abortAllDurableObjects();
  forgetBuilt();
}

function areChanged(atStart: Readonly<Bindings>): boolean {
  const names = new Set([...Object.keys(atStart), ...Object.keys(bindings)]);
  return [...names].some((name) => bindings[name] !== atStart[name]);
}
