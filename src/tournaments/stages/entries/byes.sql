-- Byes that entrants of a Swiss ask for. docs/rules/swiss.md#requested-byes

-- A bye names a registration of its tournament, and from the start of the stage on an entrant of it.
CREATE OR REPLACE FUNCTION tournament_refuse_bye_of_stranger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (
    SELECT FROM tournament_stage s JOIN tournament_registration r ON r.tournament_id = s.tournament_id AND r.id = NEW.registration_id
      LEFT JOIN tournament_stage_entrant e ON e.tournament_id = s.tournament_id AND e.stage = s.number AND e.registration_id = r.id
    WHERE s.tournament_id = NEW.tournament_id AND s.number = NEW.stage AND (s.state = 'planned' OR e.registration_id IS NOT NULL)) THEN
    RAISE EXCEPTION '% does not play in stage %', NEW.registration_id, NEW.stage USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'bye_names_entrant';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER bye_names_entrant
  BEFORE INSERT OR UPDATE ON tournament_bye FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_bye_of_stranger();
