// A database as large as a few busy years make it, from a fixed seed: players with wallets, a ledger that adds up, an audit
// trail, tournaments, registrations and certificates. Written by set, since a hundred thousand requests would take hours.

import type { Sql } from '../src/db/client.ts';

export interface Volume {
  readonly players: number;
  /** Legs; two a transfer. */
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

export const smallVolume: Volume = { players: 10_000, ledgerRows: 100_000, auditRows: 50_000, certificates: 10_000 };

/** Ids of what the volume holds, as the statements below make them. */
export const idOf = (prefix: string, index: number) => `${prefix}_${index.toString(16).padStart(26, '0')}`;

const seed = 0.42;
const firstCredit = 1_000_000;

/** The role has to be a superuser: triggers are off while it writes. */
export async function fillDatabase(sql: Sql, volume: Volume): Promise<void> {
  await sql.begin(async (transaction) => {
    const run = (statement: string) => transaction.unsafe(statement);
    await run(`SET LOCAL statement_timeout = 0`);
    await run(`SET LOCAL session_replication_role = replica`);
    await run(`SELECT setseed(${seed})`);
    await run(`CREATE FUNCTION pg_temp.bench_id(prefix text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
      SELECT prefix || '_' || lpad(to_hex(n), 26, '0') $$`);
    await fillLedger(run, volume);
    await fillAudit(run, volume);
    await fillTournaments(run, volume);
  });
  for (const table of [
    'economy_wallet',
    'economy_transaction',
    'moderation_audit',
    'tournament_registration',
    'certificate_certificate',
  ]) {
    await sql.unsafe(`VACUUM (ANALYZE) ${table}`);
  }
}

type Run = (statement: string) => Promise<unknown>;

/** A credit from the treasury for everybody, then transfers at random between two of them; balances are running sums. */
async function fillLedger(run: Run, { players, ledgerRows }: Volume): Promise<void> {
  const transfers = ledgerRows / 2;
  await run(`CREATE TEMP TABLE move ON COMMIT DROP AS
    SELECT n, timestamptz '2025-11-01' + n * (interval '365 days' / ${transfers}) AS at,
      CASE WHEN n <= ${players} THEN 0 ELSE 1 + floor(random() * ${players})::bigint END AS payer,
      CASE WHEN n <= ${players} THEN n ELSE 1 + floor(random() * ${players})::bigint END AS payee,
      CASE WHEN n <= ${players} THEN ${firstCredit} ELSE 1 + floor(random() * 100)::bigint END AS amount
    FROM generate_series(1, ${transfers}) n`);
  await run(`UPDATE move SET payee = 1 + payee % ${players} WHERE payer = payee`);
  await run(`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
    SELECT pg_temp.bench_id('txn', n * 2 + side), pg_temp.bench_id('trf', n), pg_temp.bench_id('wal', who), amount,
      sum(amount) OVER (PARTITION BY who ORDER BY n), CASE WHEN n <= ${players} THEN 'manual_adjust' ELSE 'p2p_transfer' END,
      pg_temp.bench_id('ply', who), at
    FROM (SELECT n, at, 0 AS side, payer AS who, -amount AS amount FROM move UNION ALL SELECT n, at, 1, payee, amount FROM move) leg
    ORDER BY n, side`);
  await run(`INSERT INTO economy_wallet (id, kind, owner_id, created_at)
    SELECT pg_temp.bench_id('wal', n), 'player', pg_temp.bench_id('ply', n), '2025-11-01' FROM generate_series(1, ${players}) n`);
  await run(`UPDATE economy_wallet w SET balance = s.balance, posted_at = s.last
    FROM (SELECT wallet_id, sum(amount) AS balance, max(created_at) AS last FROM economy_transaction GROUP BY wallet_id) s WHERE s.wallet_id = w.id`);
}

/** A tenth of all rows is about one busy tournament, the rest about many. */
async function fillAudit(run: Run, { auditRows }: Volume): Promise<void> {
  await run(`INSERT INTO moderation_audit (id, event, actor_id, subject_id, ref_type, ref_id, meta, created_at)
    SELECT pg_temp.bench_id('aud', n), 'match.result_decided', pg_temp.bench_id('ply', 1 + n % 100), NULL, 'tournament',
      pg_temp.bench_id('trn', CASE WHEN n % 10 = 0 THEN 1 ELSE 1 + floor(random() * ${auditRows / 10})::bigint END),
      jsonb_build_object('scoreA', n % 3, 'scoreB', n % 2), timestamptz '2025-11-01' + n * (interval '365 days' / ${auditRows})
    FROM generate_series(1, ${auditRows}) n`);
}

const entrants = 64;

async function fillTournaments(run: Run, { certificates, players }: Volume): Promise<void> {
  await run(`INSERT INTO tournament_tournament (id, title, issuer, organizer_id, mode, format, state, capacity, entrants_min,
      has_third_place_match, confirmed_count, starts_at, ended_at, created_at)
    SELECT pg_temp.bench_id('trn', n), 'Open ' || n, 'Bench', pg_temp.bench_id('ply', 1 + n % 100), 'solo', 'single_elimination',
      'completed', ${entrants}, 2, false, ${entrants}, timestamptz '2026-01-01', timestamptz '2026-01-02', timestamptz '2025-12-01'
    FROM generate_series(1, ${Math.ceil(certificates / entrants)}) n`);
  await run(`INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
    SELECT pg_temp.bench_id('reg', n), pg_temp.bench_id('trn', 1 + (n - 1) / ${entrants}), pg_temp.bench_id('ply', 1 + n % ${players}),
      'Player ' || n, 'en', 'confirmed', timestamptz '2025-12-02' FROM generate_series(1, ${certificates}) n`);
  await run(`INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state, display_name,
      tournament_title, place, entrant_count, ended_on, issuer, pdf_sha256, pdf_size_bytes, png_sha256, png_size_bytes, created_at, issued_at)
    SELECT pg_temp.bench_id('crt', n), upper(lpad(to_hex(n), 16, '0')), pg_temp.bench_id('trn', 1 + (n - 1) / ${entrants}),
      pg_temp.bench_id('reg', n), 'participant', 'en', 'active', 'Player ' || n, 'Open', 1 + n % ${entrants}, ${entrants}, '2026-01-02', 'Bench',
      encode(sha256(n::text::bytea), 'hex'), 25000, encode(sha256(('p' || n)::bytea), 'hex'), 85000, '2026-01-02', '2026-01-02'
    FROM generate_series(1, ${certificates}) n`);
}
