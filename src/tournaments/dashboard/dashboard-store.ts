// The query of the dashboard: all numbers of a tournament in one statement, so that they are of one moment.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { StartBlock } from '../auto-start/start-block.ts';
import type { MatchState } from '../matches/result.ts';
import type { RegistrationState } from '../registration/registration.ts';

export interface Dashboard {
  /** A state without registrations is absent. */
  readonly registrations: Readonly<Partial<Record<RegistrationState, number>>>;
  /** Of those who are confirmed or wait. */
  readonly checkedIn: number;
  /** A state without matches is absent. */
  readonly matches: Readonly<Partial<Record<MatchState, number>>>;
  readonly openDisputes: number;
  readonly openRefereeCalls: number;
  /** Entries of teams with fewer players than the tournament asks for: a member has left. */
  readonly shortRosters: number;
  /** Why a start that was due could not be made; null: none was, or it was made. */
  readonly startBlock: StartBlock | null;
  readonly heldCoins: Coins;
  readonly capturedCoins: Coins;
  readonly refundedCoins: Coins;
  readonly owedCoins: Coins;
}

export async function readDashboard(db: Database, id: Id<'tournament'>, now: Instant): Promise<Dashboard | null> {
  const rows = await run(
    () => db.sql<Dashboard[]>`
    SELECT
      (SELECT coalesce(jsonb_object_agg(state, entrants), '{}') FROM (
        SELECT state, count(*) AS entrants FROM tournament_registration WHERE tournament_id = t.id GROUP BY state) r) AS registrations,
      (SELECT count(*)::integer FROM tournament_registration
        WHERE tournament_id = t.id AND state IN ('confirmed', 'waitlisted') AND checked_in_at IS NOT NULL) AS "checkedIn",
      (SELECT coalesce(jsonb_object_agg(state, matches), '{}') FROM (
        SELECT state, count(*) AS matches FROM tournament_match WHERE tournament_id = t.id GROUP BY state) m) AS matches,
      (SELECT count(*)::integer FROM tournament_dispute d WHERE d.tournament_id = t.id AND d.outcome IS NULL) AS "openDisputes",
      (SELECT count(*)::integer FROM tournament_referee_call c WHERE c.tournament_id = t.id AND c.resolved_at IS NULL) AS "openRefereeCalls",
      (SELECT count(*)::integer FROM tournament_registration r WHERE r.tournament_id = t.id AND r.state IN ('pending', 'confirmed', 'waitlisted')
        AND (SELECT count(*) FROM tournament_roster x WHERE x.registration_id = r.id) < t.roster_size) AS "shortRosters",
      (SELECT jsonb_build_object('code', b.code, 'facts', b.facts, 'since', instant_text(b.since))
        FROM tournament_start_block b WHERE b.tournament_id = t.id) AS "startBlock",
      f.held AS "heldCoins", f.captured AS "capturedCoins", f.refunded AS "refundedCoins", f.owed AS "owedCoins"
    FROM tournament_tournament t, ledger_fee_totals(t.id, ${now}::timestamptz) f WHERE t.id = ${id}`,
  );
  return rows[0] ?? null;
}
