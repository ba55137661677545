-- What is fixed when a stage has started, and when it is completed. docs/rules/tournaments.md

-- States go from planned to live to completed, and back to live when the tournament is reopened. All but the name stands from the start on, everything from the completion on.
CREATE OR REPLACE FUNCTION tournament_stage_keeps_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state = 'planned' THEN RETURN OLD; END IF;
  ELSIF OLD.state = 'planned' AND NEW.state <> 'completed' THEN
    RETURN NEW;
  ELSIF OLD.state = 'live' AND NEW.state <> 'planned'
    AND to_jsonb(OLD) - 'state' - 'name' = to_jsonb(NEW) - 'state' - 'name' THEN
    RETURN NEW;
  ELSIF OLD.state = 'completed' AND NEW.state = 'live' AND to_jsonb(OLD) - 'state' = to_jsonb(NEW) - 'state' AND EXISTS (
    SELECT FROM tournament_tournament t WHERE t.id = OLD.tournament_id AND t.state = 'completed'
      AND NOT EXISTS (SELECT FROM tournament_conclusion c WHERE c.tournament_id = t.id)) THEN
    -- The conclusion of the tournament was taken back: it is reopened.
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'stage % is %', OLD.number, OLD.state USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stage_keeps_plan';
END
$function$;

CREATE OR REPLACE TRIGGER stage_keeps_plan
  BEFORE UPDATE OR DELETE ON tournament_stage FOR EACH ROW
  EXECUTE FUNCTION tournament_stage_keeps_plan();

-- Matches and entrants of a completed stage stay as they are.
CREATE OR REPLACE FUNCTION tournament_refuse_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  held record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF EXISTS (SELECT FROM tournament_stage s WHERE s.tournament_id = held.tournament_id AND s.number = held.stage AND s.state = 'completed') THEN
    RAISE EXCEPTION 'stage % is completed', held.stage USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stage_frozen';
  END IF;
  RETURN held;
END
$function$;

CREATE OR REPLACE TRIGGER match_frozen
  BEFORE INSERT OR UPDATE OR DELETE ON tournament_match FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen();

CREATE OR REPLACE TRIGGER stage_entrant_frozen
  BEFORE INSERT OR UPDATE OR DELETE ON tournament_stage_entrant FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen();

CREATE OR REPLACE TRIGGER bye_frozen
  BEFORE INSERT OR UPDATE OR DELETE ON tournament_bye FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen();

-- Slots and games follow their match.
CREATE OR REPLACE FUNCTION tournament_refuse_frozen_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  held record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF EXISTS (SELECT FROM tournament_match m JOIN tournament_stage s ON s.tournament_id = m.tournament_id AND s.number = m.stage
    WHERE m.id = held.match_id AND s.state = 'completed') THEN
    RAISE EXCEPTION 'the stage of match % is completed', held.match_id USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stage_frozen';
  END IF;
  RETURN held;
END
$function$;

CREATE OR REPLACE TRIGGER slot_frozen
  BEFORE UPDATE OR DELETE ON tournament_slot FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen_match();

CREATE OR REPLACE TRIGGER game_frozen
  BEFORE INSERT OR UPDATE OR DELETE ON tournament_game FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen_match();
