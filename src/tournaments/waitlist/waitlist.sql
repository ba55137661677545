-- Entrants who wait for a place. docs/rules/tournaments.md#waitlist

-- Gives the places that are free to entrants who wait, in their order, or offers them where offers are set (offers.sql). Who cannot pay or is sanctioned is left out and keeps the
-- position. With `p_is_present_only` only those who have checked in. Where the organizer approves entrants, the promoted one is pending, and confirmed and pending entrants together are at most
-- the capacity. A guest was approved by the staff who entered it, and owes no fee. Returns the events. The same rule in code: judgePromotions in waitlist.ts.
CREATE OR REPLACE FUNCTION tournament_promote(p_tournament text, p_is_present_only boolean, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  t tournament_tournament;
  r tournament_registration;
  promoted_state text;
  is_guest boolean;
  free integer;
  events jsonb := '[]';
BEGIN
  SELECT * INTO t FROM tournament_tournament WHERE id = p_tournament FOR NO KEY UPDATE;
  IF t.offer_minutes IS NOT NULL AND NOT p_is_present_only THEN RETURN tournament_offer_places(p_tournament, p_now); END IF;
  IF t.waitlisted_count = 0 OR t.confirmed_count >= t.capacity OR t.state NOT IN ('published', 'registration_open', 'registration_closed') THEN
    RETURN events;
  END IF;
  free := t.capacity - t.confirmed_count;
  IF t.requires_approval THEN
    SELECT free - count(*) INTO free FROM tournament_registration WHERE tournament_id = p_tournament AND state = 'pending';
  END IF;
  FOR r IN
    SELECT * FROM tournament_registration w WHERE w.tournament_id = p_tournament AND w.waitlist_number IS NOT NULL
      AND (w.checked_in_at IS NOT NULL OR NOT p_is_present_only) ORDER BY w.waitlist_number
  LOOP
    EXIT WHEN free <= 0;
    is_guest := tournament_is_guest(r.id);
    promoted_state := CASE WHEN t.requires_approval AND NOT is_guest THEN 'pending' ELSE 'confirmed' END;
    CONTINUE WHEN EXISTS (
      SELECT FROM (SELECT r.player_id UNION SELECT x.player_id FROM tournament_roster x WHERE x.registration_id = r.id) AS entrant (player)
      WHERE sanction_gate(player, p_tournament, 'register', p_now) IS NOT NULL);
    IF t.entry_fee > 0 AND NOT is_guest THEN
      CONTINUE WHEN NOT ledger_can_pay_fee(r.player_id, p_tournament, t.entry_fee);
      BEGIN
        PERFORM ledger_charge_fee(r.player_id, p_now, p_tournament, r.id, t.entry_fee, t.requires_approval, make_id('hld', p_now),
          make_id('trf', p_now), make_id('txn', p_now), make_id('txn', p_now));
      EXCEPTION WHEN check_violation THEN
        -- The wallet has changed since it was read.
        CONTINUE;
      END;
    END IF;
    UPDATE tournament_registration SET state = promoted_state, waitlist_number = NULL WHERE id = r.id;
    UPDATE tournament_tournament SET event_seq = event_seq + 1, waitlisted_count = waitlisted_count - 1,
      confirmed_count = confirmed_count + CASE promoted_state WHEN 'confirmed' THEN 1 ELSE 0 END
    WHERE id = p_tournament RETURNING event_seq INTO t.event_seq;
    events := events || outbox_append(make_id('evt', p_now), p_tournament, t.event_seq, 'registration_promoted',
      jsonb_build_object('registrationId', r.id, 'displayName', r.display_name, 'state', promoted_state), p_now);
    free := free - 1;
  END LOOP;
  RETURN events;
END
$function$;

-- For the start: ends registrations that have no place, with an event for each. Returns the events. The caller holds the lock on the
-- tournament and has returned the fees.
CREATE OR REPLACE FUNCTION tournament_reject_entrants(p_tournament text, p_registrations text[], p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  first_seq integer;
BEGIN
  UPDATE tournament_tournament SET event_seq = event_seq + cardinality(p_registrations), confirmed_count = confirmed_count - ended.confirmed,
    waitlisted_count = waitlisted_count - ended.waitlisted
  FROM tournament_end_registrations(p_registrations, 'rejected') ended WHERE id = p_tournament
  RETURNING event_seq - cardinality(p_registrations) + 1 INTO first_seq;
  RETURN (
    SELECT coalesce(jsonb_agg(outbox_append(make_id('evt', p_now), p_tournament, first_seq + item.number::integer - 1, 'registration_cancelled',
      jsonb_build_object('registrationId', item.id, 'state', 'rejected'), p_now) ORDER BY item.number), '[]')
    FROM unnest(p_registrations) WITH ORDINALITY AS item (id, number));
END
$function$;
