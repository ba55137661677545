-- The score of a match while it is played. docs/rules/tournaments.md#live-scores

-- Why a match cannot stand like this; null: it can. Games that are being played bring nothing yet, so scores need not follow from them.
-- The same rule in code: scoreFault in score.ts.
CREATE OR REPLACE FUNCTION tournament_score_fault(p_scores integer[], p_games jsonb, p_is_vacant boolean[], p_scoring text, p_best_of integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF cardinality(p_scores) <> cardinality(p_is_vacant) OR EXISTS (
    SELECT FROM jsonb_array_elements(p_games) game WHERE jsonb_array_length(game -> 'scores') <> cardinality(p_is_vacant))
  THEN RETURN 'slot_count'; END IF;
  IF EXISTS (
    SELECT FROM unnest(p_scores, p_is_vacant) AS s (score, is_vacant) WHERE is_vacant AND score <> 0
    UNION ALL SELECT FROM tournament_read_games(p_games) WHERE p_is_vacant[slot + 1] AND score <> 0)
  THEN RETURN 'vacant_slot'; END IF;
  IF jsonb_array_length(p_games) > p_best_of THEN RETURN 'too_many_games'; END IF;
  IF p_scoring = 'wins' AND (SELECT max(score) FROM unnest(p_scores) AS score) * 2 > p_best_of + 1 THEN RETURN 'not_best_of'; END IF;
  RETURN NULL;
END
$function$;

-- What saying a score does, or why it is refused. The same rule in code: judgeScore in score.ts.
CREATE OR REPLACE FUNCTION tournament_judge_score(p_is_entrant boolean, p_staff_refusal text, p_is_sanctioned boolean, p_tournament_state text, p_match_state text, p_fault text, p_is_same boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN NOT p_is_entrant AND p_staff_refusal = 'forbidden' THEN 'not_a_participant'
    WHEN NOT p_is_entrant AND p_staff_refusal IS NOT NULL THEN p_staff_refusal
    WHEN p_is_sanctioned THEN 'sanctioned'
    WHEN p_fault IS NOT NULL THEN 'invalid_result'
    WHEN p_tournament_state <> 'live' OR p_match_state NOT IN ('ready', 'live') THEN 'closed'
    WHEN p_match_state = 'live' AND p_is_same THEN 'unchanged'
    ELSE 'updated' END
$function$;

-- An entrant or staff say how a match stands; the last word wins. It locks the tournament, judges what it then reads, and writes.
-- `outcome` is null if no match has this id, `event` if nothing has changed.
CREATE OR REPLACE FUNCTION tournament_update_score(p_match text, p_scores integer[], p_games jsonb, p_actor text, p_is_admin boolean, p_event text, p_now timestamp with time zone, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  tournament record;
  match record;
  staff_refusal text;
  sanction jsonb;
  fault text;
  judgement text;
  seq integer;
BEGIN
  SELECT t.id, t.organizer_id, t.state INTO tournament
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  IF NOT FOUND THEN RETURN; END IF;
  -- A statement of its own: it sees what was committed while the lock was waited for.
  SELECT m.state, m.stage, m.group_number, m.round, m.position, g.scoring, g.best_of, held.* INTO match
  FROM tournament_match m JOIN tournament_stage g ON g.tournament_id = m.tournament_id AND g.number = m.stage, LATERAL (
    SELECT array_agg(CASE WHEN s.vacancy IS NULL THEN s.score ELSE 0 END ORDER BY s.slot) AS scores,
      array_agg(s.vacancy IS NOT NULL ORDER BY s.slot) AS is_vacant, coalesce(bool_or(r.player_id = p_actor), false) AS has_actor
    FROM tournament_slot s LEFT JOIN tournament_registration r ON r.id = s.registration_id WHERE s.match_id = m.id) held
  WHERE m.id = p_match;
  IF match.has_actor THEN sanction := sanction_gate(p_actor, tournament.id, 'report', p_now);
  ELSE staff_refusal := tournament_staff_refusal(tournament.id, tournament.organizer_id, p_actor, p_is_admin); END IF;
  fault := tournament_score_fault(p_scores, p_games, match.is_vacant, match.scoring, match.best_of);
  judgement := tournament_judge_score(match.has_actor, staff_refusal, sanction IS NOT NULL, tournament.state, match.state, fault,
    match.scores = p_scores AND tournament_games(p_match) = p_games);
  outcome := jsonb_build_object('outcome', judgement, 'state', CASE judgement WHEN 'updated' THEN 'live' ELSE match.state END,
    'tournamentId', tournament.id, 'tournamentState', tournament.state, 'sanction', sanction, 'fault', fault);
  IF judgement <> 'updated' THEN RETURN; END IF;
  UPDATE tournament_slot SET score = p_scores[slot + 1] WHERE match_id = p_match AND vacancy IS NULL;
  DELETE FROM tournament_game WHERE match_id = p_match;
  INSERT INTO tournament_game (match_id, number, slot, score, place) SELECT p_match, g.* FROM tournament_read_games(p_games) g;
  IF match.state <> 'live' THEN UPDATE tournament_match SET state = 'live' WHERE id = p_match; END IF;
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = tournament.id RETURNING event_seq INTO seq;
  event := outbox_append(p_event, tournament.id, seq, 'score_updated', jsonb_build_object('matchId', p_match, 'stage', match.stage,
    'group', match.group_number, 'round', match.round, 'position', match.position, 'state', 'live', 'scores', p_scores, 'games', p_games), p_now);
END
$function$;
