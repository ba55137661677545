-- How entrants move through the slots of matches. docs/rules/tournaments.md#stages-and-matches

-- Who comes into each slot of a match now, or why nobody does; neither while its source is open. Who has left the tournament enters no
-- slot: `absent_id` names it; a match that it had won without an opponent before it still enters. A seed comes from the draw. The same in code: occupantOf in stages/format.ts.
CREATE OR REPLACE FUNCTION tournament_due_slots(p_match text)
 RETURNS TABLE(slot integer, source_match text, registration_id text, vacancy text, absent_id text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT n.slot, n.source_match, CASE WHEN NOT came.has_left THEN came.id END,
    CASE WHEN came.id IS NULL THEN o.outcome WHEN came.has_left THEN 'forfeit' END, CASE WHEN came.has_left THEN came.id END
  FROM tournament_slot n LEFT JOIN tournament_match o ON o.id = n.source_match LEFT JOIN LATERAL (
    -- Nobody has a place that several share.
    SELECT min(r.id) AS id, bool_or(r.state IN ('withdrawn', 'disqualified') AND NOT EXISTS (
      SELECT FROM tournament_lasting_walkover w WHERE w.match_id = p_match AND w.registration_id = r.id)) AS has_left
    FROM tournament_registration r WHERE r.id IN (
      SELECT s.registration_id FROM tournament_slot s WHERE s.match_id = o.id AND o.outcome IS NOT NULL AND s.place = n.source_number
      UNION ALL SELECT coalesce(n.registration_id, n.absent_id) WHERE n.source_match IS NULL) HAVING count(*) = 1) came ON true
  WHERE n.match_id = p_match
$function$;

CREATE OR REPLACE FUNCTION tournament_fill_slots(p_match text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  UPDATE tournament_slot s SET registration_id = due.registration_id, vacancy = due.vacancy, absent_id = due.absent_id
  FROM tournament_due_slots(p_match) due WHERE s.match_id = p_match AND s.slot = due.slot
    AND (s.registration_id, s.vacancy, s.absent_id) IS DISTINCT FROM (due.registration_id, due.vacancy, due.absent_id);
$function$;

-- What the slots of an open match mean: 'scheduled' (it waits for an entrant), 'ready', or the outcome of a match that cannot be played.
-- The same in code: resultOfVacancies in stages/match.ts.
CREATE OR REPLACE FUNCTION tournament_judge_slots(p_match text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN NOT bool_and(num_nonnulls(registration_id, vacancy) = 1) THEN 'scheduled' WHEN count(registration_id) > 1 THEN 'ready'
    WHEN count(*) = 1 THEN 'bye' WHEN count(registration_id) = 1 THEN 'walkover' ELSE 'double_forfeit' END
  FROM tournament_slot WHERE match_id = p_match
$function$;

-- Who has left stands in a slot only while nobody comes to play: in a match that is ready it forfeits. Returns what the slots mean then.
-- The same in code: withoutLeft in stages/stage-play.ts.
CREATE OR REPLACE FUNCTION tournament_judge_present(p_match text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  judgement text := tournament_judge_slots(p_match);
BEGIN
  IF judgement <> 'ready' THEN RETURN judgement; END IF;
  UPDATE tournament_slot s SET registration_id = NULL, vacancy = 'forfeit', absent_id = r.id FROM tournament_registration r
  WHERE s.match_id = p_match AND r.id = s.registration_id AND r.state IN ('withdrawn', 'disqualified');
  IF FOUND THEN RETURN tournament_judge_slots(p_match); END IF;
  RETURN judgement;
END
$function$;

-- A match whose slots have changed: it waits, becomes ready (or opens check-in), or is over because fewer than two are left. A lobby in
-- check-in is ready when who has left was the last one to come.
CREATE OR REPLACE FUNCTION tournament_settle_slots(p_match text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  judgement text := tournament_judge_present(p_match);
BEGIN
  IF judgement = 'ready' THEN
    UPDATE tournament_match SET state = CASE WHEN state = 'scheduled' THEN tournament_ready_state(p_match, p_now)
      WHEN state = 'check_in' AND NOT tournament_is_match_present(p_match) THEN state ELSE 'ready' END
    WHERE id = p_match;
  ELSIF judgement <> 'scheduled' THEN
    UPDATE tournament_slot SET place = 1 WHERE match_id = p_match AND registration_id IS NOT NULL;
    PERFORM tournament_complete_match(p_match, judgement, p_now);
  END IF;
END
$function$;

-- Completes a match whose slots have their places. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_complete_match(p_match text, p_outcome text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
BEGIN
  UPDATE tournament_match SET state = 'completed', outcome = p_outcome, completed_at = p_now WHERE id = p_match;
  PERFORM tournament_advance_entrants(p_match, p_now);
END
$function$;

-- Fills the slots that name a completed match as their source. A match that is left with one entrant or none is completed too.
CREATE OR REPLACE FUNCTION tournament_advance_entrants(p_match text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  next_match record;
BEGIN
  FOR next_match IN
    -- One statement for the plain case: somebody comes alone to an empty slot and has not left, nor has anybody who waits there.
    WITH filled AS (
      UPDATE tournament_slot n SET registration_id = r.id FROM tournament_registration r
      WHERE n.source_match = p_match AND num_nulls(n.registration_id, n.vacancy, n.absent_id) = 3
        AND r.id = (SELECT min(s.registration_id) FROM tournament_slot s WHERE s.match_id = p_match AND s.place = n.source_number HAVING count(*) = 1)
        AND NOT r.state = ANY ('{withdrawn,disqualified}')
      RETURNING n.match_id, n.slot
    ) SELECT m.id, m.state, (SELECT p.check_in_minutes FROM tournament_match_plan p WHERE p.tournament_id = m.tournament_id) AS minutes,
      count(*) > 1 AND count(y.registration_id) + (SELECT count(*) FROM filled f WHERE f.match_id = m.id) = count(*) AS is_ready,
      count(*) FILTER (WHERE y.source_match = p_match) = (SELECT count(*) FROM filled f WHERE f.match_id = m.id)
        AND bool_and(y.vacancy IS NULL AND (r.state = ANY ('{withdrawn,disqualified}')) IS NOT TRUE) AS is_plain
    FROM tournament_match m JOIN tournament_slot y ON y.match_id = m.id LEFT JOIN tournament_registration r ON r.id = y.registration_id
    WHERE m.id = ANY (ARRAY(SELECT n.match_id FROM tournament_slot n WHERE n.source_match = p_match)) GROUP BY m.id ORDER BY m.id
  LOOP
    IF next_match.is_plain AND next_match.state = 'scheduled' THEN
      IF next_match.is_ready THEN
        UPDATE tournament_match SET state = CASE WHEN next_match.minutes IS NULL THEN 'ready' ELSE tournament_ready_state(id, p_now) END
        WHERE id = next_match.id;
      END IF;
    ELSE
      PERFORM tournament_fill_slots(next_match.id);
      IF next_match.state = 'scheduled' THEN PERFORM tournament_settle_slots(next_match.id, p_now); END IF;
    END IF;
  END LOOP;
END
$function$;

-- A match in the payload of an event. Scores are null where nothing was played.
CREATE OR REPLACE FUNCTION tournament_match_facts(p_match text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('matchId', m.id, 'stage', m.stage, 'group', m.group_number, 'round', m.round, 'position', m.position,
    'state', m.state, 'outcome', m.outcome, 'places', jsonb_agg(s.place ORDER BY s.slot),
    'scores', CASE m.outcome WHEN 'played' THEN jsonb_agg(coalesce(s.score, 0) ORDER BY s.slot) END,
    'winnerId', CASE WHEN count(*) FILTER (WHERE s.place = 1) = 1 THEN min(s.registration_id) FILTER (WHERE s.place = 1) END)
  FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id WHERE m.id = p_match GROUP BY m.id
$function$;

-- The stages that are played: their formats may create further matches.
CREATE OR REPLACE FUNCTION tournament_live_stages(p_tournament text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'format', format, 'settings', settings) ORDER BY number), '[]')
  FROM tournament_stage WHERE tournament_id = p_tournament AND state = 'live'
$function$;
