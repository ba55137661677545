-- Entrants say that they are there. docs/rules/tournaments.md#check-in

-- Whether an entrant may be checked in, or the check-in undone: 'done', 'repeated' if it is so already, or why not. `p_side` is 'staff',
-- 'entrant', or null: the actor may not act for this entrant. The same rule in code: judgeCheckIn in check-in.ts.
CREATE OR REPLACE FUNCTION tournament_judge_check_in(p_side text, p_is_sanctioned boolean, p_tournament_state text, p_minutes integer, p_starts_at timestamp with time zone, p_registration_state text, p_checked_in_at timestamp with time zone, p_is_undo boolean, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN p_side IS NULL THEN 'forbidden'
    WHEN p_is_sanctioned AND NOT p_is_undo THEN 'sanctioned'
    WHEN p_minutes IS NULL THEN 'not_required'
    WHEN p_tournament_state NOT IN ('published', 'registration_open', 'registration_closed') THEN 'wrong_tournament_state'
    WHEN p_registration_state NOT IN ('confirmed', 'waitlisted') THEN 'wrong_registration_state'
    WHEN p_now < p_starts_at - p_minutes * interval '1 minute' THEN 'too_early'
    WHEN p_side = 'entrant' AND p_now >= p_starts_at THEN 'too_late'
    WHEN (p_checked_in_at IS NULL) = p_is_undo THEN 'repeated'
    WHEN p_is_undo AND p_side = 'entrant' AND p_now >= p_checked_in_at + interval '15 minutes' THEN 'undo_too_late'
    ELSE 'done' END
$function$;

-- Why a team may not appear: the facts of a sanction on its captain, or of one on a player of its roster, who is named, where too few
-- others are left for the match plan's line-ups, or as many as the tournament asks for without these. null: it may. The same in code: canAppear.
CREATE OR REPLACE FUNCTION tournament_team_sanction(p_registration text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  r record;
  team record;
  facts jsonb;
BEGIN
  SELECT player_id, tournament_id INTO r FROM tournament_registration WHERE id = p_registration;
  facts := sanction_gate(r.player_id, r.tournament_id, 'check_in', p_now);
  IF facts IS NOT NULL THEN RETURN facts; END IF;
  SELECT count(*) AS players, count(gate) AS barred, (array_agg(gate || jsonb_build_object('player', x.player_id) ORDER BY x.player_id)
      FILTER (WHERE gate IS NOT NULL))[1] AS first INTO team
  FROM tournament_roster x, sanction_gate(x.player_id, r.tournament_id, 'check_in', p_now) AS gate WHERE x.registration_id = p_registration;
  RETURN CASE WHEN team.barred > 0 AND team.players - team.barred < coalesce(
    (SELECT p.line_up_min FROM tournament_match_plan p WHERE p.tournament_id = r.tournament_id),
    (SELECT least(t.roster_size, team.players) FROM tournament_tournament t WHERE t.id = r.tournament_id)) THEN team.first END;
END
$function$;

-- Checks entrants in, or undoes it: one item of `outcome` for each, in the order asked for. The entrant does it alone, staff for many of
-- `p_tournament` at once; null: the tournament of the registration. `verdict` is 'done', a verdict of idempotency_claim, or
-- 'not_found' or 'forbidden' for all of them.
CREATE OR REPLACE FUNCTION tournament_check_in(p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_actor text, p_is_admin boolean, p_tournament text, p_registrations text[], p_is_undo boolean, p_audit text, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  t tournament_tournament;
  r tournament_registration;
  sanction jsonb;
  judgement text;
  changed integer := 0;
  is_staff boolean;
BEGIN
  events := '[]';
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;

  SELECT * INTO t FROM tournament_tournament
  WHERE id = coalesce(p_tournament, (SELECT e.tournament_id FROM tournament_registration e WHERE e.id = p_registrations[1]));
  is_staff := tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'check_in');
  -- Judged before the lock, so that others cannot make a tournament wait, and again under it: staff may have been removed.
  verdict := CASE WHEN t.id IS NULL THEN 'not_found' WHEN p_tournament IS NOT NULL AND NOT is_staff THEN 'forbidden' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  SELECT * INTO t FROM tournament_tournament WHERE id = t.id FOR NO KEY UPDATE;
  is_staff := tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'check_in');
  IF p_tournament IS NOT NULL AND NOT is_staff THEN
    verdict := 'forbidden';
    RETURN;
  END IF;
  outcome := '[]';
  FOR item IN 1 .. cardinality(p_registrations) LOOP
    SELECT * INTO r FROM tournament_registration WHERE id = p_registrations[item] AND tournament_id = t.id;
    IF FOUND THEN
      sanction := CASE WHEN r.team_id IS NULL THEN sanction_gate(r.player_id, t.id, 'check_in', p_now)
        ELSE tournament_team_sanction(r.id, p_now) END;
      judgement := tournament_judge_check_in(CASE WHEN is_staff THEN 'staff' WHEN r.player_id = p_actor THEN 'entrant' END,
        sanction IS NOT NULL, t.state, t.check_in_minutes, t.starts_at, r.state, r.checked_in_at, p_is_undo, p_now);
    ELSE
      judgement := 'registration_not_found';
    END IF;
    IF judgement = 'done' THEN
      changed := changed + 1;
      UPDATE tournament_registration SET checked_in_at = CASE WHEN NOT p_is_undo THEN p_now END WHERE id = r.id
      RETURNING checked_in_at INTO r.checked_in_at;
      UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = t.id RETURNING event_seq INTO t.event_seq;
      events := events || outbox_append(make_id('evt', p_now), t.id, t.event_seq, 'checked_in',
        jsonb_build_object('registrationId', r.id, 'isCheckedIn', NOT p_is_undo), p_now);
    END IF;
    outcome := outcome || jsonb_build_object('registrationId', p_registrations[item], 'verdict', judgement,
      'checkedInAt', instant_text(r.checked_in_at), 'state', r.state, 'sanction', CASE judgement WHEN 'sanctioned' THEN sanction END);
  END LOOP;
  -- Of staff only: what entrants do for themselves is no privileged act.
  IF changed > 0 AND is_staff THEN
    PERFORM audit_append(p_audit, 'registrations.checked_in', p_actor, NULL, 'tournament', t.id,
      jsonb_build_object('registrations', changed, 'isUndo', p_is_undo), p_now);
  END IF;
  outcome := jsonb_build_object('tournament', jsonb_build_object('state', t.state, 'checkInMinutes', t.check_in_minutes,
    'startsAt', instant_text(t.starts_at)), 'items', outcome);
  -- A refusal of a single one is not kept: the request may be repeated.
  IF p_scope IS NOT NULL AND (p_tournament IS NOT NULL OR judgement IN ('done', 'repeated')) THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
  verdict := 'done';
END
$function$;

-- For the start, where check-in is required: confirmed entrants who did not check in are no-shows, and those who wait and did get their
-- places. Returns the events. The caller holds the lock on the tournament. The fee of a no-show is not returned.
CREATE OR REPLACE FUNCTION tournament_close_check_in(p_tournament text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  absent record;
  seq integer;
  events jsonb := '[]';
BEGIN
  PERFORM 1 FROM tournament_tournament WHERE id = p_tournament AND check_in_minutes IS NOT NULL;
  IF NOT FOUND THEN RETURN events; END IF;
  FOR absent IN
    UPDATE tournament_registration SET state = 'no_show', seed = NULL
    WHERE tournament_id = p_tournament AND state = 'confirmed' AND checked_in_at IS NULL RETURNING id
  LOOP
    UPDATE tournament_tournament SET event_seq = event_seq + 1, confirmed_count = confirmed_count - 1 WHERE id = p_tournament
    RETURNING event_seq INTO seq;
    events := events || outbox_append(make_id('evt', p_now), p_tournament, seq, 'registration_cancelled',
      jsonb_build_object('registrationId', absent.id, 'state', 'no_show'), p_now);
  END LOOP;
  RETURN events || tournament_promote(p_tournament, true, p_now);
END
$function$;
