// Opens the configured database.

import { type Database, openDatabase } from '../../db/client.ts';
import { noDatabase } from '../../db/no-database.ts';
import { type Part, refuseFault } from './faults.ts';

/** With a fault, every use of the database @throws DomainError misconfigured. */
export function openConfigured({ value, fault }: Part<string>, connectionsMax?: number): Database {
  return fault === null ? openDatabase(value, connectionsMax) : noDatabase(() => refuseFault(fault));
}
