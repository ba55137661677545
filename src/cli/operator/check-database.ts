// Checks that a database is usable; otherwise reports the reason in one sentence. Never prints the password.

import postgres from 'postgres';
import { StartRefusal } from '../process/start-refusal.ts';

const connectTimeoutSeconds = 5;

/** `host:port/name`: identifies the database, without credentials. */
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
  throw new StartRefusal('DATABASE_URL must be a URL such as postgres://user:password@host:5432/name.');
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses connections',
  ENOTFOUND: 'has an unknown host name',
  EAI_AGAIN: 'has a host name that cannot be resolved',
  CONNECT_TIMEOUT: `did not respond within ${connectTimeoutSeconds} s`,
  ...Object.fromEntries(
    [
      ...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
      ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ].map((code) => [
      code,
      `has a certificate that is not accepted (${code}); NODE_EXTRA_CA_CERTS names a file of authorities`,
    ]),
  ),
  '28P01': 'rejects the user or the password',
  '28000': 'rejects the user',
  '3D000': 'does not exist on the server',
};

function describeFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return failures[code] ?? `cannot be used (${code || 'unknown error'})`;
}
