-- From when on a match can be played, where its entrants have others before it. docs/rules/matches.md#match-check-in

-- Open matches of a stage that all of their entrants can play now: none has an open match of an earlier round. A postponed match does not
-- hold up later ones.
CREATE OR REPLACE FUNCTION tournament_playable_matches(p_tournament text, p_stage integer)
 RETURNS TABLE(match_id text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT o.id FROM (
    -- A window and no join: of matches that were just inserted the planner knows nothing.
    SELECT m.id, m.round, min(m.round) FILTER (WHERE s.is_postponed IS NOT TRUE) OVER (PARTITION BY x.registration_id) AS first_round
    FROM tournament_match m JOIN tournament_slot x ON x.match_id = m.id LEFT JOIN tournament_schedule s ON s.match_id = m.id
    WHERE m.tournament_id = p_tournament AND m.stage = p_stage AND m.state NOT IN ('completed', 'cancelled') AND x.registration_id IS NOT NULL
  ) o GROUP BY o.id HAVING bool_and(o.round <= coalesce(o.first_round, o.round))
$function$;

-- Starts the minutes of check-ins that are open without a deadline, for matches that can be played now.
CREATE OR REPLACE FUNCTION tournament_begin_match_check_ins(p_tournament text, p_stage integer, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM tournament_match m JOIN tournament_match_check_in c ON c.match_id = m.id
    WHERE m.tournament_id = p_tournament AND m.stage = p_stage AND m.state = 'check_in' AND c.ready_at IS NULL) THEN
    RETURN;
  END IF;
  UPDATE tournament_match_check_in c SET ready_at = p_now FROM tournament_playable_matches(p_tournament, p_stage) p
  WHERE c.match_id = p.match_id AND c.ready_at IS NULL;
END
$function$;

-- A match was postponed, or is due again. While it is postponed the next matches of its entrants can be played; afterwards its own minutes
-- count anew. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_move_match_check_in(p_match text, p_is_postponed boolean, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  match record;
BEGIN
  IF p_is_postponed THEN
    SELECT tournament_id, stage INTO match FROM tournament_match WHERE id = p_match;
    PERFORM tournament_begin_match_check_ins(match.tournament_id, match.stage, p_now);
  ELSE
    UPDATE tournament_match_check_in SET ready_at = p_now WHERE match_id = p_match AND ready_at IS NOT NULL;
  END IF;
END
$function$;
