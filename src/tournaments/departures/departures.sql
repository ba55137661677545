-- Entrants who leave a running tournament: withdrawals, and disqualifications by staff. docs/rules/tournaments.md#withdrawal-and-disqualification

-- `p_state` is 'withdrawn' or 'disqualified'. The entrant forfeits its open matches and enters no slot any more, except that of a walkover
-- that it has. `verdict` as in
-- tournament_cancel_registration; its order is the order of judgeDeparture in departures/departure.ts.
CREATE OR REPLACE FUNCTION tournament_leave(p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_actor text, p_is_admin boolean, p_registration text, p_state text, p_reason text, p_event text, p_audit text, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  r tournament_registration;
  t tournament_tournament;
  match record;
  is_own boolean;
  forfeits jsonb := '[]';
  silent jsonb;
BEGIN
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;

  -- Judged before the locks, so that others cannot make a tournament wait, and again under them: staff may have been removed.
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration;
  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id;
  is_own := p_state = 'withdrawn' AND p_actor = r.player_id;
  verdict := CASE WHEN r.id IS NULL THEN 'registration_not_found' WHEN NOT is_own THEN tournament_staff_refusal(t.id, t.organizer_id, p_actor, p_is_admin) END;
  IF verdict IS NOT NULL THEN RETURN; END IF;

  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id FOR NO KEY UPDATE;
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration FOR NO KEY UPDATE;
  -- A team may have another captain by now.
  is_own := p_state = 'withdrawn' AND p_actor = r.player_id;
  IF NOT is_own THEN verdict := tournament_staff_refusal(t.id, t.organizer_id, p_actor, p_is_admin); END IF;
  IF verdict IS NOT NULL THEN
    RETURN;
  ELSIF t.state <> 'live' THEN
    verdict := 'wrong_tournament_state';
    outcome := jsonb_build_object('state', t.state, 'needs', ARRAY['live']);
    RETURN;
  ELSIF r.state <> 'confirmed' AND NOT (r.state = 'withdrawn' AND p_state = 'disqualified') THEN
    verdict := 'wrong_registration_state';
    outcome := jsonb_build_object('registration', r.state, 'needs', CASE p_state WHEN 'disqualified' THEN ARRAY['confirmed', 'withdrawn'] ELSE ARRAY['confirmed'] END);
    RETURN;
  END IF;

  silent := tournament_confirm_silent(t.id, p_now);
  UPDATE tournament_registration SET state = p_state WHERE id = p_registration;
  IF r.state = 'confirmed' THEN
    INSERT INTO tournament_lasting_walkover (match_id, registration_id)
    SELECT m.id, p_registration FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id
    WHERE m.tournament_id = t.id AND m.outcome = 'walkover' GROUP BY m.id
    HAVING count(s.registration_id) = 1 AND min(s.registration_id) = p_registration;
  END IF;
  FOR match IN
    SELECT m.id, s.slot FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id
    WHERE r.state = 'confirmed' AND m.tournament_id = t.id AND s.registration_id = p_registration AND m.state NOT IN ('completed', 'cancelled')
    ORDER BY m.stage, m.group_number, m.round, m.position
  LOOP
    PERFORM tournament_forfeit_match(match.id, ARRAY[match.slot], p_now);
    forfeits := forfeits || (tournament_match_facts(match.id) - ARRAY['scores', 'places']);
  END LOOP;
  UPDATE tournament_tournament SET event_seq = event_seq + 1, confirmed_count = confirmed_count - CASE r.state WHEN 'confirmed' THEN 1 ELSE 0 END
  WHERE id = t.id RETURNING event_seq INTO t.event_seq;
  PERFORM audit_append(p_audit, 'registration.' || p_state, p_actor, r.player_id, 'registration', p_registration,
    jsonb_build_object('reason', p_reason, 'matches', jsonb_array_length(forfeits)), p_now);
  event := outbox_append(p_event, t.id, t.event_seq, 'registration_cancelled',
    jsonb_build_object('registrationId', p_registration, 'state', p_state, 'matches', forfeits), p_now);
  event := event || jsonb_build_object('following', tournament_announce_ready(t.id,
    ARRAY(SELECT item ->> 'matchId' FROM jsonb_array_elements(forfeits) AS item), p_now));
  outcome := jsonb_build_object('id', p_registration, 'state', p_state, 'tournamentId', t.id, 'stages', tournament_live_stages(t.id), 'silence', silent);
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
  verdict := 'done';
END
$function$;
