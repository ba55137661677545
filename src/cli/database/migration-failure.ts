// What went wrong in `npm run db:migrate`, as one sentence for the person who deploys.

import { StartRefusal } from '../process/start-refusal.ts';

interface DatabaseError extends Error {
  readonly code: string;
  readonly hint?: string;
}

const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && typeof (error as Partial<DatabaseError>).code === 'string';

/** What else to say of an error of Postgres, by SQLSTATE. */
const advice: Readonly<Record<string, string>> = {
  '42501': 'run it as the owner of the tables',
  '55P03': 'another transaction holds a lock that it needs: run it again, when that has ended',
  '57014': 'it took too long: run it again, when there is less to do',
};

/** @param applying What was being applied; null before the first. @returns what is thrown in place of `error`. */
export function describeMigrationFailure(error: unknown, applying: string | null): unknown {
  if (error instanceof StartRefusal) return new StartRefusal(error.message, 2);
  const cause = isDatabaseError(error) ? error : ((error as Error | undefined)?.cause ?? error);
  if (!isDatabaseError(cause)) return error;
  const what = [(error as Error).message, cause.hint, advice[cause.code]].filter(Boolean).join('; ');
  if (applying === null) return new StartRefusal(`The database could not be migrated: ${what}.`, 2);
  if (/^(CONNECTION_|E[A-Z]+$|57P)/.test(cause.code))
    return new StartRefusal(`The connection to the database was lost during ${applying}; run it again.`);
  return new StartRefusal(`${applying} failed and changed nothing: ${what}.`);
}
