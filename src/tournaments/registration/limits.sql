-- The limits of registrations, each with the name of a constraint. A trigger, not CHECKs: see tournaments/setup/limits.sql.

CREATE OR REPLACE FUNCTION tournament_refuse_registration()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  -- The first limit that the row breaks. As in a CHECK, NULL breaks none.
  broken text := CASE
    WHEN NOT NEW.state = ANY ('{pending,confirmed,waitlisted,rejected,cancelled,no_show,withdrawn,disqualified}') THEN 'registration_state_known'
    WHEN NOT NEW.language = ANY ('{en,bn}') THEN 'registration_language_known'
    WHEN NOT is_clean_name(NEW.display_name) OR NOT is_clean_name(NEW.printed_name) THEN 'registration_names_are_clean'
    WHEN char_length(NEW.printed_name) NOT BETWEEN 1 AND 50 THEN 'registration_printed_name_length'
    WHEN char_length(NEW.display_name) NOT BETWEEN 1 AND 50 THEN 'registration_name_length'
    WHEN char_length(NEW.club) NOT BETWEEN 1 AND 80 THEN 'registration_club_length'
    WHEN NOT is_clean_name(NEW.club) THEN 'registration_club_is_clean'
    WHEN NEW.country !~ '^[A-Z]{2}$' THEN 'registration_country_is_code'
    WHEN NEW.rating NOT BETWEEN 1 AND 9999 THEN 'registration_rating_in_range'
    WHEN (NEW.state = 'waitlisted') <> (NEW.waitlist_number IS NOT NULL) THEN 'registration_waitlist_while_waiting'
    WHEN NEW.seed <= 0 THEN 'registration_seed_positive' END;
BEGIN
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'registration % breaks %', NEW.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_refuse_registration() FROM PUBLIC;

CREATE OR REPLACE TRIGGER registration_within_limits
  AFTER INSERT OR UPDATE OF state, language, display_name, printed_name, club, country, rating, waitlist_number, seed
  ON tournament_registration FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_registration();
