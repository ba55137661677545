-- Results of matches, and the slots that winners and losers move into. docs/rules/tournaments.md

CREATE OR REPLACE TRIGGER tournament_result_append_only
  BEFORE UPDATE OR TRUNCATE ON tournament_result FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER tournament_result_kept
  BEFORE DELETE ON tournament_result FOR EACH ROW
  EXECUTE FUNCTION tournament_keep_real();

-- Places that follow from scores: the highest score has place 1, equal scores share a place, a vacant slot has none.
-- The same rule in code: placesOf in matches/result-fault.ts.
CREATE OR REPLACE FUNCTION tournament_places(p_scores integer[], p_is_vacant boolean[])
 RETURNS integer[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF cardinality(p_scores) = 2 AND p_is_vacant = '{f,f}' THEN
    RETURN CASE WHEN p_scores[1] > p_scores[2] THEN '{1,2}' WHEN p_scores[1] < p_scores[2] THEN '{2,1}' ELSE '{1,1}' END;
  END IF;
  RETURN (SELECT array_agg(CASE WHEN NOT is_vacant THEN place END ORDER BY slot) FROM (
    SELECT slot, is_vacant, rank() OVER (PARTITION BY is_vacant ORDER BY score DESC)::integer AS place
    FROM unnest(p_scores, p_is_vacant) WITH ORDINALITY AS s (score, is_vacant, slot)) ranked);
END
$function$;

-- Whether each place counts the better ones, and somebody is first. Slots without a place are left out.
CREATE OR REPLACE FUNCTION tournament_is_ranking(p_places integer[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(bool_and(place = expected), false) FROM (
    SELECT place, rank() OVER (ORDER BY place) AS expected FROM unnest(p_places) AS place WHERE place IS NOT NULL) ranked
$function$;

-- The games of a report, [{scores: […], places: […]}, …], as rows of tournament_game.
CREATE OR REPLACE FUNCTION tournament_read_games(p_games jsonb)
 RETURNS TABLE(number integer, slot integer, score integer, place integer)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT game.number::integer, side.slot::integer - 1, side.score::integer, (game.item -> 'places' ->> side.slot::integer - 1)::integer
  FROM jsonb_array_elements(p_games) WITH ORDINALITY AS game (item, number),
    jsonb_array_elements_text(game.item -> 'scores') WITH ORDINALITY AS side (score, slot)
$function$;

-- The games of the result that stands, as they are reported.
CREATE OR REPLACE FUNCTION tournament_games(p_match text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(jsonb_agg(item ORDER BY number), '[]') FROM (
    SELECT number, jsonb_build_object('scores', jsonb_agg(score ORDER BY slot))
      || CASE WHEN count(place) > 0 THEN jsonb_build_object('places', jsonb_agg(place ORDER BY slot)) ELSE '{}' END AS item
    FROM tournament_game WHERE match_id = p_match GROUP BY number) game
$function$;

-- What one game brings to one slot: points of place and kills where the stage has a table, otherwise its score.
-- The same rule in code: gamePoints in stages/formats/lobbies.ts.
CREATE OR REPLACE FUNCTION tournament_game_points(p_score integer, p_place integer, p_points jsonb)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN p_points IS NULL THEN p_score WHEN p_place IS NULL THEN 0
    ELSE coalesce((p_points -> 'placement' ->> p_place - 1)::integer, 0) + p_score * (p_points ->> 'perKill')::integer END
$function$;

-- Why a match cannot have this result, whoever reports it; null: it can. Queries are nested, so that a plain result runs none. `p_points` is the table of points of a lobby. The same rule in code: resultFault in matches/result-fault.ts.
CREATE OR REPLACE FUNCTION tournament_result_fault(p_scores integer[], p_places integer[], p_games jsonb, p_is_vacant boolean[], p_scoring text, p_best_of integer, p_points jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  slots integer := cardinality(p_is_vacant);
  games integer := coalesce(jsonb_array_length(p_games), 0);
  counted integer[];
BEGIN
  IF cardinality(p_scores) <> slots OR cardinality(p_places) <> slots THEN RETURN 'slot_count'; END IF;
  -- Scores that nothing contradicts.
  IF games = 0 AND p_places IS NULL AND p_scoring <> 'lobby' AND p_best_of IS NULL AND p_is_vacant = '{f,f}' THEN RETURN NULL; END IF;
  IF games > 0 THEN
    IF EXISTS (SELECT FROM jsonb_array_elements(p_games) game
      WHERE jsonb_array_length(game -> 'scores') <> slots OR jsonb_array_length(game -> 'places') <> slots)
    THEN RETURN 'slot_count'; END IF;
  END IF;
  IF true = ANY (p_is_vacant) THEN
    IF EXISTS (
      SELECT FROM unnest(p_scores, p_places, p_is_vacant) AS s (score, place, is_vacant)
      WHERE is_vacant AND (score <> 0 OR place IS NOT NULL)
      UNION ALL SELECT FROM tournament_read_games(p_games) WHERE p_is_vacant[slot + 1] AND (score <> 0 OR place IS NOT NULL))
    THEN RETURN 'vacant_slot'; END IF;
  END IF;
  IF p_scoring = 'lobby' THEN
    IF p_places IS NOT NULL AND NOT tournament_is_ranking(p_places) OR p_points IS NOT NULL AND EXISTS (
      SELECT 1 FROM unnest(p_scores, p_places) AS a (score, place) JOIN unnest(p_scores, p_places) AS b (score, place)
        ON a.score > b.score AND a.place >= b.place)
    THEN RETURN 'places'; END IF;
    IF EXISTS (
      SELECT 1 FROM jsonb_array_elements(p_games) game WHERE CASE WHEN game ? 'places' THEN NOT tournament_is_ranking(
        ARRAY(SELECT place::integer FROM jsonb_array_elements_text(game -> 'places') AS place)) ELSE p_points IS NOT NULL END)
    THEN RETURN 'game_places'; END IF;
  ELSIF p_places IS NOT NULL THEN
    IF p_places <> tournament_places(p_scores, p_is_vacant) THEN RETURN 'places'; END IF;
  END IF;
  IF p_scoring <> 'lobby' AND p_games @? '$[*].places' THEN RETURN 'game_places'; END IF;
  IF games > p_best_of THEN RETURN 'too_many_games'; END IF;
  IF games > 0 THEN
    SELECT array_agg(total ORDER BY slot) INTO counted FROM (
      SELECT slot, sum(CASE WHEN p_scoring <> 'wins' THEN tournament_game_points(score, place, p_points)
        WHEN score = best AND score > worst THEN 1 ELSE 0 END)::integer AS total
      FROM (SELECT *, max(score) OVER game AS best, min(score) OVER game AS worst FROM tournament_read_games(p_games) WINDOW game AS (PARTITION BY number)) g
      GROUP BY slot) counts;
    IF counted <> p_scores THEN RETURN CASE p_scoring WHEN 'wins' THEN 'games_won' WHEN 'sum' THEN 'games_sum' ELSE 'games_points' END; END IF;
  END IF;
  IF p_scoring = 'wins' AND p_best_of IS NOT NULL THEN
    IF NOT (SELECT max(score) * 2 = p_best_of + 1 AND min(score) < max(score) OR max(score) * 2 <= p_best_of AND (min(score) = max(score) OR games = p_best_of)
      FROM unnest(p_scores) AS score)
    THEN RETURN 'not_best_of'; END IF;
  END IF;
  RETURN NULL;
END
$function$;

-- Whether entrants share a place although the stage allows no draws, or a place that another match takes one of them from.
-- The same rule in code: isUnwantedTie in matches/result.ts.
CREATE OR REPLACE FUNCTION tournament_is_unwanted_tie(p_match text, p_places integer[], p_allows_draws boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF cardinality(p_places) = 2 AND p_places[1] IS DISTINCT FROM p_places[2] THEN RETURN false; END IF;
  RETURN EXISTS (
    SELECT 1 FROM (SELECT place, count(*) AS sharing FROM unnest(p_places) AS place WHERE place IS NOT NULL GROUP BY place) shared
    WHERE sharing > 1 AND (NOT p_allows_draws OR EXISTS (
      SELECT 1 FROM tournament_slot n
      WHERE n.source_match = p_match AND n.source_number >= shared.place AND n.source_number < shared.place + shared.sharing)));
END
$function$;

-- What a result act does, or why it is refused. The same rule in code: judgeResult in matches/result.ts.
CREATE OR REPLACE FUNCTION tournament_judge_result(p_kind text, p_may_act boolean, p_has_conflict boolean, p_is_sanctioned boolean, p_tournament_state text, p_match_state text, p_fault text, p_is_unwanted_tie boolean, p_is_own_report boolean, p_is_same_score boolean)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN CASE
    WHEN NOT p_may_act THEN 'not_a_participant'
    WHEN p_has_conflict THEN 'conflict_of_interest'
    WHEN p_is_sanctioned THEN 'sanctioned'
    WHEN p_fault IS NOT NULL THEN 'invalid_result'
    WHEN p_is_unwanted_tie THEN 'draw_not_allowed'
    WHEN p_tournament_state <> 'live' THEN 'closed'
    WHEN p_kind = 'decision' THEN
      CASE WHEN p_match_state IN ('check_in', 'ready', 'live', 'pending_result', 'disputed') THEN 'decided' ELSE 'closed' END
    WHEN p_match_state = 'pending_result' AND p_is_own_report THEN
      CASE WHEN p_kind = 'confirm' THEN 'own_report' WHEN p_is_same_score THEN 'repeated' ELSE 'corrected' END
    WHEN p_match_state = 'pending_result' THEN
      CASE WHEN p_is_same_score THEN 'confirmed' WHEN p_kind = 'report' THEN 'disputed' ELSE 'score_differs' END
    WHEN p_match_state IN ('ready', 'live') AND p_kind = 'report' THEN 'reported'
    ELSE 'closed' END;
END
$function$;

-- One result act: report, confirmation or decision. It locks the tournament, completes what silence has confirmed, judges what it then
-- reads, and writes.
-- `p_scores` and `p_places` have one value per slot. Without places they follow from the scores.
-- `verdict` is null if no match has this id, 'done', 'repeated' for a key that was used, or why the key cannot be used.
CREATE OR REPLACE FUNCTION tournament_settle_result(p_match text, p_kind text, p_scores integer[], p_places integer[], p_games jsonb, p_actor text, p_is_admin boolean, p_result text, p_event text, p_audit text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  tournament record;
  match record;
  places integer[];
  staff_refusal text;
  sanction jsonb;
  fault text;
  judgement text;
  next_state text;
  is_same boolean;
  is_final boolean;
  winner text;
  silent jsonb := '[]';
  seq integer;
BEGIN
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  -- Every act on the stages and matches of a tournament takes this lock first, so that it protects them too.
  SELECT t.id, t.organizer_id, t.state, p_now - make_interval(mins => nullif(t.auto_confirm_minutes, 0)) AS silent_since INTO tournament
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  IF NOT FOUND THEN RETURN; END IF;
  -- A statement of its own: it sees what was committed while the lock was waited for.
  LOOP
    SELECT m.state, m.group_number, m.round, m.position, m.reported_by, g.number AS stage, g.format, g.settings, g.allows_draws, g.scoring,
      g.best_of, held.*,
      -- tournament_silent_matches of a tournament that is read already.
      EXISTS (SELECT FROM tournament_match o WHERE o.tournament_id = tournament.id AND o.state = 'pending_result'
        AND o.reported_at <= tournament.silent_since AND tournament.state = 'live') AS is_silence_due,
      EXISTS (SELECT FROM sanction_possible WHERE player_id = p_actor AND until > p_now) AS may_be_refused INTO match
    FROM tournament_match m JOIN tournament_stage g ON g.tournament_id = m.tournament_id AND g.number = m.stage, LATERAL (
      SELECT array_agg(CASE WHEN s.vacancy IS NULL THEN s.score ELSE 0 END ORDER BY s.slot) AS scores, array_agg(s.place ORDER BY s.slot) AS places,
        array_agg(s.vacancy IS NOT NULL ORDER BY s.slot) AS is_vacant, array_agg(s.registration_id ORDER BY s.slot) AS entrants,
        coalesce(bool_or(r.player_id = p_actor), false) AS has_actor
      FROM tournament_slot s LEFT JOIN tournament_registration r ON r.id = s.registration_id WHERE s.match_id = m.id) held
    WHERE m.id = p_match;
    EXIT WHEN NOT match.is_silence_due;
    silent := silent || tournament_confirm_silent(tournament.id, p_now);
  END LOOP;
  IF p_kind = 'decision' THEN
    staff_refusal := tournament_staff_refusal(tournament.id, tournament.organizer_id, p_actor, p_is_admin);
  ELSIF match.may_be_refused THEN
    sanction := sanction_gate(p_actor, tournament.id, 'report', p_now);
  END IF;
  IF p_games IS NULL AND p_places IS NULL AND match.is_vacant = '{f,f}' AND match.scoring <> 'lobby' AND match.best_of IS NULL
    AND cardinality(p_scores) = 2 THEN
    -- The plain case of both functions below, without their calls.
    places := CASE WHEN p_scores[1] > p_scores[2] THEN '{1,2}'::integer[] WHEN p_scores[1] < p_scores[2] THEN '{2,1}' ELSE '{1,1}' END;
  ELSE
    fault := tournament_result_fault(p_scores, p_places, p_games, match.is_vacant, match.scoring, match.best_of,
      CASE match.scoring WHEN 'lobby' THEN nullif(match.settings -> 'points', 'null') END);
    places := coalesce(p_places, tournament_places(p_scores, match.is_vacant));
  END IF;
  is_same := (match.scores, match.places) = (p_scores, places);
  -- Games count only where both reports have some.
  IF is_same AND p_games IS NOT NULL THEN
    is_same := NOT EXISTS (SELECT FROM tournament_game WHERE match_id = p_match) OR NOT EXISTS (
      SELECT 1 FROM tournament_read_games(p_games) g FULL JOIN (SELECT * FROM tournament_game WHERE match_id = p_match) h USING (number, slot)
      WHERE (g.score, g.place) IS DISTINCT FROM (h.score, h.place));
  END IF;
  judgement := tournament_judge_result(p_kind,
    CASE p_kind WHEN 'decision' THEN staff_refusal IS DISTINCT FROM 'forbidden' ELSE match.has_actor END,
    staff_refusal IS NOT DISTINCT FROM 'conflict_of_interest', sanction IS NOT NULL, tournament.state, match.state, fault,
    places <> '{1,2}' AND places <> '{2,1}' AND tournament_is_unwanted_tie(p_match, places, match.allows_draws),
    match.reported_by = p_actor, is_same);
  is_final := judgement IN ('confirmed', 'decided');
  next_state := CASE WHEN is_final THEN 'completed' WHEN judgement IN ('reported', 'corrected') THEN 'pending_result'
    WHEN judgement = 'disputed' THEN 'disputed' ELSE match.state END;
  verdict := 'done';
  outcome := jsonb_build_object('outcome', judgement, 'state', next_state, 'tournamentId', tournament.id, 'tournamentState', tournament.state,
    'sanction', sanction, 'fault', fault, 'stage', CASE WHEN is_final THEN jsonb_build_object('number', match.stage, 'group', match.group_number, 'round', match.round,
      'format', match.format, 'settings', match.settings) END,
    'silence', silent, 'stages', CASE silent WHEN '[]' THEN silent ELSE tournament_live_stages(tournament.id) END);
  IF judgement NOT IN ('reported', 'corrected', 'confirmed', 'disputed', 'decided') THEN
    IF judgement = 'repeated' THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
    RETURN;
  END IF;
  -- Its event comes before that of the match.
  IF match.state = 'disputed' AND is_final THEN PERFORM tournament_close_dispute(p_match, 'decided', p_actor, p_now); END IF;
  -- One statement: each one costs as much as it writes. A confirmation repeats the scores that the slots have.
  WITH slot AS (
    UPDATE tournament_slot SET score = p_scores[slot + 1], place = places[slot + 1]
    WHERE match_id = p_match AND vacancy IS NULL AND judgement IN ('reported', 'corrected', 'decided')
  ), settled AS (
    UPDATE tournament_match SET state = next_state, reported_by = CASE judgement WHEN 'reported' THEN p_actor ELSE reported_by END,
      reported_at = CASE WHEN judgement IN ('reported', 'corrected') THEN p_now ELSE reported_at END,
      outcome = CASE WHEN is_final THEN 'played' END, completed_at = CASE WHEN is_final THEN p_now END WHERE id = p_match
  ), result AS (
    INSERT INTO tournament_result (id, match_id, kind, scores, places, games, actor_id, created_at)
    VALUES (p_result, p_match, p_kind, p_scores, places, p_games, p_actor, p_now)
  ) UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = tournament.id RETURNING event_seq INTO seq;
  IF judgement <> 'disputed' THEN
    -- Also those of a match that was live: its games were not all over.
    IF judgement IN ('corrected', 'decided') OR match.state = 'live' OR p_games IS NOT NULL THEN
      DELETE FROM tournament_game WHERE match_id = p_match;
      INSERT INTO tournament_game (match_id, number, slot, score, place) SELECT p_match, g.* FROM tournament_read_games(p_games) g;
    END IF;
    match.scores := p_scores;
    match.places := places;
  END IF;
  IF is_final THEN
    PERFORM tournament_advance_entrants(p_match, p_now);
    IF places = '{1,2}' THEN
      winner := match.entrants[1];
    ELSE
      SELECT min(entrant) INTO winner FROM unnest(match.entrants, places) AS s (entrant, place) WHERE place = 1 HAVING count(*) = 1;
    END IF;
  END IF;
  IF p_kind = 'decision' THEN
    PERFORM audit_append(p_audit, 'match.result_decided', p_actor, NULL, 'match', p_match, jsonb_build_object('scores', p_scores), p_now);
  END IF;
  event := outbox_append(p_event, tournament.id, seq,
    CASE WHEN is_final THEN 'match_completed' WHEN judgement = 'disputed' THEN 'dispute_opened' ELSE 'result_reported' END,
    jsonb_build_object('matchId', p_match, 'stage', match.stage, 'group', match.group_number, 'round', match.round, 'position', match.position,
      'state', next_state, 'scores', match.scores, 'places', match.places, 'winnerId', winner)
      || CASE WHEN is_final THEN jsonb_build_object('outcome', 'played')
        WHEN judgement = 'disputed' THEN tournament_dispute_report(p_match, p_actor, p_now) ELSE '{}' END, p_now);
  IF is_final THEN event := event || jsonb_build_object('following', tournament_announce_ready(tournament.id, ARRAY[p_match], p_now)); END IF;
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
END
$function$;
