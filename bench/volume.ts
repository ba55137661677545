// Fills a database with the data of a few busy years, deterministically: players with wallets, a consistent ledger, an audit trail,
// holds, keys, teams and tournaments. Uses set-based SQL, because requests would take hours.

import type { Sql } from '../src/db/client.ts';
import { countOver, entrants, fillTournaments, liveEntrants, openEntrants } from './volume-tournaments.ts';

export interface Volume {
  readonly players: number;
  /** Legs; two per transfer. */
  readonly ledgerRows: number;
  readonly auditRows: number;
  readonly certificates: number;
}

export const fullVolume: Volume = {
  players: 100_000,
  ledgerRows: 1_000_000,
  auditRows: 500_000,
  certificates: 100_000,
};

export const smallVolume: Volume = { players: 10_000, ledgerRows: 100_000, auditRows: 50_000, certificates: 30_000 };

/** The ids that the statements below create. */
export const idOf = (prefix: string, index: number) => `${prefix}_${index.toString(16).padStart(26, '0')}`;

/** Tournaments: one with open registration, one for teams, one live. */
export function stagesOf({ certificates, players }: Pick<Volume, 'certificates' | 'players'>) {
  const over = countOver({ certificates });
  const playerOf = (registration: number) => idOf('ply', 1 + (registration % players));
  const firstLive = over * entrants + openEntrants + 1;
  return {
    over,
    openId: idOf('trn', over + 1),
    liveId: idOf('trn', over + 2),
    teamId: idOf('trn', over + 3),
    /** First-round match `leaf` (0 … 511) of the live tournament, with its first side. */
    liveMatch: (leaf: number) => ({
      id: idOf('mat', (over + 2) * liveEntrants + liveEntrants / 2 + leaf),
      playerId: playerOf(firstLive + 2 * leaf),
    }),
    newPlayer: idOf('ply', players + 1),
  };
}

const seed = 0.42;
const firstCredit = 1_000_000;

export const fillDatabase = (sql: Sql, volume: Volume) =>
  fill(sql, async (run) => {
    await fillLedger(run, volume);
    await fillAudit(run, volume);
    await fillCases(run, volume);
    await fillHolds(run, volume);
    await fillKeys(run, volume);
    await fillTournaments(run, volume);
    await fillTeams(run, volume);
  });

/** Tournaments, and what is made for them. */
export const fillTournamentsOnly = (sql: Sql, volume: Volume, also: (run: Run) => Promise<void>) =>
  fill(sql, async (run) => {
    await fillTournaments(run, volume);
    await also(run);
  });

/** Requires a superuser: triggers are off during the writes. */
async function fill(sql: Sql, write: (run: Run) => Promise<void>): Promise<void> {
  await sql.begin(async (transaction) => {
    const run = (statement: string) => transaction.unsafe(statement);
    await run(`SET LOCAL statement_timeout = 0`);
    await run(`SET LOCAL session_replication_role = replica`);
    await run(`SELECT setseed(${seed})`);
    await run(`CREATE FUNCTION pg_temp.bench_id(prefix text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT prefix || '_' || lpad(to_hex(n), 26, '0') $$`);
    await write(run);
  });
  await sql.unsafe('SET statement_timeout = 0');
  await sql.unsafe('VACUUM (ANALYZE)');
}

export type Run = (statement: string) => Promise<unknown>;

/** A credit from the treasury to each player, then random transfers between players. Balances are running sums. */
async function fillLedger(run: Run, { players, ledgerRows }: Volume): Promise<void> {
  const transfers = ledgerRows / 2;
  await run(`CREATE TEMP TABLE move ON COMMIT DROP AS
    SELECT n, timestamptz '2025-11-01' + n * (interval '365 days' / ${transfers}) AS at,
      CASE WHEN n <= ${players} THEN 0 ELSE 1 + floor(random() * ${players})::bigint END AS payer,
      CASE WHEN n <= ${players} THEN n ELSE 1 + floor(random() * ${players})::bigint END AS payee,
      CASE WHEN n <= ${players} THEN ${firstCredit} ELSE 1 + floor(random() * 100)::bigint END AS amount
    FROM generate_series(1, ${transfers}) n`);
  await run(`UPDATE move SET payee = 1 + payee % ${players} WHERE payer = payee`);
  await run(`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at, claim, fingerprint)
    SELECT pg_temp.bench_id('txn', n * 2 + side), pg_temp.bench_id('trf', n), pg_temp.bench_id('wal', who), amount,
      sum(amount) OVER (PARTITION BY who ORDER BY n), CASE WHEN n <= ${players} THEN 'manual_adjust' WHEN n % 20 = 0 THEN 'entry_fee' ELSE 'p2p_transfer' END,
      pg_temp.bench_id('ply', who), at, CASE side WHEN 0 THEN pg_temp.bench_id('ply', who) || ' POST /v1/transfers' || chr(10) || md5(n::text) END,
      CASE side WHEN 0 THEN encode(sha256(n::text::bytea), 'hex') END
    FROM (SELECT n, at, 0 AS side, payer AS who, -amount AS amount FROM move UNION ALL SELECT n, at, 1, payee, amount FROM move) leg
    ORDER BY n, side`);
  await run(`INSERT INTO economy_wallet (id, kind, owner_id, created_at)
    SELECT pg_temp.bench_id('wal', n), 'player', pg_temp.bench_id('ply', n), '2025-11-01' FROM generate_series(1, ${players}) n`);
  await run(`UPDATE economy_wallet w SET balance = s.balance, posted_at = s.last
    FROM (SELECT wallet_id, sum(amount) AS balance, max(created_at) AS last FROM economy_transaction GROUP BY wallet_id) s WHERE s.wallet_id = w.id`);
}

/** A case for five audit rows, with one report each; half of them are decided. The first thousand players have all that is decided between them, so that each has a long history. */
async function fillCases(run: Run, { auditRows }: Volume): Promise<void> {
  const cases = auditRows / 5;
  await run(`INSERT INTO moderation_case (id, subject_type, subject_id, category, player_ids, snapshot, state, priority, report_count, version,
      statement, decided_by, decided_at, created_at)
    SELECT pg_temp.bench_id('cas', n), 'player', player, (ARRAY['cheating', 'fraud', 'harassment', 'other'])[1 + n % 4], ARRAY[player],
      jsonb_build_object('displayName', 'Player ' || n), CASE WHEN is_open THEN (ARRAY['open', 'triaged'])[1 + n / 8 % 2] ELSE 'rejected' END,
      n / 16 % 6, 1, 1, CASE WHEN NOT is_open THEN 'Seen.' END, CASE WHEN NOT is_open THEN pg_temp.bench_id('ply', 1) END,
      CASE WHEN NOT is_open THEN timestamptz '2026-01-02' END, timestamptz '2026-01-01' + n * interval '1 second'
    FROM generate_series(1, ${cases}) n, LATERAL (SELECT n / 4 % 2 = 0 AS is_open) s,
      LATERAL (SELECT pg_temp.bench_id('ply', CASE WHEN is_open THEN n ELSE 2 + n % 1000 END) AS player) p`);
  await run(`INSERT INTO moderation_report (id, case_id, reporter_id, text, evidence, created_at)
    SELECT pg_temp.bench_id('rpt', n), pg_temp.bench_id('cas', n), pg_temp.bench_id('ply', 1 + n % 500), 'Seen.', '[]', timestamptz '2026-01-01'
    FROM generate_series(1, ${cases}) n`);
}

/** A tenth of all rows is about one busy tournament, the rest about many. */
async function fillAudit(run: Run, { auditRows }: Volume): Promise<void> {
  await run(`INSERT INTO moderation_audit (id, event, actor_id, subject_id, ref_type, ref_id, meta, created_at)
    SELECT pg_temp.bench_id('aud', n), 'match.result_decided', pg_temp.bench_id('ply', 1 + n % 100), NULL, 'tournament',
      pg_temp.bench_id('trn', CASE WHEN n % 10 = 0 THEN 1 ELSE 1 + floor(random() * ${auditRows / 10})::bigint END),
      jsonb_build_object('scores', ARRAY[n % 3, n % 2]), timestamptz '2025-11-01' + n * (interval '365 days' / ${auditRows})
    FROM generate_series(1, ${auditRows}) n`);
}

/** One in twenty is still active; of those, one in five is past its time and waits to be swept. */
async function fillHolds(run: Run, { players }: Volume): Promise<void> {
  await run(`INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, captured, state, reason, transfer_id, actor_id, created_at, expires_at, resolved_at)
    SELECT pg_temp.bench_id('hld', n), pg_temp.bench_id('wal', n), pg_temp.bench_id('wal', 1 + n % ${players}), 1, CASE WHEN n % 20 = 0 THEN 0 ELSE 1 END,
      CASE WHEN n % 20 = 0 THEN 'active' ELSE 'captured' END, 'entry_fee', CASE WHEN n % 20 > 0 THEN pg_temp.bench_id('trf', n) END,
      pg_temp.bench_id('ply', n), '2026-01-01', CASE WHEN n % 100 = 0 THEN timestamptz '2026-01-02' ELSE '2099-01-01' END,
      CASE WHEN n % 20 > 0 THEN timestamptz '2026-01-01' END
    FROM generate_series(1, ${players}) n`);
  await run(`UPDATE economy_wallet w SET held = 1 FROM economy_hold h WHERE h.wallet_id = w.id AND h.state = 'active'`);
}

/** Four in five belong to holds and stay; of the others a minute's share is past its day. */
async function fillKeys(run: Run, { players }: Volume): Promise<void> {
  await run(`INSERT INTO http_idempotency (scope, key, fingerprint, is_permanent, outcome, created_at)
    SELECT pg_temp.bench_id('ply', n % ${players}) || ' POST /v1/transfers', 'key-' || n, encode(sha256(n::text::bytea), 'hex'),
      n % 5 > 0, '{}', timestamptz '2026-01-01' + n * (interval '48 hours' / ${2 * players})
    FROM generate_series(1, ${2 * players}) n`);
}

async function fillTeams(run: Run, { players }: Volume): Promise<void> {
  const teams = players / 10;
  await run(`INSERT INTO team_team (id, name, captain_id, join_code, member_count, created_at)
    SELECT pg_temp.bench_id('tem', n), 'Team ' || n, pg_temp.bench_id('ply', n * 5 - 4), 'CODE' || n, 5, '2025-12-01' FROM generate_series(1, ${teams}) n`);
  await run(`INSERT INTO team_member (team_id, player_id, joined_at)
    SELECT pg_temp.bench_id('tem', 1 + (n - 1) / 5), pg_temp.bench_id('ply', n), '2025-12-01' FROM generate_series(1, ${teams * 5}) n`);
  await run(`INSERT INTO tournament_roster (registration_id, tournament_id, player_id)
    SELECT id, tournament_id, player_id FROM tournament_registration WHERE id > pg_temp.bench_id('reg', ${players / 2})`);
}
