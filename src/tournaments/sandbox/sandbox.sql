-- Sandboxes: what keeps them apart from real tournaments, their limit, and their removal. docs/sandbox.md

CREATE OR REPLACE FUNCTION tournament_limit_sandboxes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  -- One after the other, so that the count is exact.
  PERFORM pg_advisory_xact_lock(hashtextextended('sandbox ' || NEW.creator_id, 0));
  IF (SELECT count(*) FROM tournament_sandbox s WHERE s.creator_id = NEW.creator_id) >= 20 THEN
    RAISE EXCEPTION '% has too many sandboxes', NEW.creator_id USING ERRCODE = 'check_violation', CONSTRAINT = 'sandbox_within_limit';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION tournament_limit_sandboxes() FROM PUBLIC;

CREATE OR REPLACE TRIGGER sandbox_within_limit
  BEFORE INSERT ON tournament_sandbox FOR EACH ROW
  EXECUTE FUNCTION tournament_limit_sandboxes();

-- A tournament is a sandbox from the beginning, or never.
CREATE OR REPLACE TRIGGER tournament_tournament_append_only
  BEFORE UPDATE OF is_sandbox ON tournament_tournament FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- What counts real tournaments only: series, rating lists, and certificates (their file issuing.sql).
CREATE OR REPLACE FUNCTION tournament_refuse_sandbox()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF tournament_is_sandbox(NEW.tournament_id) THEN
    RAISE EXCEPTION 'tournament % is a sandbox', NEW.tournament_id USING ERRCODE = 'check_violation', CONSTRAINT = 'sandbox_stays_apart';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION tournament_refuse_sandbox() FROM PUBLIC;

CREATE OR REPLACE TRIGGER series_has_no_sandbox
  BEFORE INSERT ON tournament_series_tournament FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_sandbox();

CREATE OR REPLACE TRIGGER rating_list_has_no_sandbox
  BEFORE INSERT ON tournament_counted FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_sandbox();

-- Takes all of a tournament but its rows in the ledger and in the audit trail. Only for the two functions below, which judge it under its
-- lock. Triggers refuse what is not of a sandbox.
CREATE OR REPLACE FUNCTION tournament_take_sandbox(p_tournament text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  matches text[];
  entries text[];
BEGIN
  matches := ARRAY(SELECT id FROM tournament_match WHERE tournament_id = p_tournament);
  entries := ARRAY(SELECT id FROM tournament_registration WHERE tournament_id = p_tournament);
  DELETE FROM tournament_superseded_result WHERE result_id IN (SELECT id FROM tournament_result WHERE match_id = ANY (matches));
  DELETE FROM tournament_result WHERE match_id = ANY (matches);
  DELETE FROM tournament_dispute WHERE tournament_id = p_tournament;
  DELETE FROM tournament_referee_call WHERE tournament_id = p_tournament;
  -- Nobody could erase a file later. A legal hold keeps it.
  PERFORM object_write_tombstone(e.object_key, now()) FROM tournament_evidence e WHERE e.match_id = ANY (matches) AND e.object_key IS NOT NULL;
  DELETE FROM tournament_evidence WHERE match_id = ANY (matches);
  DELETE FROM tournament_game WHERE match_id = ANY (matches);
  DELETE FROM tournament_lasting_walkover WHERE match_id = ANY (matches);
  DELETE FROM tournament_match_check_in WHERE match_id = ANY (matches);
  DELETE FROM tournament_line_up WHERE match_id = ANY (matches);
  DELETE FROM tournament_booking WHERE match_id = ANY (matches);
  DELETE FROM tournament_schedule WHERE match_id = ANY (matches);
  DELETE FROM tournament_veto WHERE match_id = ANY (matches);
  DELETE FROM tournament_slot WHERE match_id = ANY (matches);
  DELETE FROM tournament_match WHERE tournament_id = p_tournament;
  DELETE FROM tournament_veto_plan WHERE tournament_id = p_tournament;
  DELETE FROM tournament_conclusion WHERE tournament_id = p_tournament;
  DELETE FROM tournament_placement WHERE tournament_id = p_tournament;
  DELETE FROM tournament_start_block WHERE tournament_id = p_tournament;
  DELETE FROM tournament_draw WHERE tournament_id = p_tournament;
  DELETE FROM tournament_reminder WHERE tournament_id = p_tournament;
  DELETE FROM tournament_staff WHERE tournament_id = p_tournament;
  DELETE FROM tournament_match_plan WHERE tournament_id = p_tournament;
  DELETE FROM tournament_invitation_use WHERE code_id IN (SELECT id FROM tournament_invitation_code WHERE tournament_id = p_tournament);
  DELETE FROM tournament_invitation_code WHERE tournament_id = p_tournament;
  DELETE FROM tournament_allowed_player WHERE tournament_id = p_tournament;
  DELETE FROM tournament_bye WHERE tournament_id = p_tournament;
  DELETE FROM tournament_stage_entrant WHERE tournament_id = p_tournament;
  DELETE FROM tournament_stage WHERE tournament_id = p_tournament;
  DELETE FROM tournament_removal WHERE tournament_id = p_tournament;
  DELETE FROM tournament_waitlist_offer WHERE tournament_id = p_tournament;
  DELETE FROM tournament_guest WHERE registration_id = ANY (entries);
  DELETE FROM tournament_roster WHERE tournament_id = p_tournament;
  DELETE FROM tournament_registration WHERE tournament_id = p_tournament;
  PERFORM outbox_forget(p_tournament);
  -- Its sandbox and the acts go with it.
  DELETE FROM tournament_tournament WHERE id = p_tournament;
END
$function$;
REVOKE ALL ON FUNCTION tournament_take_sandbox(text) FROM PUBLIC;

-- For cron: removes a sandbox that is seven days old. False: it is none, or not old enough (the same rule in code is isRemovable in
-- sandbox.ts; days of a session may have 23 hours).
CREATE OR REPLACE FUNCTION tournament_remove_sandbox(p_tournament text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM tournament_sandbox s JOIN tournament_tournament t ON t.id = s.tournament_id
  WHERE s.tournament_id = p_tournament AND t.is_sandbox AND s.created_at <= p_now - interval '168 hours' FOR UPDATE OF t;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM tournament_take_sandbox(p_tournament);
  RETURN true;
END
$function$;
REVOKE ALL ON FUNCTION tournament_remove_sandbox(text,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tournament_remove_sandbox(text,timestamp with time zone) TO laurel_app;

-- For its organizer, or an admin, at any time. False: it is none, or another's (the same rule in code is mayRemove in sandbox.ts). All acts
-- in it lock the same row first: those before it are done, and go with it; those after it find no tournament.
CREATE OR REPLACE FUNCTION tournament_remove_own_sandbox(p_tournament text, p_actor text, p_is_admin boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM tournament_tournament t
  WHERE t.id = p_tournament AND t.is_sandbox AND tournament_may(t.id, t.organizer_id, p_actor, p_is_admin, 'own') FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM tournament_take_sandbox(p_tournament);
  RETURN true;
END
$function$;
REVOKE ALL ON FUNCTION tournament_remove_own_sandbox(text,text,boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tournament_remove_own_sandbox(text,text,boolean) TO laurel_app;
