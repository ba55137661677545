-- The limits of settings and counters, each with the name of a constraint. Triggers, not CHECKs: every statement that updates a row parses
-- the text of all CHECKs of its table again, and for these that took 60 µs of each act that counts an event. A trigger runs only when one
-- of its columns is written.

CREATE OR REPLACE FUNCTION tournament_refuse_setting()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  -- The first limit that the row breaks. As in a CHECK, NULL breaks none.
  broken text := CASE
    WHEN NOT NEW.state = ANY ('{draft,pending_approval,published,registration_open,registration_closed,live,completed,archived,cancelled}')
      THEN 'tournament_state_known'
    WHEN NEW.is_sandbox AND NEW.visibility = 'public' THEN 'tournament_sandbox_not_public'
    WHEN NEW.state IN ('completed', 'archived') AND NEW.ended_at IS NULL THEN 'tournament_ended_when_completed'
    WHEN NEW.visibility NOT IN ('public', 'unlisted', 'private') THEN 'tournament_visibility_known'
    WHEN NEW.entry_condition NOT IN ('none', 'code', 'list', 'code_or_list', 'code_and_list') THEN 'tournament_entry_condition_known'
    WHEN NEW.auto_start NOT IN ('off', 'when_seeded', 'always') THEN 'tournament_auto_start_known'
    WHEN NEW.auto_start <> 'off' AND NEW.registration_closes_at IS NULL THEN 'tournament_auto_start_closes_registration'
    WHEN NEW.registration_opens_at >= NEW.registration_closes_at OR NEW.registration_closes_at > NEW.starts_at THEN 'tournament_window_in_order'
    WHEN NEW.mode = 'team' AND (NEW.roster_size IS NULL OR NEW.roster_size NOT BETWEEN 2 AND 20) OR NEW.mode <> 'team' AND NEW.roster_size IS NOT NULL
      THEN 'tournament_roster_size_in_range'
    WHEN NEW.roster_size_max IS NOT NULL AND (NEW.roster_size IS NULL OR NEW.roster_size_max NOT BETWEEN NEW.roster_size AND 20)
      THEN 'tournament_roster_size_max_in_range'
    WHEN NEW.certificate_holders <> 'entrants' AND (NEW.certificate_holders <> 'members' OR NEW.mode <> 'team') THEN 'tournament_certificate_holders_known'
    WHEN NEW.capacity NOT BETWEEN 2 AND 4096 THEN 'tournament_capacity_in_range'
    WHEN NEW.entrants_min NOT BETWEEN 2 AND NEW.capacity THEN 'tournament_entrants_min_in_range'
    WHEN NEW.waitlist_capacity NOT BETWEEN 0 AND 4096 THEN 'tournament_waitlist_capacity_in_range'
    WHEN NEW.auto_confirm_minutes NOT BETWEEN 0 AND 1440 THEN 'tournament_auto_confirm_in_range'
    WHEN NEW.offer_minutes NOT BETWEEN 5 AND 10080 THEN 'tournament_offer_in_range'
    WHEN NEW.check_in_minutes NOT BETWEEN 5 AND 1440 THEN 'tournament_check_in_in_range'
    WHEN NEW.entry_fee < 0 THEN 'tournament_entry_fee_not_negative'
    WHEN char_length(NEW.game) NOT BETWEEN 1 AND 60 THEN 'tournament_game_length'
    WHEN NEW.time_zone !~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$' THEN 'tournament_time_zone_is_name'
    WHEN NEW.accent_color !~ '^#[0-9a-f]{6}$' THEN 'tournament_accent_is_color'
  END;
BEGIN
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'tournament % breaks %', NEW.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_refuse_setting() FROM PUBLIC;

CREATE OR REPLACE TRIGGER tournament_within_limits
  AFTER INSERT OR UPDATE OF state, ended_at, visibility, entry_condition, auto_start, registration_opens_at, registration_closes_at, starts_at,
    mode, roster_size, roster_size_max, certificate_holders, capacity, entrants_min, waitlist_capacity, auto_confirm_minutes, offer_minutes, check_in_minutes,
    entry_fee, game, time_zone, accent_color ON tournament_tournament FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_setting();

-- The counters; most acts that count an event do not write them.
CREATE OR REPLACE FUNCTION tournament_refuse_count()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  broken text := CASE
    WHEN NEW.confirmed_count NOT BETWEEN 0 AND NEW.capacity THEN 'tournament_capacity_exact'
    WHEN NEW.waitlisted_count NOT BETWEEN 0 AND NEW.waitlist_capacity THEN 'tournament_waitlist_exact' END;
BEGIN
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'tournament % breaks %', NEW.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_refuse_count() FROM PUBLIC;

CREATE OR REPLACE TRIGGER tournament_counts_exactly
  AFTER INSERT OR UPDATE OF confirmed_count, waitlisted_count, capacity, waitlist_capacity ON tournament_tournament FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_count();
