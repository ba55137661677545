// Identifies the caller of a request before its token is verified. Good enough to route a caller to one shard, and for nothing else.

/** The unverified subject of the token, else the client address from the header that the platform sets, else null. Never trust it. */
export function callerOf(headers: Headers, addressHeader: string): string | null {
  const payload = /^Bearer [^.]+\.([\w-]+)\./i.exec(headers.get('authorization') ?? '')?.[1];
  return (payload === undefined ? null : subjectOf(payload)) ?? headers.get(addressHeader);
}

function subjectOf(payload: string): string | null {
  try {
    const { sub } = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: unknown };
    return typeof sub === 'string' ? sub : null;
  } catch {
    return null;
  }
}
