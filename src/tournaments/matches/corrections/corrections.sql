-- Corrections of completed matches by staff. docs/rules/tournaments.md#corrections

-- Takes an affected match back to before its result, and gives it the entrants that come into it now. Its results stay as facts,
-- superseded by the correction. Matches after it are not touched. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_reset_match(p_match text, p_correction text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  judgement text;
BEGIN
  PERFORM tournament_supersede_results(p_match, p_correction);
  DELETE FROM tournament_game WHERE match_id = p_match;
  -- It can be played anew, by others.
  DELETE FROM tournament_reminder WHERE tournament_id = (SELECT tournament_id FROM tournament_match WHERE id = p_match)
    AND type = 'match_ready' AND subject = p_match;
  UPDATE tournament_match SET state = 'scheduled', outcome = NULL, completed_at = NULL, reported_by = NULL WHERE id = p_match;
  -- Emptied first: an entrant may change from one slot of the match to another.
  UPDATE tournament_slot SET score = NULL, place = NULL, registration_id = CASE WHEN source_match IS NULL THEN registration_id END
  WHERE match_id = p_match;
  PERFORM tournament_fill_slots(p_match);
  judgement := tournament_judge_present(p_match);
  IF judgement IN ('walkover', 'double_forfeit', 'bye') THEN
    UPDATE tournament_slot SET place = 1 WHERE match_id = p_match AND registration_id IS NOT NULL;
    UPDATE tournament_match SET state = 'completed', outcome = judgement, completed_at = p_now WHERE id = p_match;
  ELSE
    UPDATE tournament_match SET state = CASE judgement WHEN 'ready' THEN tournament_ready_state(p_match, p_now) ELSE judgement END WHERE id = p_match;
  END IF;
END
$function$;

-- Results are facts: none is changed. A later row says which of them do not stand any more.
CREATE OR REPLACE FUNCTION tournament_supersede_results(p_match text, p_correction text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO tournament_superseded_result (result_id, correction_id)
  SELECT r.id, p_correction FROM tournament_result r
  WHERE r.match_id = p_match AND r.id <> p_correction AND NOT EXISTS (SELECT FROM tournament_superseded_result s WHERE s.result_id = r.id);
$function$;

CREATE OR REPLACE TRIGGER tournament_superseded_append_only
  BEFORE UPDATE OR TRUNCATE ON tournament_superseded_result FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER tournament_superseded_kept
  BEFORE DELETE ON tournament_superseded_result FOR EACH ROW
  EXECUTE FUNCTION tournament_keep_real();

-- Writes another result of a completed match, and carries it through the matches after it: each match that gets other entrants is reset,
-- each that keeps its entrants keeps its result. Returns [{matchId, hasResult}, …] of the reset matches; `hasResult`: something of it was
-- played or reported. The same in code: correctMatch in stages/stage-correction.ts.
CREATE OR REPLACE FUNCTION tournament_apply_correction(p_match text, p_scores integer[], p_places integer[], p_games jsonb, p_correction text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  later record;
  before integer[] := ARRAY(SELECT place FROM tournament_slot WHERE match_id = p_match ORDER BY slot);
  changed text[] := ARRAY[p_match];
  affected jsonb := '[]';
BEGIN
  PERFORM tournament_supersede_results(p_match, p_correction);
  UPDATE tournament_slot SET score = p_scores[slot + 1], place = p_places[slot + 1] WHERE match_id = p_match AND vacancy IS NULL;
  DELETE FROM tournament_game WHERE match_id = p_match;
  INSERT INTO tournament_game (match_id, number, slot, score, place) SELECT p_match, g.* FROM tournament_read_games(p_games) g;
  UPDATE tournament_match SET outcome = 'played' WHERE id = p_match;
  IF before = p_places THEN RETURN affected; END IF;
  FOR later IN
    WITH RECURSIVE reach (id, depth) AS (
      SELECT s.match_id, 1 FROM tournament_slot s WHERE s.source_match = p_match
      UNION SELECT s.match_id, r.depth + 1 FROM reach r JOIN tournament_slot s ON s.source_match = r.id
    ) SELECT m.id, m.state IN ('live', 'pending_result', 'disputed') OR m.state = 'completed' AND (
        SELECT count(s.registration_id) > 1 FROM tournament_slot s WHERE s.match_id = m.id) AS has_result
    FROM tournament_match m JOIN (SELECT id, max(depth) AS depth FROM reach GROUP BY id) last ON last.id = m.id
    ORDER BY last.depth, m.group_number, m.round, m.position
  LOOP
    IF EXISTS (
      SELECT FROM tournament_due_slots(later.id) due JOIN tournament_slot s ON s.match_id = later.id AND s.slot = due.slot
      WHERE due.source_match = ANY (changed) AND (s.registration_id IS DISTINCT FROM due.registration_id
        OR (s.registration_id IS NULL AND s.vacancy IS NULL) <> (due.registration_id IS NULL AND due.vacancy IS NULL)))
    THEN
      PERFORM tournament_reset_match(later.id, p_correction, p_now);
      changed := changed || later.id;
      affected := affected || jsonb_build_object('matchId', later.id, 'hasResult', later.has_result);
    ELSE
      -- The same entrants, or nobody for another reason.
      UPDATE tournament_slot s SET vacancy = due.vacancy, absent_id = due.absent_id FROM tournament_due_slots(later.id) due
      WHERE s.match_id = later.id AND s.slot = due.slot AND due.source_match = ANY (changed) AND s.vacancy IS DISTINCT FROM due.vacancy;
    END IF;
  END LOOP;
  -- Matches that exist only because of a result that does not stand any more. The format creates them again when they are due.
  FOR later IN
    SELECT m.id, m.state NOT IN ('check_in', 'ready') AS has_result FROM tournament_match m
    WHERE m.tournament_id = (SELECT tournament_id FROM tournament_match WHERE id = p_match)
      AND m.created_after = ANY (changed) AND m.state <> 'cancelled' ORDER BY m.group_number, m.round, m.position
  LOOP
    PERFORM tournament_reset_match(later.id, p_correction, p_now);
    UPDATE tournament_match SET state = 'cancelled', outcome = NULL, completed_at = NULL WHERE id = later.id;
    -- Created again, it may have the same entrants in other slots.
    UPDATE tournament_slot SET registration_id = NULL, place = NULL WHERE match_id = later.id;
    affected := affected || jsonb_build_object('matchId', later.id, 'hasResult', later.has_result);
  END LOOP;
  RETURN affected;
END
$function$;

-- Staff correct a completed match. `verdict` as in tournament_settle_result; the judgement has the order of judgeCorrection in
-- matches/corrections/correction.ts. A preview, and a correction that would reset played matches without `p_cascade`, are done and undone, so that
-- they name exactly the matches that the correction would reset.
CREATE OR REPLACE FUNCTION tournament_correct_result(p_match text, p_scores integer[], p_places integer[], p_games jsonb, p_cascade boolean, p_dry_run boolean, p_actor text, p_is_admin boolean, p_result text, p_event text, p_audit text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  tournament record;
  match record;
  held record;
  places integer[];
  fault text;
  silent jsonb;
  judgement text;
  affected jsonb := '[]';
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
  SELECT m.state, s.state AS stage_state, s.allows_draws, s.settings, s.scoring, s.best_of INTO match
  FROM tournament_match m JOIN tournament_stage s ON s.tournament_id = m.tournament_id AND s.number = m.stage WHERE m.id = p_match;
  SELECT array_agg(s.vacancy IS NOT NULL ORDER BY s.slot) AS is_vacant, count(s.registration_id) AS entrants INTO held
  FROM tournament_slot s WHERE s.match_id = p_match;
  fault := tournament_result_fault(p_scores, p_places, p_games, held.is_vacant, match.scoring, match.best_of,
    CASE match.scoring WHEN 'lobby' THEN nullif(match.settings -> 'points', 'null') END);
  places := coalesce(p_places, tournament_places(p_scores, held.is_vacant));
  judgement := coalesce(tournament_staff_refusal(tournament.id, tournament.organizer_id, p_actor, p_is_admin), CASE
    WHEN fault IS NOT NULL THEN 'invalid_result'
    WHEN tournament_is_unwanted_tie(p_match, places, match.allows_draws) THEN 'draw_not_allowed'
    WHEN tournament.state <> 'live' THEN 'tournament_closed'
    WHEN match.stage_state <> 'live' THEN 'stage_closed'
    WHEN match.state <> 'completed' THEN 'not_completed'
    WHEN held.entrants < 2 THEN 'no_opponent'
    ELSE 'corrected' END);
  IF judgement = 'corrected' THEN
    BEGIN
      INSERT INTO tournament_result (id, match_id, kind, scores, places, games, actor_id, created_at)
      VALUES (p_result, p_match, 'correction', p_scores, places, p_games, p_actor, p_now);
      affected := tournament_apply_correction(p_match, p_scores, places, p_games, p_result, p_now);
      judgement := CASE WHEN p_dry_run THEN 'previewed' WHEN affected @? '$[*] ? (@.hasResult == true)' AND NOT p_cascade THEN 'matches_affected' ELSE judgement END;
      IF judgement <> 'corrected' THEN RAISE SQLSTATE 'LR001'; END IF;
    EXCEPTION WHEN SQLSTATE 'LR001' THEN NULL;
    END;
  END IF;
  verdict := 'done';
  outcome := jsonb_build_object('outcome', judgement, 'state', match.state, 'tournamentId', tournament.id, 'tournamentState', tournament.state,
    'fault', fault, 'affected', affected, 'stages', tournament_live_stages(tournament.id), 'silence', silent);
  IF judgement = 'corrected' THEN
    PERFORM tournament_close_dispute(p_match, 'corrected', p_actor, p_now);
    PERFORM audit_append(p_audit, 'match.result_corrected', p_actor, NULL, 'match', p_match,
      jsonb_build_object('scores', p_scores, 'affected', jsonb_array_length(affected)), p_now);
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = tournament.id RETURNING event_seq INTO seq;
    event := outbox_append(p_event, tournament.id, seq, 'match_corrected',
      tournament_match_facts(p_match) || jsonb_build_object('affected', jsonb_path_query_array(affected, '$[*].matchId')), p_now);
    event := event || jsonb_build_object('following', tournament_announce_ready(tournament.id,
      p_match || ARRAY(SELECT item ->> 'matchId' FROM jsonb_array_elements(affected) AS item), p_now));
  END IF;
  IF p_scope IS NOT NULL AND judgement IN ('corrected', 'previewed') THEN
    PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now);
  END IF;
END
$function$;
