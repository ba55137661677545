-- Reports that no other entrant answers in time count as confirmed. docs/rules/tournaments.md#silence

-- Whether a report is confirmed by silence at `p_now`. The same rule in code: isConfirmedBySilence in matches/silence/silence.ts.
CREATE OR REPLACE FUNCTION tournament_is_confirmed_by_silence(p_state text, p_reported_at timestamp with time zone, p_minutes integer, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_state = 'pending_result' AND p_minutes > 0 AND p_reported_at <= p_now - p_minutes * interval '1 minute'
$function$;

-- The matches of a tournament whose report is confirmed by silence, in the order of the reports.
CREATE OR REPLACE FUNCTION tournament_silent_matches(p_tournament text, p_now timestamp with time zone)
 RETURNS TABLE(match_id text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
  SELECT m.id FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id
  WHERE m.tournament_id = p_tournament AND m.state = 'pending_result' AND m.reported_at <= p_now AND t.state = 'live'
    AND tournament_is_confirmed_by_silence(m.state, m.reported_at, t.auto_confirm_minutes, p_now)
  ORDER BY m.reported_at, m.id
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
  FOR silent IN SELECT match_id FROM tournament_silent_matches(p_tournament, p_now) LOOP
    INSERT INTO tournament_result (id, match_id, kind, scores, places, actor_id, created_at)
    SELECT make_id('res', p_now), m.id, 'silence', array_agg(coalesce(s.score, 0) ORDER BY s.slot), array_agg(s.place ORDER BY s.slot), m.reported_by, p_now
    FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id WHERE m.id = silent GROUP BY m.id;
    PERFORM tournament_complete_match(silent, 'played', p_now);
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = p_tournament RETURNING event_seq INTO seq;
    events := events || outbox_append(make_id('evt', p_now), p_tournament, seq, 'match_completed', tournament_match_facts(silent), p_now);
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
