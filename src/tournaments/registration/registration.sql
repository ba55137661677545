-- Acts on registrations: register, cancel, decide. Locks in this order: tournament, team, registration, wallets. docs/rules/tournaments.md

-- Registers a player or a team and charges the fee. `verdict` is 'done' with the registration and its event, 'repeated' with the
-- registration of the earlier request, a verdict of idempotency_claim, or the first refusal that applies with its facts. The order of
-- the steps is the order of judgeRegistration. In a full tournament the entrant waits and pays nothing. Raises the constraints of
-- ledger_charge_fee.
CREATE OR REPLACE FUNCTION tournament_register(p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_actor text, p_tournament text, p_registration text, p_team text, p_roster text[], p_name text, p_own_name text, p_printed_name text, p_language text, p_club text, p_country text, p_event text, p_hold text, p_transfer text, p_leg_from text, p_leg_to text, p_invitation text, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  t tournament_tournament;
  entrant_name text;
  players text[];
  entry_state text;
  invitation text;
BEGIN
  events := '[]';
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;

  -- A refusal needs no lock: it was true when the row was read. So requests for a tournament whose waitlist is full do not wait for each other.
  SELECT * INTO t FROM tournament_tournament WHERE id = p_tournament;
  IF (t.confirmed_count < t.capacity OR t.waitlisted_count < t.waitlist_capacity) AND t.state IN ('published', 'registration_open') THEN
    SELECT * INTO t FROM tournament_tournament WHERE id = p_tournament FOR NO KEY UPDATE;
  END IF;
  IF t.id IS NULL OR t.state IN ('draft', 'pending_approval') OR t.state = 'cancelled' AND t.published_at IS NULL THEN
    verdict := 'tournament_not_found';
    RETURN;
  END IF;

  outcome := sanction_gate(p_actor, p_tournament, 'register', p_now);
  IF outcome IS NOT NULL THEN
    verdict := 'sanctioned';
    RETURN;
  END IF;

  -- Opened by the organizer, or by its time before cron has stored the state.
  outcome := CASE
    WHEN t.state <> 'registration_open' AND NOT (t.state = 'published' AND coalesce(t.registration_opens_at <= p_now, false))
      THEN jsonb_build_object('state', t.state)
    WHEN t.registration_opens_at > p_now THEN jsonb_build_object('opensAt', t.registration_opens_at)
    WHEN t.registration_closes_at <= p_now THEN jsonb_build_object('closedAt', t.registration_closes_at) END;
  IF outcome IS NOT NULL THEN
    verdict := 'not_open';
    RETURN;
  END IF;

  IF (p_team IS NULL) <> (t.mode = 'solo') THEN
    verdict := 'wrong_mode';
    outcome := jsonb_build_object('mode', t.mode);
    RETURN;
  END IF;

  IF p_team IS NOT NULL THEN
    SELECT e.verdict, e.facts, e.name, e.players INTO verdict, outcome, entrant_name, players FROM team_enter(p_team, p_actor, p_roster) e;
    IF verdict IS NOT NULL THEN RETURN; END IF;
    IF cardinality(players) NOT BETWEEN t.roster_size AND coalesce(t.roster_size_max, t.roster_size) THEN
      verdict := 'roster_incomplete';
      outcome := jsonb_build_object('needs', t.roster_size, 'atMost', coalesce(t.roster_size_max, t.roster_size), 'has', cardinality(players));
      RETURN;
    END IF;
    SELECT gate || jsonb_build_object('player', player) INTO outcome
    FROM unnest(players) AS player, sanction_gate(player, p_tournament, 'register', p_now) AS gate WHERE gate IS NOT NULL ORDER BY player LIMIT 1;
    IF FOUND THEN
      verdict := 'sanctioned';
      RETURN;
    END IF;
  END IF;

  entrant_name := coalesce(p_name, entrant_name, player_display_name(p_actor), p_own_name);
  IF entrant_name IS NULL THEN
    verdict := 'name_missing';
    RETURN;
  END IF;

  -- Each player takes part once, also a captain who does not play.
  SELECT jsonb_agg(player ORDER BY player <> p_actor, player) INTO outcome FROM (
    SELECT e.player_id FROM tournament_registration e
    WHERE e.tournament_id = p_tournament AND e.player_id = ANY (p_actor || players) AND e.state IN ('pending', 'confirmed', 'waitlisted')
    UNION SELECT x.player_id FROM tournament_roster x WHERE x.tournament_id = p_tournament AND x.player_id = ANY (p_actor || players)
  ) AS registered (player);
  IF outcome IS NOT NULL THEN
    verdict := 'already_registered';
    outcome := jsonb_build_object('players', outcome);
    RETURN;
  END IF;

  IF t.entry_condition <> 'none' THEN
    SELECT c.verdict, c.facts, c.code INTO verdict, outcome, invitation
    FROM tournament_judge_condition(p_tournament, t.entry_condition, p_actor, coalesce(players, ARRAY[p_actor]), p_invitation, p_now) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;

  -- Those who wait and can pay by now come first.
  IF t.waitlisted_count > 0 AND t.confirmed_count < t.capacity THEN
    events := tournament_promote(p_tournament, false, p_now);
    SELECT * INTO t FROM tournament_tournament WHERE id = p_tournament;
  END IF;
  -- An offered place is taken until the answer.
  IF t.offer_minutes IS NOT NULL THEN t.confirmed_count := t.confirmed_count + tournament_count_offers(p_tournament); END IF;
  entry_state := CASE WHEN t.confirmed_count >= t.capacity THEN 'waitlisted' WHEN t.requires_approval THEN 'pending' ELSE 'confirmed' END;
  IF entry_state = 'waitlisted' AND t.waitlisted_count >= t.waitlist_capacity THEN
    verdict := 'tournament_full';
    outcome := jsonb_build_object('capacity', t.capacity, 'waitlistCapacity', t.waitlist_capacity);
    RETURN;
  END IF;

  IF t.entry_fee > 0 AND entry_state <> 'waitlisted' THEN
    PERFORM ledger_charge_fee(p_actor, p_now, p_tournament, p_registration, t.entry_fee, t.requires_approval, p_hold, p_transfer, p_leg_from, p_leg_to);
  END IF;

  UPDATE tournament_tournament SET event_seq = event_seq + 1,
    confirmed_count = confirmed_count + CASE entry_state WHEN 'confirmed' THEN 1 ELSE 0 END,
    waitlisted_count = waitlisted_count + CASE entry_state WHEN 'waitlisted' THEN 1 ELSE 0 END WHERE id = p_tournament;
  -- The number of the event orders the waitlist.
  INSERT INTO tournament_registration AS r (id, tournament_id, player_id, team_id, display_name, printed_name, language, club, country,
    state, waitlist_number, created_at)
  VALUES (p_registration, p_tournament, p_actor, p_team, entrant_name, p_printed_name, p_language, p_club, p_country,
    entry_state, CASE entry_state WHEN 'waitlisted' THEN t.event_seq + 1 END, p_now)
  RETURNING to_jsonb(r) || jsonb_build_object('waitlist', CASE entry_state WHEN 'waitlisted' THEN
    jsonb_build_object('position', t.waitlisted_count + 1, 'length', t.waitlisted_count + 1, 'offerEndsAt', NULL) END) INTO outcome;
  IF invitation IS NOT NULL THEN PERFORM tournament_use_invitation(invitation, p_actor, p_now); END IF;
  IF players IS NOT NULL THEN
    INSERT INTO tournament_roster (registration_id, tournament_id, player_id, display_name)
    SELECT p_registration, p_tournament, m.player_id, m.display_name FROM team_squad m WHERE m.team_id = p_team AND m.player_id = ANY (players);
  END IF;
  events := events || outbox_append(p_event, p_tournament, t.event_seq + 1, 'registration_created',
    jsonb_build_object('registrationId', p_registration, 'displayName', entrant_name, 'state', entry_state), p_now);
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
  verdict := 'done';
END
$function$;

-- Ends registrations and frees their seeds, rosters and positions. Returns how many of them had a place, and how many waited: the
-- caller, who holds the lock on the tournament, subtracts both.
CREATE OR REPLACE FUNCTION tournament_end_registrations(p_registrations text[], p_state text, OUT confirmed integer, OUT waitlisted integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
BEGIN
  WITH entrant AS (
    SELECT id, state FROM tournament_registration
    WHERE id = ANY (p_registrations) AND state IN ('pending', 'confirmed', 'waitlisted', 'withdrawn', 'disqualified') ORDER BY id FOR NO KEY UPDATE
  ), ended AS (
    UPDATE tournament_registration SET state = p_state, seed = NULL, waitlist_number = NULL WHERE id IN (SELECT id FROM entrant)
  ), roster AS (
    DELETE FROM tournament_roster WHERE registration_id IN (SELECT id FROM entrant)
  ) SELECT count(*) FILTER (WHERE state = 'confirmed'), count(*) FILTER (WHERE state = 'waitlisted') INTO confirmed, waitlisted FROM entrant;
END
$function$;

-- The entrant, or who may act for entrants, ends a registration before the start; the fee is returned, and a free place goes to the first
-- who waits and can pay. `verdict` as in tournament_register,
-- with the registration's id and state as outcome; its order is the order of judgeCancellation. A fee that cannot be returned now raises
-- the constraint 'fee_owed:' and the cause, so that nothing changes and nothing is owed.
CREATE OR REPLACE FUNCTION tournament_cancel_registration(p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_actor text, p_is_admin boolean, p_registration text, p_reason text, p_event text, p_audit text, p_transfer text, p_leg_from text, p_leg_to text, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
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
  fee record;
BEGIN
  events := '[]';
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;

  -- Who may act is judged before the locks, so that others cannot make a tournament wait, and again under them: staff may have been removed.
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration;
  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id;
  verdict := CASE WHEN r.id IS NULL THEN 'registration_not_found'
    WHEN NOT (p_actor = r.player_id OR tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'enter')) THEN 'forbidden' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;

  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id FOR NO KEY UPDATE;
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration FOR NO KEY UPDATE;
  -- Published: registration may have opened by its time before cron has stored the state.
  IF NOT (p_actor = r.player_id OR tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'enter')) THEN
    verdict := 'forbidden';
    RETURN;
  ELSIF t.state NOT IN ('published', 'registration_open', 'registration_closed') THEN
    verdict := 'wrong_tournament_state';
    outcome := jsonb_build_object('state', t.state);
    RETURN;
  ELSIF r.state NOT IN ('pending', 'confirmed', 'waitlisted') THEN
    verdict := 'wrong_registration_state';
    outcome := jsonb_build_object('registration', r.state, 'needs', ARRAY['pending', 'confirmed', 'waitlisted']);
    RETURN;
  END IF;

  SELECT f.done, f.coins, f.cause INTO fee
  FROM ledger_return_fees(p_actor, p_now, ARRAY[p_registration], ARRAY[p_transfer], ARRAY[p_leg_from], ARRAY[p_leg_to]) f;
  IF fee.done = 'owed' THEN
    RAISE EXCEPTION 'the fee cannot be returned: %', fee.cause USING ERRCODE = 'check_violation', CONSTRAINT = 'fee_owed:' || fee.cause;
  END IF;
  UPDATE tournament_tournament SET event_seq = event_seq + 1, confirmed_count = confirmed_count - ended.confirmed,
    waitlisted_count = waitlisted_count - ended.waitlisted
  FROM tournament_end_registrations(ARRAY[p_registration], 'cancelled') ended WHERE id = t.id;
  PERFORM audit_append(p_audit, 'registration.cancelled', p_actor, r.player_id, 'registration', p_registration,
    jsonb_build_object('reason', p_reason, 'fee', fee.done, 'coins', coalesce(fee.coins, 0)), p_now);
  events := events || outbox_append(p_event, t.id, t.event_seq + 1, 'registration_cancelled',
    jsonb_build_object('registrationId', p_registration, 'state', 'cancelled'), p_now);
  events := events || tournament_promote(t.id, false, p_now);
  outcome := jsonb_build_object('id', p_registration, 'state', 'cancelled');
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
  verdict := 'done';
END
$function$;

-- The organizer, a co-organizer or an admin confirms or rejects a pending registration: the held fee is captured, or returned. `verdict` and outcome as in
-- tournament_cancel_registration; its order is the order of judgeDecision.
CREATE OR REPLACE FUNCTION tournament_decide_registration(p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_actor text, p_is_admin boolean, p_registration text, p_state text, p_reason text, p_event text, p_audit text, p_transfer text, p_leg_from text, p_leg_to text, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
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
  is_approved boolean := p_state = 'confirmed';
BEGIN
  events := '[]';
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;

  SELECT * INTO r FROM tournament_registration WHERE id = p_registration;
  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id;
  verdict := CASE WHEN r.id IS NULL THEN 'registration_not_found' WHEN NOT tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'enter') THEN 'forbidden' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;

  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id FOR NO KEY UPDATE;
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration FOR NO KEY UPDATE;
  IF NOT tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'enter') THEN
    verdict := 'forbidden';
    RETURN;
  ELSIF is_approved AND EXISTS (SELECT FROM tournament_entry_player e WHERE e.registration_id = p_registration AND e.player_id = p_actor) THEN
    verdict := 'conflict_of_interest';
    RETURN;
  ELSIF t.state NOT IN ('published', 'registration_open', 'registration_closed') THEN
    verdict := 'wrong_tournament_state';
    outcome := jsonb_build_object('state', t.state);
    RETURN;
  ELSIF r.state <> 'pending' THEN
    verdict := 'wrong_registration_state';
    outcome := jsonb_build_object('registration', r.state, 'needs', ARRAY['pending']);
    RETURN;
  ELSIF is_approved AND t.confirmed_count >= t.capacity THEN
    verdict := 'tournament_full';
    RETURN;
  END IF;

  IF is_approved THEN
    verdict := nullif(ledger_capture_fee(p_actor, p_now, p_registration, p_transfer, p_leg_from, p_leg_to), 'done');
    IF verdict IS NOT NULL THEN RETURN; END IF;
    UPDATE tournament_registration SET state = 'confirmed' WHERE id = p_registration;
  ELSE
    PERFORM ledger_return_fees(p_actor, p_now, ARRAY[p_registration], ARRAY[p_transfer], ARRAY[p_leg_from], ARRAY[p_leg_to]);
    PERFORM tournament_end_registrations(ARRAY[p_registration], 'rejected');
  END IF;
  UPDATE tournament_tournament SET event_seq = event_seq + 1, confirmed_count = confirmed_count + CASE WHEN is_approved THEN 1 ELSE 0 END
  WHERE id = t.id;
  PERFORM audit_append(p_audit, CASE WHEN is_approved THEN 'registration.approved' ELSE 'registration.rejected' END, p_actor, r.player_id,
    'registration', p_registration, jsonb_build_object('reason', p_reason), p_now);
  events := events || outbox_append(p_event, t.id, t.event_seq + 1,
    CASE WHEN is_approved THEN 'registration_promoted' ELSE 'registration_cancelled' END,
    jsonb_build_object('registrationId', p_registration, 'state', p_state)
      || CASE WHEN is_approved THEN jsonb_build_object('displayName', r.display_name) ELSE '{}' END, p_now);
  events := events || tournament_promote(t.id, false, p_now);
  outcome := jsonb_build_object('id', p_registration, 'state', p_state);
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
  verdict := 'done';
END
$function$;
