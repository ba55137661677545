-- Matches that end because somebody does not play. docs/rules/tournaments.md#forfeits

-- Why somebody may not act as staff of a tournament; null: may. Who plays in it does not act as staff, not even as an administrator.
-- The same in code: staffRefusal in matches/staff/staff.ts.
CREATE OR REPLACE FUNCTION tournament_staff_refusal(p_tournament text, p_organizer text, p_actor text, p_is_admin boolean)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN NOT tournament_may(p_tournament, p_organizer, p_actor, p_is_admin, 'referee') THEN 'forbidden'
    WHEN tournament_has_entrant(p_tournament, p_actor) THEN 'conflict_of_interest' END
$function$;

-- The entrants in the slots `p_absent` forfeit an open match. In a match of two whose sides are known the other one wins, and who forfeits
-- goes on as a loser. In all other matches the slots become vacant, what was reported is dropped, and the match waits for who is left.
-- The same in code: forfeitMatch in stages/stage-absence.ts. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_forfeit_match(p_match text, p_absent integer[], p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  before record;
BEGIN
  SELECT m.state, (SELECT count(*) = 2 AND count(s.registration_id) = 2 FROM tournament_slot s WHERE s.match_id = m.id) AS is_pair INTO before
  FROM tournament_match m WHERE m.id = p_match FOR NO KEY UPDATE;
  DELETE FROM tournament_game WHERE match_id = p_match;
  IF before.is_pair THEN
    UPDATE tournament_slot SET score = NULL, place = CASE WHEN cardinality(p_absent) > 1 THEN NULL WHEN slot = ANY (p_absent) THEN 2 ELSE 1 END
    WHERE match_id = p_match;
    PERFORM tournament_complete_match(p_match, CASE WHEN cardinality(p_absent) > 1 THEN 'double_forfeit'
      WHEN before.state IN ('scheduled', 'check_in', 'ready') THEN 'walkover' ELSE 'forfeit' END, p_now);
    RETURN;
  END IF;
  UPDATE tournament_slot SET score = NULL, place = NULL WHERE match_id = p_match;
  UPDATE tournament_slot SET absent_id = registration_id, registration_id = NULL, vacancy = 'forfeit'
  WHERE match_id = p_match AND slot = ANY (p_absent);
  UPDATE tournament_match SET state = CASE WHEN state IN ('scheduled', 'check_in') THEN state ELSE 'ready' END, reported_by = NULL WHERE id = p_match;
  PERFORM tournament_settle_slots(p_match, p_now);
END
$function$;

-- Staff say who has not come to a match, or does not play on. `verdict` as in tournament_settle_result; the judgement has the order of
-- judgeForfeit in matches/forfeits/forfeit.ts.
CREATE OR REPLACE FUNCTION tournament_settle_forfeit(p_match text, p_absent integer[], p_actor text, p_is_admin boolean, p_result text, p_event text, p_audit text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  tournament record;
  match record;
  silent jsonb;
  judgement text;
  seq integer;
BEGIN
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  SELECT t.id, t.organizer_id, t.state INTO tournament
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  IF NOT FOUND THEN RETURN; END IF;
  silent := tournament_confirm_silent(tournament.id, p_now);
  SELECT m.state, count(s.registration_id) FILTER (WHERE s.slot = ANY (p_absent)) AS absent, count(s.registration_id) AS entrants
  INTO match FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id WHERE m.id = p_match GROUP BY m.id;
  judgement := coalesce(tournament_staff_refusal(tournament.id, tournament.organizer_id, p_actor, p_is_admin), CASE
    WHEN tournament.state <> 'live' OR match.state NOT IN ('check_in', 'ready', 'live', 'pending_result', 'disputed') THEN 'closed'
    WHEN match.absent < cardinality(p_absent) THEN 'no_entrant'
    WHEN match.entrants - match.absent > 1 THEN 'others_play'
    ELSE 'forfeited' END);
  verdict := 'done';
  outcome := jsonb_build_object('outcome', judgement, 'state', match.state, 'tournamentId', tournament.id, 'tournamentState', tournament.state,
    'stages', tournament_live_stages(tournament.id), 'silence', silent);
  IF judgement <> 'forfeited' THEN RETURN; END IF;
  PERFORM tournament_forfeit_match(p_match, p_absent, p_now);
  INSERT INTO tournament_result (id, match_id, kind, scores, places, actor_id, created_at)
  SELECT p_result, p_match, 'forfeit', array_agg(0), array_agg(s.place ORDER BY s.slot), p_actor, p_now FROM tournament_slot s WHERE s.match_id = p_match;
  PERFORM audit_append(p_audit, 'match.forfeited', p_actor, NULL, 'match', p_match, jsonb_build_object('absent', p_absent), p_now);
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = tournament.id RETURNING event_seq INTO seq;
  event := outbox_append(p_event, tournament.id, seq, 'match_completed', tournament_match_facts(p_match), p_now);
  event := event || jsonb_build_object('following', tournament_announce_ready(tournament.id, ARRAY[p_match], p_now));
  outcome := outcome || jsonb_build_object('state', 'completed');
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
END
$function$;
