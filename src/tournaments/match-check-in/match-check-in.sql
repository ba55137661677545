-- Check-in before a match, where the match plan asks for it. docs/rules/matches.md#match-check-in

-- When check-in for a match closes; null: not yet known. A match without a time has its minutes from when it can be played. A match with
-- a time has at least as long, and never less than until this time. The same in code: closesAt in match-check-in.ts.
CREATE OR REPLACE FUNCTION tournament_check_in_closes_at(p_ready_at timestamp with time zone, p_minutes integer, p_starts_at timestamp with time zone, p_is_postponed boolean)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  -- `greatest` leaves out what is null.
  SELECT CASE WHEN NOT p_is_postponed THEN greatest(p_ready_at + make_interval(mins => p_minutes), p_starts_at) END
$function$;

-- Whether a side of a match may be checked in. `p_side` is 'staff', 'entrant', 'conflict' (staff who play in the tournament) or null.
-- The same rule in code: judgeMatchCheckIn in match-check-in.ts.
CREATE OR REPLACE FUNCTION tournament_judge_match_check_in(p_side text, p_is_sanctioned boolean, p_tournament_state text, p_match_state text, p_is_present boolean, p_opens_at timestamp with time zone, p_closes_at timestamp with time zone, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN p_side IS NULL THEN 'not_a_participant'
    WHEN p_side = 'conflict' THEN 'conflict_of_interest'
    WHEN p_is_sanctioned THEN 'sanctioned'
    WHEN p_tournament_state <> 'live' OR p_match_state <> 'check_in' THEN 'closed'
    WHEN p_now >= p_closes_at THEN 'too_late'
    WHEN p_now < p_opens_at THEN 'too_early'
    WHEN p_is_present THEN 'repeated'
    ELSE 'done' END
$function$;

-- Whether all entrants of a match have checked in.
CREATE OR REPLACE FUNCTION tournament_is_match_present(p_match text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT NOT EXISTS (SELECT FROM tournament_slot s WHERE s.match_id = p_match AND s.registration_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM tournament_match_presence p WHERE p.match_id = p_match AND p.registration_id = s.registration_id))
$function$;

-- The state of a match whose entrants have just become known: 'ready', or 'check_in', which this opens. Its entrants come from matches
-- that are over.
CREATE OR REPLACE FUNCTION tournament_ready_state(p_match text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  minutes integer;
BEGIN
  SELECT p.check_in_minutes INTO minutes FROM tournament_match m JOIN tournament_match_plan p ON p.tournament_id = m.tournament_id WHERE m.id = p_match;
  IF minutes IS NULL THEN RETURN 'ready'; END IF;
  DELETE FROM tournament_match_check_in WHERE match_id = p_match;
  INSERT INTO tournament_match_check_in (match_id, minutes, ready_at) VALUES (p_match, minutes, p_now);
  RETURN 'check_in';
END
$function$;

-- Opens check-in for those of the matches that are ready. An entrant with an earlier open match in the stage, as in a round robin, does
-- not play this one yet: its minutes start in tournament_begin_match_check_ins.
CREATE OR REPLACE FUNCTION tournament_open_match_check_ins(p_tournament text, p_stage integer, p_matches text[], p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  minutes integer := (SELECT check_in_minutes FROM tournament_match_plan WHERE tournament_id = p_tournament);
BEGIN
  IF minutes IS NULL THEN RETURN; END IF;
  INSERT INTO tournament_match_check_in (match_id, minutes, ready_at)
  SELECT m.id, minutes, CASE WHEN p.match_id IS NOT NULL THEN p_now END
  FROM tournament_match m LEFT JOIN tournament_playable_matches(p_tournament, p_stage) p ON p.match_id = m.id
  WHERE m.id = ANY (p_matches) AND m.state = 'ready';
  UPDATE tournament_match m SET state = 'check_in' FROM tournament_match_check_in c
  WHERE c.match_id = m.id AND m.id = ANY (p_matches) AND m.state = 'ready';
END
$function$;

-- Closes check-in for a match if it is due: who did not come forfeits. Returns the event; null: it is not due. The caller holds the lock
-- on the tournament. The organizer set the minutes, so the organizer is the actor.
CREATE OR REPLACE FUNCTION tournament_close_match_check_in(p_match text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  match record;
  absent record;
  facts jsonb;
  event jsonb;
  seq integer;
BEGIN
  SELECT m.tournament_id, t.organizer_id INTO match
  FROM tournament_match_check_in c JOIN tournament_match m ON m.id = c.match_id JOIN tournament_tournament t ON t.id = m.tournament_id
    LEFT JOIN tournament_schedule s ON s.match_id = m.id
  WHERE m.id = p_match AND m.state = 'check_in' AND t.state = 'live'
    AND p_now >= tournament_check_in_closes_at(c.ready_at, c.minutes, s.starts_at, coalesce(s.is_postponed, false));
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT coalesce(array_agg(s.slot ORDER BY s.slot), '{}') AS slots, coalesce(jsonb_agg(s.registration_id ORDER BY s.slot), '[]') AS ids INTO absent
  FROM tournament_slot s LEFT JOIN tournament_match_presence p ON p.match_id = s.match_id AND p.registration_id = s.registration_id
  WHERE s.match_id = p_match AND s.registration_id IS NOT NULL AND p.match_id IS NULL;
  -- A lobby goes on with those who came.
  UPDATE tournament_match SET state = 'ready' WHERE id = p_match;
  PERFORM tournament_forfeit_match(p_match, absent.slots, p_now);
  PERFORM audit_append(make_id('aud', p_now), 'match.check_in_closed', match.organizer_id, NULL, 'match', p_match,
    jsonb_build_object('absent', jsonb_array_length(absent.ids)), p_now);
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = match.tournament_id RETURNING event_seq INTO seq;
  facts := tournament_match_facts(p_match);
  event := CASE WHEN facts ->> 'state' = 'completed' THEN
    outbox_append(make_id('evt', p_now), match.tournament_id, seq, 'match_completed', facts, p_now)
  ELSE outbox_append(make_id('evt', p_now), match.tournament_id, seq, 'match_check_in_closed',
    jsonb_build_object('matchId', p_match, 'state', facts -> 'state', 'absent', absent.ids), p_now) END;
  RETURN event || jsonb_build_object('following', tournament_announce_ready(match.tournament_id, ARRAY[p_match], p_now));
END
$function$;

-- One match whose check-in is due, for cron. It locks the tournament. `stages` are those that are played; null: nothing was due.
CREATE OR REPLACE FUNCTION tournament_close_due_check_in(p_match text, p_now timestamp with time zone, OUT tournament text, OUT stages jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT t.id INTO tournament FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  event := tournament_close_match_check_in(p_match, p_now);
  IF event IS NOT NULL THEN stages := tournament_live_stages(tournament); END IF;
END
$function$;

-- The facts of the sanction on the first of the players who may not play a match; null: all may.
CREATE OR REPLACE FUNCTION tournament_line_up_sanction(p_tournament text, p_now timestamp with time zone, p_players text[])
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT gate || jsonb_build_object('player', player) FROM unnest(p_players) AS player, sanction_gate(player, p_tournament, 'check_in', p_now) AS gate
  WHERE gate IS NOT NULL ORDER BY player LIMIT 1
$function$;

-- An entrant of a match, or staff for it, checks in. It closes check-in first, if that is due. `p_registration` is null for the caller's
-- own. `verdict` as in tournament_settle_result.
CREATE OR REPLACE FUNCTION tournament_check_in_match(p_match text, p_registration text, p_actor text, p_is_admin boolean, p_audit text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  tournament record;
  match record;
  entrant record;
  side text;
  sanction jsonb;
  judgement text;
  closed jsonb;
  seq integer;
BEGIN
  events := '[]';
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  SELECT t.id, t.organizer_id, t.state INTO tournament
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT m.state, s.starts_at - make_interval(mins => c.minutes) AS opens_at,
    tournament_check_in_closes_at(c.ready_at, c.minutes, s.starts_at, coalesce(s.is_postponed, false)) AS closes_at INTO match
  FROM tournament_match m LEFT JOIN tournament_match_check_in c ON c.match_id = m.id LEFT JOIN tournament_schedule s ON s.match_id = m.id WHERE m.id = p_match;
  SELECT r.id, r.player_id, r.team_id, EXISTS (SELECT FROM tournament_match_presence p WHERE p.match_id = p_match AND p.registration_id = r.id) AS is_present INTO entrant
  FROM tournament_slot s JOIN tournament_registration r ON r.id = s.registration_id
  WHERE s.match_id = p_match AND CASE WHEN p_registration IS NULL THEN r.player_id = p_actor ELSE r.id = p_registration END;
  verdict := 'done';
  IF entrant.id IS NOT NULL AND entrant.player_id = p_actor THEN
    side := 'entrant';
  ELSE
    side := CASE WHEN NOT tournament_may(tournament.id, tournament.organizer_id, p_actor, p_is_admin, 'check_in') THEN NULL
      WHEN tournament_has_entrant(tournament.id, p_actor) THEN 'conflict' ELSE 'staff' END;
  END IF;
  sanction := CASE WHEN entrant.id IS NULL THEN NULL WHEN entrant.team_id IS NULL THEN sanction_gate(entrant.player_id, tournament.id, 'check_in', p_now)
    ELSE coalesce(tournament_team_sanction(entrant.id, p_now), tournament_line_up_sanction(tournament.id, p_now,
      ARRAY(SELECT l.player_id FROM tournament_line_up_player l WHERE l.match_id = p_match AND l.registration_id = entrant.id))) END;
  judgement := tournament_judge_match_check_in(side, sanction IS NOT NULL, tournament.state, match.state, entrant.is_present, match.opens_at, match.closes_at, p_now);
  IF side = 'staff' AND entrant.id IS NULL THEN judgement := 'no_entrant'; END IF;
  IF judgement = 'too_late' THEN
    closed := tournament_close_match_check_in(p_match, p_now);
    events := events || closed;
  ELSIF judgement = 'done' THEN
    INSERT INTO tournament_match_presence (match_id, registration_id, checked_in_at) VALUES (p_match, entrant.id, p_now);
    IF tournament_is_match_present(p_match) THEN
      UPDATE tournament_match SET state = 'ready' WHERE id = p_match RETURNING state INTO match.state;
    END IF;
    IF side = 'staff' THEN
      PERFORM audit_append(p_audit, 'match.checked_in', p_actor, entrant.player_id, 'match', p_match, '{}', p_now);
    END IF;
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = tournament.id RETURNING event_seq INTO seq;
    events := events || outbox_append(make_id('evt', p_now), tournament.id, seq, 'match_checked_in',
      jsonb_build_object('matchId', p_match, 'registrationId', entrant.id, 'state', match.state), p_now)
      || tournament_announce_ready(tournament.id, ARRAY[p_match], p_now);
  END IF;
  outcome := jsonb_build_object('outcome', judgement, 'state', match.state, 'registrationId', entrant.id, 'tournamentId', tournament.id,
    'tournamentState', tournament.state, 'sanction', sanction, 'opensAt', instant_text(match.opens_at), 'closesAt', instant_text(match.closes_at),
    'stages', CASE WHEN closed IS NOT NULL THEN tournament_live_stages(tournament.id) ELSE '[]' END);
  IF p_scope IS NOT NULL AND judgement IN ('done', 'repeated') THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
END
$function$;
