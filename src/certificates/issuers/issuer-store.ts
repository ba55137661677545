// Queries on issuer profiles.

import { eq } from 'drizzle-orm';
import { type AuditRow, appendAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { issuerTable } from '../tables.ts';
import type { IssuerProfile } from './issuer.ts';

export async function findIssuer(db: Database, playerId: Id<'player'>): Promise<IssuerProfile | null> {
  const rows = await run(() => db.orm.select().from(issuerTable).where(eq(issuerTable.playerId, playerId)));
  const [row] = rows;
  if (row === undefined) return null;
  const { signatoryName, signatoryOffice, ...rest } = row;
  return { ...rest, signatory: signatoryName === null ? null : { name: signatoryName, office: signatoryOffice } };
}

/** `logoKey` undefined: the present logo stays. */
export type IssuerChange = Omit<IssuerProfile, 'logoKey'> & { readonly logoKey: string | null | undefined };

export async function writeIssuer(db: Database, change: IssuerChange, audit: AuditRow): Promise<void> {
  const { sql } = db;
  const { playerId, name, site, logoKey = null, signatory, updatedAt } = change;
  await run(
    () => sql`
    WITH written AS (
      INSERT INTO certificate_issuer AS i (player_id, name, site, logo_key, signatory_name, signatory_office, updated_at)
      VALUES (${playerId}, ${name}, ${site}, ${logoKey}, ${signatory?.name ?? null}, ${signatory?.office ?? null}, ${updatedAt}::timestamptz)
      ON CONFLICT (player_id) DO UPDATE SET name = excluded.name, site = excluded.site,
        logo_key = CASE WHEN ${change.logoKey === undefined} THEN i.logo_key ELSE excluded.logo_key END,
        signatory_name = excluded.signatory_name, signatory_office = excluded.signatory_office, updated_at = excluded.updated_at
      RETURNING 1
    ) ${appendAudit(sql, audit, sql`written`)}`,
  );
}
