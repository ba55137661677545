-- Reports that no other entrant answers in time count as confirmed. docs/rules/tournaments.md#silence

-- The matches of a tournament whose report is confirmed by silence at `p_now`. The comparison is a range of idx_match_pending. It has no
-- settings of its own, so that it is planned as a part of the query that calls it. The same rule in code: isConfirmedBySilence in
-- matches/silence/silence.ts.
CREATE OR REPLACE FUNCTION tournament_silent_matches(p_tournament text, p_now timestamp with time zone)
 RETURNS TABLE(match_id text)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT m.id FROM public.tournament_match m
  WHERE m.tournament_id OPERATOR(pg_catalog.=) p_tournament AND m.state OPERATOR(pg_catalog.=) 'pending_result'
    AND m.reported_at OPERATOR(pg_catalog.<=) (p_now OPERATOR(pg_catalog.-) (
      SELECT pg_catalog.make_interval(0, 0, 0, 0, 0, t.auto_confirm_minutes) FROM public.tournament_tournament t
      WHERE t.id OPERATOR(pg_catalog.=) p_tournament AND t.state OPERATOR(pg_catalog.=) 'live' AND t.auto_confirm_minutes OPERATOR(pg_catalog.>) 0))
$function$;

-- Completes these matches. Every result act does it first, so that it judges them as confirmed. Returns the events. The caller holds the
-- lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_confirm_silent(p_tournament text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  silent text;
  seq integer;
  events jsonb := '[]';
BEGIN
  FOR silent IN
    SELECT m.id FROM tournament_match m WHERE m.id IN (SELECT match_id FROM tournament_silent_matches(p_tournament, p_now)) ORDER BY m.reported_at, m.id
  LOOP
    INSERT INTO tournament_result (id, match_id, kind, scores, places, actor_id, created_at)
    SELECT make_id('res', p_now), m.id, 'silence', array_agg(coalesce(s.score, 0) ORDER BY s.slot), array_agg(s.place ORDER BY s.slot), m.reported_by, p_now
    FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id WHERE m.id = silent GROUP BY m.id;
    PERFORM tournament_complete_match(silent, 'played', p_now);
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = p_tournament RETURNING event_seq INTO seq;
    events := events || outbox_append(make_id('evt', p_now), p_tournament, seq, 'match_completed', tournament_match_facts(silent), p_now)
      || tournament_announce_ready(p_tournament, ARRAY[silent], p_now);
  END LOOP;
  RETURN events;
END
$function$;

-- The same as an act of its own, for reads, organizer acts and cron. It takes no lock while nothing is due.
CREATE OR REPLACE FUNCTION tournament_settle_silence(p_tournament text, p_now timestamp with time zone, OUT events jsonb, OUT stages jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  events := '[]';
  stages := '[]';
  IF NOT EXISTS (SELECT FROM tournament_silent_matches(p_tournament, p_now)) THEN RETURN; END IF;
  PERFORM 1 FROM tournament_tournament WHERE id = p_tournament FOR NO KEY UPDATE;
  events := tournament_confirm_silent(p_tournament, p_now);
  stages := tournament_live_stages(p_tournament);
END
$function$;
