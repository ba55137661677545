-- Disputes about the results of matches. docs/rules/tournaments.md#disputes

-- Whether an entrant may contest the result of a match. `p_entrants` counts the entrants of the match, `p_own` the disputes that the
-- entrant has opened on it. The same rule in code: judgeDispute in disputes/dispute.ts.
CREATE OR REPLACE FUNCTION tournament_judge_dispute(p_is_entrant boolean, p_is_sanctioned boolean, p_tournament_state text, p_stage_state text, p_match_state text, p_entrants bigint, p_is_open boolean, p_is_own_report boolean, p_is_final boolean, p_closes_at timestamp with time zone, p_own bigint, p_own_max integer, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN NOT p_is_entrant THEN 'not_a_participant'
    WHEN p_is_sanctioned THEN 'sanctioned'
    WHEN p_tournament_state <> 'live' OR p_stage_state <> 'live' THEN 'closed'
    WHEN p_is_open OR p_match_state = 'disputed' THEN 'open_already'
    WHEN p_match_state NOT IN ('pending_result', 'completed') THEN 'closed'
    WHEN p_match_state = 'pending_result' AND p_is_own_report THEN 'own_report'
    WHEN p_match_state = 'completed' AND p_entrants < 2 THEN 'no_opponent'
    WHEN p_match_state = 'completed' AND p_is_final THEN 'final'
    WHEN p_match_state = 'completed' AND p_now >= p_closes_at THEN 'too_late'
    WHEN p_own >= p_own_max THEN 'too_many'
    ELSE 'opened' END
$function$;

-- What the event `dispute_opened` says of the open dispute of a match.
CREATE OR REPLACE FUNCTION tournament_dispute_facts(p_match text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('disputeId', id, 'registrationId', registration_id, 'reason', reason)
  FROM tournament_dispute WHERE match_id = p_match AND outcome IS NULL
$function$;

-- The payload of `dispute_opened`: the match with what is reported, and its open dispute.
CREATE OR REPLACE FUNCTION tournament_disputed_match(p_match text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('matchId', m.id, 'stage', m.stage, 'group', m.group_number, 'round', m.round, 'position', m.position,
    'state', m.state, 'scores', jsonb_agg(coalesce(s.score, 0) ORDER BY s.slot), 'places', jsonb_agg(s.place ORDER BY s.slot), 'winnerId', NULL)
    || tournament_dispute_facts(p_match)
  FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id WHERE m.id = p_match GROUP BY m.id
$function$;

-- Matches that are as they were before an act that was taken back: those that were disputed are contested again, by whom and why they
-- were. Returns the events. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_reopen_disputes(p_matches text[], p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  contested record;
  seq integer;
  events jsonb := '[]';
BEGIN
  FOR contested IN
    SELECT DISTINCT ON (d.match_id) d.* FROM tournament_dispute d JOIN tournament_match m ON m.id = d.match_id AND m.state = 'disputed'
    WHERE d.match_id = ANY (p_matches) ORDER BY d.match_id, d.opened_at DESC, d.id DESC
  LOOP
    CONTINUE WHEN contested.outcome IS NULL;
    INSERT INTO tournament_dispute (id, tournament_id, match_id, registration_id, opener_id, reason, text, opened_at)
    VALUES (make_id('dsp', p_now), contested.tournament_id, contested.match_id, contested.registration_id, contested.opener_id, contested.reason,
      contested.text, p_now);
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = contested.tournament_id RETURNING event_seq INTO seq;
    events := events || outbox_append(make_id('evt', p_now), contested.tournament_id, seq, 'dispute_opened',
      tournament_disputed_match(contested.match_id), p_now);
  END LOOP;
  RETURN events;
END
$function$;

-- A report that differs from the first one opens a dispute of its entrant. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_dispute_report(p_match text, p_actor text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO tournament_dispute (id, tournament_id, match_id, registration_id, opener_id, reason, opened_at)
  SELECT make_id('dsp', p_now), r.tournament_id, p_match, r.id, p_actor, 'score_mismatch', p_now
  FROM tournament_slot s JOIN tournament_registration r ON r.id = s.registration_id WHERE s.match_id = p_match AND r.player_id = p_actor;
  RETURN tournament_dispute_facts(p_match);
END
$function$;

-- Closes the open dispute of a match, if there is one. The caller holds the lock on the tournament. `p_actor` is null only for `ended`.
CREATE OR REPLACE FUNCTION tournament_close_dispute(p_match text, p_outcome text, p_actor text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  UPDATE tournament_dispute SET outcome = p_outcome, closed_at = p_now, closed_by = p_actor WHERE match_id = p_match AND outcome IS NULL
$function$;

-- Closed disputes stay as they are, but for the text, which an erasure takes away.
CREATE OR REPLACE FUNCTION tournament_dispute_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(OLD) - 'text' = to_jsonb(NEW) - 'text' AND NEW.text IS NULL OR OLD.outcome IS NULL
      AND to_jsonb(OLD) - '{outcome,closed_at,closed_by}'::text[] = to_jsonb(NEW) - '{outcome,closed_at,closed_by}'::text[]
    THEN RETURN NEW; END IF;
  ELSIF tournament_is_sandbox(OLD.tournament_id) THEN RETURN OLD;
  END IF;
  RAISE EXCEPTION 'dispute % is closed', OLD.id USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'dispute_final';
END
$function$;

CREATE OR REPLACE TRIGGER dispute_stands
  BEFORE UPDATE OR DELETE ON tournament_dispute FOR EACH ROW
  EXECUTE FUNCTION tournament_dispute_is_final();

-- The event of a dispute that is closed. Where the act has an event of its own, it follows.
CREATE OR REPLACE FUNCTION tournament_announce_dispute()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  seq integer;
BEGIN
  UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = NEW.tournament_id RETURNING event_seq INTO seq;
  PERFORM outbox_append(make_id('evt', NEW.closed_at), NEW.tournament_id, seq, 'dispute_resolved',
    jsonb_build_object('disputeId', NEW.id, 'matchId', NEW.match_id, 'registrationId', NEW.registration_id, 'outcome', NEW.outcome), NEW.closed_at);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER dispute_is_closed
  AFTER UPDATE OF outcome ON tournament_dispute FOR EACH ROW WHEN (OLD.outcome IS NULL AND NEW.outcome IS NOT NULL)
  EXECUTE FUNCTION tournament_announce_dispute();

-- A stage with an open dispute is not completed.
CREATE OR REPLACE FUNCTION tournament_refuse_open_dispute()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM tournament_dispute d JOIN tournament_match m ON m.id = d.match_id
    WHERE d.tournament_id = NEW.tournament_id AND d.outcome IS NULL AND m.stage = NEW.number) THEN
    RAISE EXCEPTION 'stage % has an open dispute', NEW.number USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stage_without_open_dispute';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER stage_waits_for_disputes
  BEFORE UPDATE OF state ON tournament_stage FOR EACH ROW WHEN (OLD.state = 'live' AND NEW.state = 'completed')
  EXECUTE FUNCTION tournament_refuse_open_dispute();

-- An entrant contests the result of a match. A reported match is disputed then, so that silence does not confirm it; a completed one stays
-- completed. `verdict` as in tournament_settle_result.
CREATE OR REPLACE FUNCTION tournament_open_dispute(p_match text, p_reason text, p_text text, p_actor text, p_dispute text, p_event text, p_hours integer, p_own_max integer, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  tournament record;
  match record;
  registration text;
  own record;
  silent jsonb;
  sanction jsonb;
  judgement text;
  seq integer;
BEGIN
  IF p_scope IS NOT NULL THEN
    SELECT c.verdict, c.outcome::jsonb INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint) c;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  SELECT t.id, t.state INTO tournament
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF t;
  IF NOT FOUND THEN RETURN; END IF;
  silent := tournament_confirm_silent(tournament.id, p_now);
  SELECT m.state, m.reported_by, m.completed_at, s.state AS stage_state,
    (SELECT count(x.registration_id) FROM tournament_slot x WHERE x.match_id = m.id) AS entrants INTO match
  FROM tournament_match m JOIN tournament_stage s ON s.tournament_id = m.tournament_id AND s.number = m.stage WHERE m.id = p_match;
  registration := (SELECT r.id FROM tournament_slot s JOIN tournament_registration r ON r.id = s.registration_id
    WHERE s.match_id = p_match AND r.player_id = p_actor);
  SELECT count(*) FILTER (WHERE d.registration_id = registration) AS opened, coalesce(bool_or(d.outcome IS NULL), false) AS is_open,
    coalesce(bool_or(d.outcome IN ('decided', 'corrected', 'rejected') AND d.closed_at >= match.completed_at), false) AS is_final INTO own
  FROM tournament_dispute d WHERE d.match_id = p_match;
  sanction := sanction_gate(p_actor, tournament.id, 'report', p_now);
  judgement := tournament_judge_dispute(registration IS NOT NULL, sanction IS NOT NULL, tournament.state, match.stage_state, match.state,
    match.entrants, own.is_open, match.reported_by IS NOT DISTINCT FROM p_actor, own.is_final,
    match.completed_at + make_interval(hours => p_hours), own.opened, p_own_max, p_now);
  verdict := 'done';
  IF judgement = 'opened' THEN
    INSERT INTO tournament_dispute (id, tournament_id, match_id, registration_id, opener_id, reason, text, opened_at)
    VALUES (p_dispute, tournament.id, p_match, registration, p_actor, p_reason, p_text, p_now);
    IF match.state = 'pending_result' THEN
      UPDATE tournament_match SET state = 'disputed' WHERE id = p_match RETURNING state INTO match.state;
    END IF;
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = tournament.id RETURNING event_seq INTO seq;
    event := outbox_append(p_event, tournament.id, seq, 'dispute_opened', tournament_disputed_match(p_match), p_now);
  END IF;
  outcome := jsonb_build_object('outcome', judgement, 'disputeId', p_dispute, 'registrationId', registration, 'state', match.state,
    'tournamentId', tournament.id, 'tournamentState', tournament.state, 'sanction', sanction, 'openedAt', instant_text(p_now),
    'silence', silent, 'stages', CASE silent WHEN '[]' THEN silent ELSE tournament_live_stages(tournament.id) END);
  IF p_scope IS NOT NULL AND judgement = 'opened' THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome::text, p_now); END IF;
END
$function$;

-- The result stands until the dispute is withdrawn: then it waits for an answer again, for as long as it had left.
CREATE OR REPLACE FUNCTION tournament_withdraw_dispute(p_dispute text, p_actor text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  dispute record;
BEGIN
  SELECT match_id, opened_at INTO dispute FROM tournament_dispute WHERE id = p_dispute AND outcome IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM tournament_close_dispute(dispute.match_id, 'withdrawn', p_actor, p_now);
  UPDATE tournament_match SET state = 'pending_result', reported_at = reported_at + (p_now - dispute.opened_at)
  WHERE id = dispute.match_id AND state = 'disputed';
  RETURN true;
END
$function$;

-- Deletes the texts of a player's disputes. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION tournament_erase_disputes(p_player text)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH erased AS (UPDATE tournament_dispute SET text = NULL WHERE opener_id = p_player AND text IS NOT NULL RETURNING id)
  SELECT count(*) FROM erased
$function$;
