// Queries for the export of statements of reasons, in pages by id. Ids are in the order of time.

import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { ExportedMeasure, ExportedSanction } from './dsa.ts';

export interface StatementPage {
  /** By when it was decided; `to` is excluded. */
  readonly from: Instant;
  readonly to: Instant;
  /** The last id of the page before; '' for the first. */
  readonly after: string;
  readonly limit: number;
}

/** Sanctions that restrict something and have counted: not warnings, and not those that nobody has confirmed. */
export function listSanctionStatements(
  { sql }: Pick<Database, 'sql'>,
  { from, to, after, limit }: StatementPage,
): Promise<ExportedSanction[]> {
  return run(
    () => sql<ExportedSanction[]>`
    SELECT 'sanction' AS source, s.id, s.kind, s.areas IS NOT NULL OR s.tournament_id IS NOT NULL AS "isPartial",
      s.reason_code AS "reasonCode", s.statement AS facts,
      EXISTS (SELECT FROM sanction_lineage(s.id) l JOIN moderation_case c ON c.sanction_id = l.id) AS "isReported",
      instant_text(s.starts_at) AS "startsAt", instant_text(s.ends_at) AS "endsAt", instant_text(s.created_at) AS "createdAt"
    FROM sanction_known s
    WHERE s.id > ${after} AND s.created_at >= ${from}::timestamptz AND s.created_at < ${to}::timestamptz AND s.kind <> 'warn'
      AND (NOT s.needs_confirmation OR s.confirmed_at IS NOT NULL)
      -- What an erased player has met again was decided once.
      AND NOT EXISTS (SELECT FROM sanction_known e WHERE e.id = s.earlier_id AND e.player_id <> s.player_id)
    ORDER BY s.id LIMIT ${limit}`,
  );
}

/** Frozen wallets of players, suspended certificates and voided prizes. Notes for staff are not read. */
export function listMeasureStatements(
  { sql }: Pick<Database, 'sql'>,
  { from, to, after, limit }: StatementPage,
): Promise<ExportedMeasure[]> {
  return run(
    () => sql<ExportedMeasure[]>`
    SELECT a.event AS source, a.id, coalesce(a.meta ->> 'reason', a.meta ->> 'reasonCode', 'No reason was written down.') AS facts,
      instant_text(a.created_at) AS "createdAt", (
        SELECT instant_text(min(b.created_at)) FROM audit_record b
        WHERE b.ref_type = a.ref_type AND b.ref_id = a.ref_id AND b.created_at > a.created_at
          AND b.event = CASE a.event WHEN 'wallet.frozen' THEN 'wallet.thawed' WHEN 'certificate.suspended' THEN 'certificate.reinstated' END
      ) AS "endedAt"
    FROM audit_record a
    WHERE a.id > ${after} AND a.created_at >= ${from}::timestamptz AND a.created_at < ${to}::timestamptz
      AND (a.event = 'certificate.suspended' OR a.event = 'wallet.frozen' AND EXISTS (SELECT FROM economy_player_wallet w WHERE w.id = a.ref_id)
        OR a.event = 'registration.disqualified_afterwards' AND ((a.meta ->> 'returnedCoins')::bigint > 0 OR (a.meta ->> 'claimedCoins')::bigint > 0))
    ORDER BY a.id LIMIT ${limit}`,
  );
}
