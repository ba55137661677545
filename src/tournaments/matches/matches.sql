-- Results of matches, and the slots that winners and losers move into. docs/rules/tournaments.md

CREATE OR REPLACE TRIGGER tournament_result_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON tournament_result FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- What a result act does, or why it is refused. The same rule in code: judgeResult in matches/result.ts.
-- `p_side` is 'a', 'b' or 'organizer'; null: the actor may not act on this match.
CREATE OR REPLACE FUNCTION tournament_judge_result(p_kind text, p_side text, p_is_sanctioned boolean, p_tournament_state text, p_match_state text, p_is_draw boolean, p_allows_draws boolean, p_is_own_report boolean, p_is_same_score boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN p_side IS NULL THEN 'not_a_participant'
    WHEN p_is_sanctioned THEN 'sanctioned'
    WHEN p_is_draw AND NOT p_allows_draws THEN 'draw_not_allowed'
    WHEN p_tournament_state <> 'live' THEN 'closed'
    WHEN p_kind = 'decision' THEN
      CASE WHEN p_match_state IN ('ready', 'live', 'pending_result', 'disputed') THEN 'decided' ELSE 'closed' END
    WHEN p_match_state = 'pending_result' AND p_is_own_report THEN
      CASE WHEN p_kind = 'confirm' THEN 'own_report' WHEN p_is_same_score THEN 'repeated' ELSE 'corrected' END
    WHEN p_match_state = 'pending_result' THEN
      CASE WHEN p_is_same_score THEN 'confirmed' WHEN p_kind = 'report' THEN 'disputed' ELSE 'score_differs' END
    WHEN p_match_state IN ('ready', 'live') AND p_kind = 'report' THEN 'reported'
    ELSE 'closed' END
$function$;

-- Completes a match whose slots have their places, and fills the slots that name it as their source. A match that is left with one
-- entrant or none is completed too. The caller holds the lock on the tournament; the next matches are locked here.
CREATE OR REPLACE FUNCTION tournament_complete_match(p_match text, p_outcome text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  next_match record;
  present record;
BEGIN
  UPDATE tournament_match SET state = 'completed', outcome = p_outcome, completed_at = p_now WHERE id = p_match;
  FOR next_match IN
    SELECT id, state FROM tournament_match WHERE id IN (SELECT match_id FROM tournament_slot WHERE source_match = p_match)
    ORDER BY id FOR NO KEY UPDATE
  LOOP
    UPDATE tournament_slot n SET registration_id = came.registration_id, vacancy = CASE WHEN came.registration_id IS NULL THEN p_outcome END
    FROM tournament_slot target LEFT JOIN LATERAL (
      -- Nobody has a place that several share.
      SELECT min(s.registration_id) AS registration_id FROM tournament_slot s
      WHERE s.match_id = p_match AND s.place = target.source_number HAVING count(*) = 1
    ) came ON true
    WHERE target.match_id = next_match.id AND target.source_match = p_match AND n.match_id = target.match_id AND n.slot = target.slot;
    SELECT count(registration_id) AS entrants, bool_and(num_nonnulls(registration_id, vacancy) = 1) AS is_final INTO present
    FROM tournament_slot WHERE match_id = next_match.id;
    CONTINUE WHEN NOT present.is_final OR next_match.state <> 'scheduled';
    IF present.entrants > 1 THEN
      UPDATE tournament_match SET state = 'ready' WHERE id = next_match.id;
    ELSE
      UPDATE tournament_slot SET place = 1 WHERE match_id = next_match.id AND registration_id IS NOT NULL;
      PERFORM tournament_complete_match(next_match.id, CASE present.entrants WHEN 1 THEN 'walkover' ELSE 'double_forfeit' END, p_now);
    END IF;
  END LOOP;
END
$function$;

-- Writes the games of the result that stands: [[score of slot 0, score of slot 1], …].
CREATE OR REPLACE FUNCTION tournament_write_games(p_match text, p_games jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO tournament_game (match_id, number, slot, score)
  SELECT p_match, game.number, side.slot - 1, side.score::integer
  FROM jsonb_array_elements(p_games) WITH ORDINALITY AS game (scores, number),
    jsonb_array_elements_text(game.scores) WITH ORDINALITY AS side (score, slot);
$function$;

-- One result act: report, confirmation or decision. It locks the tournament, judges what it then reads, and writes.
-- `verdict` is null if no match has this id, 'done', 'repeated' for a key that was used, or why the key cannot be used.
CREATE OR REPLACE FUNCTION tournament_settle_result(p_match text, p_kind text, p_score_a integer, p_score_b integer, p_games jsonb, p_actor text, p_is_admin boolean, p_result text, p_event text, p_audit text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  place record;
  match record;
  side text;
  sanction jsonb;
  judgement text;
  next_state text;
  is_final boolean;
  seq integer;
BEGIN
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  -- Every act on the stages and matches of a tournament takes this lock first, so that it protects them too.
  SELECT m.tournament_id, t.organizer_id, t.state INTO place
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  IF NOT FOUND THEN RETURN; END IF;
  -- A statement of its own: it sees what was committed while the lock was waited for.
  SELECT m.state, m.group_number, m.round, m.reported_by, s.number AS stage, s.format, s.settings, s.allows_draws, a.score AS score_a,
    b.score AS score_b, ra.id AS entrant_a, rb.id AS entrant_b, ra.player_id AS player_a, rb.player_id AS player_b INTO match
  FROM tournament_match m JOIN tournament_stage s ON s.tournament_id = m.tournament_id AND s.number = m.stage
    JOIN tournament_slot a ON a.match_id = m.id AND a.slot = 0 JOIN tournament_slot b ON b.match_id = m.id AND b.slot = 1
    LEFT JOIN tournament_registration ra ON ra.id = a.registration_id LEFT JOIN tournament_registration rb ON rb.id = b.registration_id
  WHERE m.id = p_match;
  side := CASE
    WHEN p_kind = 'decision' THEN CASE WHEN place.organizer_id = p_actor OR p_is_admin THEN 'organizer' END
    WHEN match.player_a = p_actor THEN 'a' WHEN match.player_b = p_actor THEN 'b' END;
  IF p_kind <> 'decision' THEN sanction := sanction_gate(p_actor, place.tournament_id, 'report', p_now); END IF;
  judgement := tournament_judge_result(p_kind, side, sanction IS NOT NULL, place.state, match.state, p_score_a = p_score_b,
    match.allows_draws, match.reported_by = p_actor, (match.score_a, match.score_b) = (p_score_a, p_score_b));
  is_final := judgement IN ('confirmed', 'decided');
  next_state := CASE WHEN is_final THEN 'completed' WHEN judgement IN ('reported', 'corrected') THEN 'pending_result'
    WHEN judgement = 'disputed' THEN 'disputed' ELSE match.state END;
  verdict := 'done';
  outcome := jsonb_build_object('outcome', judgement, 'state', next_state, 'tournamentId', place.tournament_id, 'sanction', sanction, 'stage',
    CASE WHEN is_final THEN jsonb_build_object('number', match.stage, 'group', match.group_number, 'round', match.round,
      'format', match.format, 'settings', match.settings) END);
  IF judgement NOT IN ('reported', 'corrected', 'confirmed', 'disputed', 'decided') THEN
    IF judgement = 'repeated' THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
    RETURN;
  END IF;
  IF judgement <> 'disputed' THEN
    UPDATE tournament_slot SET score = CASE slot WHEN 0 THEN p_score_a ELSE p_score_b END, place = CASE
      WHEN NOT is_final THEN NULL WHEN p_score_a = p_score_b OR (p_score_a > p_score_b) = (slot = 0) THEN 1 ELSE 2 END
    WHERE match_id = p_match;
    IF judgement IN ('corrected', 'decided') OR p_games IS NOT NULL THEN
      DELETE FROM tournament_game WHERE match_id = p_match;
      PERFORM tournament_write_games(p_match, p_games);
    END IF;
    match.score_a := p_score_a;
    match.score_b := p_score_b;
  END IF;
  IF is_final THEN
    PERFORM tournament_complete_match(p_match, 'played', p_now);
  ELSE
    UPDATE tournament_match SET state = next_state, reported_by = CASE judgement WHEN 'reported' THEN p_actor ELSE reported_by END WHERE id = p_match;
  END IF;
  INSERT INTO tournament_result (id, match_id, kind, score_a, score_b, actor_id, created_at)
  VALUES (p_result, p_match, p_kind, p_score_a, p_score_b, p_actor, p_now);
  IF p_kind = 'decision' THEN
    PERFORM audit_append(p_audit, 'match.result_decided', p_actor, NULL, 'match', p_match,
      jsonb_build_object('scoreA', p_score_a, 'scoreB', p_score_b), p_now);
  END IF;
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = place.tournament_id RETURNING event_seq INTO seq;
  event := outbox_append(p_event, place.tournament_id, seq,
    CASE WHEN is_final THEN 'match_completed' WHEN judgement = 'disputed' THEN 'dispute_opened' ELSE 'result_reported' END,
    jsonb_build_object('matchId', p_match, 'state', next_state, 'scoreA', match.score_a, 'scoreB', match.score_b, 'winnerId', CASE
      WHEN is_final AND p_score_a > p_score_b THEN match.entrant_a WHEN is_final AND p_score_a < p_score_b THEN match.entrant_b END), p_now);
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
END
$function$;
