// Classifies database errors: a violated constraint, contention, or an unreachable server.

interface PostgresFault {
  readonly code?: string;
  readonly constraint_name?: string;
  readonly detail?: string;
  readonly cause?: unknown;
}

function faultOf(error: unknown): PostgresFault | null {
  if (typeof error !== 'object' || error === null) return null;
  const fault = error as PostgresFault;
  return typeof fault.code === 'string' ? fault : faultOf(fault.cause);
}

/** The name of the violated constraint or unique index; null for other errors. */
export function brokenConstraint(error: unknown): string | null {
  return faultOf(error)?.constraint_name ?? null;
}

/** What the database adds to the message; null if nothing. */
export function detailOf(error: unknown): string | null {
  return faultOf(error)?.detail ?? null;
}

/** 40001 serialization_failure and 40P01 deadlock_detected: rolled back, the same statement may be retried. */
export function isContention(error: unknown): boolean {
  const code = faultOf(error)?.code;
  return code === '40001' || code === '40P01';
}

/** The statement names a schema, table, column, function or type that the database does not have, or may not show. */
export function lacksObject(error: unknown): boolean {
  return ['3F000', '42P01', '42703', '42883', '42704', '42501'].includes(faultOf(error)?.code ?? '');
}

/** 25P02 in_failed_sql_transaction: an earlier statement of the transaction failed. */
export function isAborted(error: unknown): boolean {
  return faultOf(error)?.code === '25P02';
}

/**
 * The statement is not at fault: SQLSTATE classes 08 and 57P (shutdown), 53300 (too many connections), 57014 and 55P03 (timed
 * out and rolled back), CONNECTION_* and CONNECT_TIMEOUT of postgres.js, and socket errors.
 */
export function isDatabaseDown(error: unknown): boolean {
  const code = faultOf(error)?.code ?? '';
  return /^(08|57P|57014|55P03|53300|CONNECT|ECONN|EPIPE|ETIMEDOUT|ETLS|ENOTFOUND|EHOSTUNREACH)/.test(code);
}
