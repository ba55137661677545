// Finds out whether a database can be used, and says in one sentence why not. Never repeats the password.

import postgres from 'postgres';
import { StartRefusal } from '../process/start-refusal.ts';

const connectTimeoutSeconds = 5;

/** `host:port/name`, fit to be printed and to tell two databases apart. */
export function describeDatabase(url: string): string {
  const { hostname, port, pathname } = parseDatabaseUrl(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}

/** @throws StartRefusal */
export async function refuseUnreachableDatabase(url: string): Promise<void> {
  const place = describeDatabase(url);
  const sql = postgres(url, { max: 1, connect_timeout: connectTimeoutSeconds, onnotice: () => {} });
  try {
    await sql`SELECT 1`;
  } catch (error) {
    throw new StartRefusal(`The database at ${place} ${describeFailure(error)}; check DATABASE_URL.`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function parseDatabaseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed && /^postgres(ql)?:$/.test(parsed.protocol) && parsed.hostname) return parsed;
  throw new StartRefusal('DATABASE_URL is not an address like postgres://user:password@host:5432/name.');
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'does not answer: nobody listens there',
  ENOTFOUND: 'does not answer: the host is unknown',
  EAI_AGAIN: 'does not answer: the host name cannot be looked up',
  CONNECT_TIMEOUT: `does not answer within ${connectTimeoutSeconds} s`,
  '28P01': 'refuses the user or the password',
  '28000': 'refuses the user',
  '3D000': 'does not exist on that server',
};

function describeFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return failures[code] ?? `cannot be used (${code || 'unknown failure'})`;
}
