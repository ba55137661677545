// The tournaments of the bench volume: many completed ones with all their rows, one with open registration and one live. Matches are
// numbered like a heap: 1 is the final, 2k and 2k + 1 lead to k.

import type { Run, Volume } from './volume.ts';

export const entrants = 64;
export const openEntrants = 512;
export const liveEntrants = 1024;

/** Number of completed tournaments. */
export const countOver = ({ certificates }: Pick<Volume, 'certificates'>) => Math.ceil(certificates / entrants);

export async function fillTournaments(run: Run, volume: Volume): Promise<void> {
  const { certificates, players } = volume;
  const over = countOver(volume);
  await run(`INSERT INTO tournament_tournament (id, title, issuer, organizer_id, mode, roster_size, state, capacity, entrants_min,
      confirmed_count, event_seq, starts_at, ended_at, created_at)
    SELECT pg_temp.bench_id('trn', n), 'Open ' || n, 'Bench', pg_temp.bench_id('ply', 1 + n % 100), CASE WHEN n = ${over + 3} THEN 'team' ELSE 'solo' END,
      CASE WHEN n = ${over + 3} THEN 5 END,
      CASE n - ${over} WHEN 1 THEN 'registration_open' WHEN 2 THEN 'live' WHEN 3 THEN 'registration_open' ELSE 'completed' END,
      CASE WHEN n > ${over} THEN 1024 ELSE ${entrants} END, 2,
      CASE n - ${over} WHEN 1 THEN ${openEntrants} WHEN 2 THEN ${liveEntrants} WHEN 3 THEN 0 ELSE ${entrants} END, 3000,
      timestamptz '2026-01-01', CASE WHEN n <= ${over} THEN timestamptz '2026-01-02' END, timestamptz '2025-12-01'
    FROM generate_series(1, ${over + 3}) n`);
  await fillArchive(run, over, players);
  await run(`INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, state)
    SELECT id, 1, 'single_elimination', '{"thirdPlaceMatch":false}', false,
      CASE WHEN state IN ('live', 'completed', 'archived') THEN 'live' ELSE 'planned' END
    FROM tournament_tournament`);
  await run(`INSERT INTO tournament_registration (id, tournament_id, player_id, team_id, display_name, language, state, created_at)
    SELECT pg_temp.bench_id('reg', n), pg_temp.bench_id('trn', CASE WHEN n <= ${over * entrants} THEN 1 + (n - 1) / ${entrants}
        WHEN n <= ${over * entrants + openEntrants} THEN ${over + 1} ELSE ${over + 2} END),
      pg_temp.bench_id('ply', 1 + n % ${players}),
      CASE WHEN n <= ${over * entrants} AND n % 8 = 0 THEN pg_temp.bench_id('tem', 1 + n / 8 % ${players / 10}) END, 'Player ' || n, 'en', 'confirmed', timestamptz '2025-12-02'
    FROM generate_series(1, ${over * entrants + openEntrants + liveEntrants}) n`);
  await run(`INSERT INTO tournament_placement (tournament_id, registration_id, rank, decided_by)
    SELECT pg_temp.bench_id('trn', 1 + (n - 1) / ${entrants}), pg_temp.bench_id('reg', n), 1 + (n - 1) % ${entrants}, 'bracket'
    FROM generate_series(1, ${over * entrants}) n`);
  await fillMatches(run, over);
  await run(`UPDATE tournament_stage SET state = 'completed' FROM tournament_tournament t
    WHERE t.id = tournament_id AND t.state IN ('completed', 'archived')`);
  await fillOutbox(run, over);
  await fillCertificates(run, certificates);
}

/** Other tournaments; all but the drafts are listed. */
async function fillArchive(run: Run, over: number, players: number): Promise<void> {
  await run(`INSERT INTO tournament_tournament (id, title, issuer, game, organizer_id, mode, state, capacity, entrants_min,
      confirmed_count, event_seq, starts_at, ended_at, created_at)
    SELECT pg_temp.bench_id('trn', ${over + 3} + n), 'Old ' || n, 'Bench', 'Game ' || n % 7, pg_temp.bench_id('ply', 1 + n % 100), 'solo',
      CASE WHEN n % 10 = 0 THEN 'draft' ELSE 'archived' END, 16, 2, 0, 9, '2024-01-01', '2024-01-02', '2023-12-01'
    FROM generate_series(1, ${players / 5}) n`);
}

async function fillMatches(run: Run, over: number): Promise<void> {
  await run(`CREATE TEMP TABLE place ON COMMIT DROP AS
    SELECT t, k, size, depth, (log(2, size)::int - depth) AS round, k - (1 << depth) AS position, size >> depth AS span, base,
      base + (k - (1 << depth)) * (size >> depth) + 1 AS a, t <= ${over} AS is_over
    FROM (SELECT t, k, size, floor(log(2, k))::int AS depth, CASE WHEN t <= ${over} THEN (t - 1) * ${entrants}
        ELSE ${over * entrants + openEntrants} END AS base
      FROM (SELECT t, CASE WHEN t <= ${over} THEN ${entrants} ELSE ${liveEntrants} END AS size
        FROM generate_series(1, ${over + 2}) t WHERE t <> ${over + 1}) s, generate_series(1, size - 1) k) p`);
  await run(`INSERT INTO tournament_match (id, tournament_id, stage, group_number, round, position, state, outcome, reported_by, completed_at)
    SELECT pg_temp.bench_id('mat', t::bigint * ${liveEntrants} + k), pg_temp.bench_id('trn', t), 1, 1, round, position,
      CASE WHEN is_over THEN 'completed' WHEN span = 2 THEN 'ready' ELSE 'scheduled' END, CASE WHEN is_over THEN 'played' END,
      CASE WHEN is_over THEN pg_temp.bench_id('ply', a) END, CASE WHEN is_over THEN timestamptz '2026-01-02' END
    FROM place`);
  await run(`INSERT INTO tournament_slot (match_id, slot, registration_id, score, place, source_kind, source_match, source_number)
    SELECT pg_temp.bench_id('mat', t::bigint * ${liveEntrants} + k), slot,
      CASE WHEN is_over OR span = 2 THEN pg_temp.bench_id('reg', a + slot * span / 2) END,
      CASE WHEN is_over THEN 2 - slot END, CASE WHEN is_over THEN 1 + slot END,
      CASE WHEN span = 2 THEN 'seed' ELSE 'winner' END,
      CASE WHEN span > 2 THEN pg_temp.bench_id('mat', t::bigint * ${liveEntrants} + 2 * k + slot) END, CASE WHEN span = 2 THEN a + slot - base ELSE 1 END
    FROM place, generate_series(0, 1) slot`);
  await run(`INSERT INTO tournament_result (id, match_id, kind, scores, places, actor_id, created_at)
    SELECT pg_temp.bench_id('res', (t::bigint * ${liveEntrants} + k) * 2 + side), pg_temp.bench_id('mat', t::bigint * ${liveEntrants} + k),
      CASE side WHEN 0 THEN 'report' ELSE 'confirmation' END, '{2,1}', '{1,2}', pg_temp.bench_id('ply', a + side), timestamptz '2026-01-02'
    FROM place, generate_series(0, 1) side WHERE is_over`);
}

/** One event per registration and two per match. The last fifty events of the live tournament are not relayed. */
async function fillOutbox(run: Run, over: number): Promise<void> {
  await run(`INSERT INTO event_outbox (id, tournament_id, seq, type, payload, created_at, epoch, relayed_at)
    SELECT pg_temp.bench_id('evt', t::bigint * 4096 + seq), pg_temp.bench_id('trn', t), seq, 'match_completed',
      jsonb_build_object('matchId', pg_temp.bench_id('mat', t::bigint * ${liveEntrants} + seq), 'state', 'completed', 'scores', '{2,1}'::integer[], 'places', '{1,2}'::integer[]),
      timestamptz '2026-01-02', outbox_current_epoch(pg_temp.bench_id('trn', t)), CASE WHEN t <= ${over} OR seq <= 2950 THEN timestamptz '2026-01-02' END
    FROM (SELECT t, generate_series(1, CASE WHEN t <= ${over} THEN 190 ELSE 3000 END) AS seq
      FROM generate_series(1, ${over + 2}) t WHERE t <> ${over + 1}) e`);
}

/** Two stored files per certificate. One in five hundred certificates is pending, and copies of its files are wanted. */
async function fillCertificates(run: Run, certificates: number): Promise<void> {
  await run(`INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state, display_name,
      tournament_title, place, entrant_count, ended_on, issuer, pdf_sha256, pdf_size_bytes, png_sha256, png_size_bytes, created_at, issued_at, retry_at)
    SELECT pg_temp.bench_id('crt', n), upper(lpad(to_hex(n), 16, '0')), pg_temp.bench_id('trn', 1 + (n - 1) / ${entrants}),
      pg_temp.bench_id('reg', n), 'participant', 'en', CASE WHEN n % 500 = 0 THEN 'pending' ELSE 'active' END, 'Player ' || n, 'Open',
      1 + n % ${entrants}, ${entrants}, '2026-01-02', 'Bench', encode(sha256(n::text::bytea), 'hex'), 25000,
      encode(sha256(('p' || n)::bytea), 'hex'), 85000, '2026-01-02', '2026-01-02', timestamptz '2026-01-02' + n % 97 * interval '1 hour'
    FROM generate_series(1, ${certificates}) n`);
  await run(`INSERT INTO object_item (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at, acknowledged_at)
    SELECT kind || '/2026/01/' || encode(sha256((prefix || n)::bytea), 'hex') || '.' || kind, encode(sha256((prefix || n)::bytea), 'hex'), 25000,
      'application/pdf', 'stored', CASE WHEN n % 500 = 0 THEN 'wanted' ELSE 'stored' END, timestamptz '2026-01-02' + n % 97 * interval '1 hour',
      '2026-01-02', '2026-01-02'
    FROM generate_series(1, ${certificates}) n, (VALUES ('pdf', ''), ('png', 'p')) f (kind, prefix)`);
}
