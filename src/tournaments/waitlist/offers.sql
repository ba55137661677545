-- Offers of a free place to entrants who wait, where the organizer has set a time for the answer. docs/rules/tournaments.md#offers

-- Places that are offered: taken until the answer or the deadline.
CREATE OR REPLACE FUNCTION tournament_count_offers(p_tournament text)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT count(*)::integer FROM tournament_waitlist_offer o WHERE o.tournament_id = p_tournament
$function$;

-- An offer ends with the wait of its entrant: accepted, withdrawn, rejected.
CREATE OR REPLACE FUNCTION offer_follows_waitlist()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM tournament_waitlist_offer WHERE registration_id = NEW.id;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER offer_follows_waitlist
  AFTER UPDATE OF waitlist_number ON tournament_registration FOR EACH ROW WHEN (old.waitlist_number IS NOT NULL AND new.waitlist_number IS NULL)
  EXECUTE FUNCTION offer_follows_waitlist();

-- Ends an offer without a place for its entrant, who waits on behind all others. Returns the event. The caller holds the lock on the
-- tournament.
CREATE OR REPLACE FUNCTION tournament_end_offer(p_tournament text, p_registration text, p_outcome text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  seq integer;
BEGIN
  DELETE FROM tournament_waitlist_offer WHERE registration_id = p_registration;
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = p_tournament RETURNING event_seq INTO seq;
  UPDATE tournament_registration SET waitlist_number = seq WHERE id = p_registration;
  RETURN outbox_append(make_id('evt', p_now), p_tournament, seq, 'waitlist_offer_ended',
    jsonb_build_object('registrationId', p_registration, 'outcome', p_outcome), p_now);
END
$function$;

-- Ends offers that are due, then offers the places that are free to entrants who wait, in their order. Who cannot pay or is sanctioned
-- is left out and keeps the position. A guest gets the place at once. Confirmed entrants and open offers together are at most the capacity; where the organizer approves
-- entrants, pending ones count too. Returns the events. The same rule in code: judgeOffers in offer.ts.
CREATE OR REPLACE FUNCTION tournament_offer_places(p_tournament text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  t tournament_tournament;
  r record;
  free integer;
  events jsonb := '[]';
BEGIN
  SELECT * INTO t FROM tournament_tournament WHERE id = p_tournament FOR NO KEY UPDATE;
  IF t.state NOT IN ('published', 'registration_open', 'registration_closed') THEN RETURN events; END IF;
  FOR r IN
    SELECT o.registration_id FROM tournament_waitlist_offer o WHERE o.tournament_id = p_tournament AND o.ends_at <= p_now
    ORDER BY o.ends_at, o.registration_id
  LOOP
    events := events || tournament_end_offer(p_tournament, r.registration_id, 'lapsed', p_now);
  END LOOP;
  free := t.capacity - t.confirmed_count - tournament_count_offers(p_tournament);
  IF t.requires_approval THEN
    SELECT free - count(*) INTO free FROM tournament_registration WHERE tournament_id = p_tournament AND state = 'pending';
  END IF;
  IF t.waitlisted_count = 0 OR free <= 0 THEN RETURN events; END IF;
  FOR r IN
    SELECT w.id, w.player_id, w.display_name, tournament_is_guest(w.id) AS is_guest FROM tournament_registration w WHERE w.tournament_id = p_tournament AND w.waitlist_number IS NOT NULL
      AND NOT EXISTS (SELECT FROM tournament_waitlist_offer o WHERE o.registration_id = w.id) ORDER BY w.waitlist_number
  LOOP
    EXIT WHEN free <= 0;
    CONTINUE WHEN tournament_entrant_sanction(r.id, r.player_id, p_tournament, p_now) IS NOT NULL;
    CONTINUE WHEN t.entry_fee > 0 AND NOT r.is_guest AND NOT ledger_can_pay_fee(r.player_id, p_tournament, t.entry_fee);
    free := free - 1;
    -- A guest has no account that could answer.
    IF r.is_guest THEN
      UPDATE tournament_registration SET state = 'confirmed', waitlist_number = NULL WHERE id = r.id;
      UPDATE tournament_tournament SET event_seq = event_seq + 1, waitlisted_count = waitlisted_count - 1, confirmed_count = confirmed_count + 1
      WHERE id = p_tournament RETURNING event_seq INTO t.event_seq;
      events := events || outbox_append(make_id('evt', p_now), p_tournament, t.event_seq, 'registration_promoted',
        jsonb_build_object('registrationId', r.id, 'displayName', r.display_name, 'state', 'confirmed'), p_now);
      CONTINUE;
    END IF;
    INSERT INTO tournament_waitlist_offer (registration_id, tournament_id, ends_at)
    VALUES (r.id, p_tournament, p_now + t.offer_minutes * interval '1 minute');
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = p_tournament RETURNING event_seq INTO t.event_seq;
    events := events || outbox_append(make_id('evt', p_now), p_tournament, t.event_seq, 'waitlist_offer',
      jsonb_build_object('registrationId', r.id, 'endsAt', instant_text(p_now + t.offer_minutes * interval '1 minute')), p_now);
  END LOOP;
  RETURN events;
END
$function$;

-- What keeps the entrant, or a player of its team, from taking a place; null: nothing.
CREATE OR REPLACE FUNCTION tournament_entrant_sanction(p_registration text, p_player text, p_tournament text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT gate FROM (SELECT p_player UNION SELECT x.player_id FROM tournament_roster x WHERE x.registration_id = p_registration) AS entrant (player),
    sanction_gate(player, p_tournament, 'register', p_now) AS gate WHERE gate IS NOT NULL ORDER BY player LIMIT 1
$function$;

-- The entrant accepts an open offer and pays, or declines it. Offers that are due have ended, so an answer that comes too late is
-- refused, and others get the place. `verdict` and outcome as in tournament_cancel_registration. Raises the constraints of
-- ledger_charge_fee.
CREATE OR REPLACE FUNCTION tournament_answer_offer(p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_actor text, p_registration text, p_accepts boolean, p_event text, p_hold text, p_transfer text, p_leg_from text, p_leg_to text, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
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
  next_state text;
BEGIN
  events := '[]';
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration;
  verdict := CASE WHEN r.id IS NULL THEN 'registration_not_found' WHEN r.player_id <> p_actor THEN 'forbidden' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  SELECT * INTO t FROM tournament_tournament WHERE id = r.tournament_id FOR NO KEY UPDATE;
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration FOR NO KEY UPDATE;
  -- A team may have another captain by now.
  IF r.player_id <> p_actor THEN
    verdict := 'forbidden';
    RETURN;
  END IF;
  IF t.state NOT IN ('published', 'registration_open', 'registration_closed')
    OR NOT EXISTS (SELECT FROM tournament_waitlist_offer o WHERE o.registration_id = p_registration AND o.ends_at > p_now) THEN
    events := tournament_promote(t.id, false, p_now);
    verdict := 'offer_not_open';
    outcome := jsonb_build_object('registration', r.state);
    RETURN;
  END IF;
  next_state := CASE WHEN NOT p_accepts THEN 'waitlisted' WHEN t.requires_approval THEN 'pending' ELSE 'confirmed' END;
  IF p_accepts THEN
    outcome := tournament_entrant_sanction(p_registration, r.player_id, t.id, p_now);
    verdict := CASE WHEN outcome IS NOT NULL THEN 'sanctioned' WHEN next_state = 'confirmed' AND t.confirmed_count >= t.capacity THEN 'tournament_full' END;
    IF verdict IS NOT NULL THEN RETURN; END IF;
    IF t.entry_fee > 0 THEN
      PERFORM ledger_charge_fee(p_actor, p_now, t.id, p_registration, t.entry_fee, t.requires_approval, p_hold, p_transfer, p_leg_from, p_leg_to);
    END IF;
    UPDATE tournament_registration SET state = next_state, waitlist_number = NULL WHERE id = p_registration;
    UPDATE tournament_tournament SET event_seq = event_seq + 1, waitlisted_count = waitlisted_count - 1,
      confirmed_count = confirmed_count + CASE next_state WHEN 'confirmed' THEN 1 ELSE 0 END WHERE id = t.id RETURNING event_seq INTO t.event_seq;
    events := events || outbox_append(p_event, t.id, t.event_seq, 'registration_promoted',
      jsonb_build_object('registrationId', p_registration, 'displayName', r.display_name, 'state', next_state), p_now);
  ELSE
    events := events || tournament_end_offer(t.id, p_registration, 'declined', p_now) || tournament_promote(t.id, false, p_now);
  END IF;
  outcome := jsonb_build_object('id', p_registration, 'state', next_state);
  IF p_scope IS NOT NULL THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
  verdict := 'done';
END
$function$;
