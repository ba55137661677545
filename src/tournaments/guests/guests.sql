-- Guests: entrants whom staff entered without an account, and the codes by which players take the entries over.
-- docs/rules/tournaments.md#guests

-- Whether staff entered this registration. Such an entrant owes no entry fee, also after the claim.
CREATE OR REPLACE FUNCTION tournament_is_guest(p_registration text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM tournament_guest WHERE registration_id = p_registration)
$function$;

-- Enters guests in the given order, each with the state that it names. Returns the events. The caller holds the lock on the tournament
-- and has counted the places; the constraints of the tournament judge the counts again.
CREATE OR REPLACE FUNCTION tournament_enter_guests(p_tournament text, p_guests jsonb, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  total constant integer := jsonb_array_length(p_guests);
  confirmed constant integer := jsonb_array_length(jsonb_path_query_array(p_guests, '$[*] ? (@.state == "confirmed")'));
  seq_before integer;
BEGIN
  UPDATE tournament_tournament SET event_seq = event_seq + total, confirmed_count = confirmed_count + confirmed,
    waitlisted_count = waitlisted_count + total - confirmed
  WHERE id = p_tournament RETURNING event_seq - total INTO seq_before;
  -- The number of the event orders the waitlist.
  INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, printed_name, language, club, country, rating, state,
    waitlist_number, created_at)
  SELECT id, p_tournament, "playerId", "displayName", "printedName", language, club, country, rating, state,
    CASE state WHEN 'waitlisted' THEN seq_before + number END, p_now
  FROM ROWS FROM (jsonb_to_recordset(p_guests) AS (id text, "playerId" text, "displayName" text, "printedName" text, language text, club text,
    country text, rating integer, state text)) WITH ORDINALITY
    AS guest (id, "playerId", "displayName", "printedName", language, club, country, rating, state, number);
  INSERT INTO tournament_guest (registration_id, code_hash)
  SELECT id, "codeHash" FROM jsonb_to_recordset(p_guests) AS guest (id text, "codeHash" text);
  RETURN (
    SELECT coalesce(jsonb_agg(outbox_append(make_id('evt', p_now), p_tournament, seq_before + number::integer, 'registration_created',
      jsonb_build_object('registrationId', guest ->> 'id', 'displayName', guest ->> 'displayName', 'state', guest ->> 'state'), p_now)
      ORDER BY number), '[]')
    FROM jsonb_array_elements(p_guests) WITH ORDINALITY AS item (guest, number));
END
$function$;

-- A player takes the entry of a guest over, once. `verdict` is 'done', with what a prize that waited is paid by, 'repeated' where the
-- player has it already, or why not: the first that applies.
CREATE OR REPLACE FUNCTION tournament_claim_guest(p_hash text, p_actor text, p_event text, p_audit text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT events jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  g tournament_guest;
  r tournament_registration;
  seq integer;
BEGIN
  events := '[]';
  SELECT * INTO g FROM tournament_guest WHERE code_hash = p_hash;
  SELECT * INTO r FROM tournament_registration WHERE id = g.registration_id;
  PERFORM FROM tournament_tournament WHERE id = r.tournament_id FOR NO KEY UPDATE;
  -- The code may have been claimed or made anew meanwhile.
  SELECT * INTO g FROM tournament_guest WHERE code_hash = p_hash FOR NO KEY UPDATE;
  IF g.registration_id IS NULL OR g.claimed_by <> p_actor THEN
    verdict := 'code_not_valid';
    RETURN;
  END IF;
  SELECT * INTO r FROM tournament_registration WHERE id = g.registration_id FOR NO KEY UPDATE;
  outcome := jsonb_build_object('registrationId', r.id);
  IF g.claimed_by IS NOT NULL THEN
    verdict := 'repeated';
    RETURN;
  END IF;
  IF r.state IN ('rejected', 'cancelled') THEN
    verdict := 'wrong_registration_state';
    outcome := jsonb_build_object('registration', r.state);
    RETURN;
  END IF;
  -- A sanction on the guest is not evaded by a claim.
  outcome := coalesce(sanction_gate(p_actor, r.tournament_id, 'register', p_now), sanction_gate(r.player_id, r.tournament_id, 'register', p_now));
  IF outcome IS NOT NULL THEN
    verdict := 'sanctioned';
    RETURN;
  END IF;
  -- Who has left this tournament does not come back by a code.
  PERFORM FROM tournament_registration own
  WHERE own.tournament_id = r.tournament_id AND own.player_id = p_actor AND own.state NOT IN ('rejected', 'cancelled');
  IF FOUND THEN
    verdict := 'already_registered';
    outcome := jsonb_build_object('players', jsonb_build_array(p_actor));
    RETURN;
  END IF;

  UPDATE tournament_registration SET player_id = p_actor WHERE id = r.id;
  UPDATE tournament_guest SET claimed_by = p_actor, claimed_at = p_now WHERE registration_id = r.id;
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = r.tournament_id RETURNING event_seq INTO seq;
  PERFORM audit_append(p_audit, 'registration.claimed', p_actor, r.player_id, 'registration', r.id, '{}', p_now);
  events := jsonb_build_array(outbox_append(p_event, r.tournament_id, seq, 'registration_claimed', jsonb_build_object('registrationId', r.id), p_now));
  -- Who was disqualified wins nothing.
  outcome := jsonb_build_object('registrationId', r.id, 'tournamentId', r.tournament_id,
    'prizeRank', CASE WHEN r.state <> 'disqualified' THEN g.prize_rank END, 'prizeAmount', g.prize_amount::text);
  verdict := 'done';
END
$function$;

-- Replaces the claim code of a guest. Returns 'done', or why not. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_renew_claim_code(p_registration text, p_hash text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  g tournament_guest;
BEGIN
  SELECT * INTO g FROM tournament_guest WHERE registration_id = p_registration FOR NO KEY UPDATE;
  IF g.registration_id IS NULL THEN RETURN 'no_guest'; END IF;
  IF g.claimed_by IS NOT NULL THEN RETURN 'claimed'; END IF;
  IF g.code_hash IS NULL THEN RETURN 'erased'; END IF;
  UPDATE tournament_guest SET code_hash = p_hash WHERE registration_id = p_registration;
  RETURN 'done';
END
$function$;
