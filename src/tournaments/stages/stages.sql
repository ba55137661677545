-- What is fixed when a stage has started, and when it is completed. docs/rules/tournaments.md

-- States go from planned to live to completed, when no match is open, and back to live when the tournament is reopened. All but the name stands from the start on, everything from the completion on.
CREATE OR REPLACE FUNCTION tournament_stage_keeps_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state = 'planned' OR tournament_is_sandbox(OLD.tournament_id) THEN RETURN OLD; END IF;
  ELSIF OLD.state = 'planned' AND NEW.state <> 'completed' THEN
    RETURN NEW;
  ELSIF OLD.state = 'live' AND NEW.state <> 'planned'
    AND to_jsonb(OLD) - 'state' - 'name' = to_jsonb(NEW) - 'state' - 'name'
    AND (NEW.state = 'live' OR NOT EXISTS (
      SELECT FROM tournament_match m WHERE m.tournament_id = OLD.tournament_id AND m.stage = OLD.number AND m.state NOT IN ('completed', 'cancelled'))) THEN
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

CREATE OR REPLACE FUNCTION tournament_refuse_frozen_stage(p_tournament text, p_stage integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM tournament_stage s WHERE s.tournament_id = p_tournament AND s.number = p_stage AND s.state = 'completed') THEN
    RAISE EXCEPTION 'stage % is completed', p_stage USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stage_frozen';
  END IF;
END
$function$;

-- Matches and entrants of a completed stage stay as they are.
CREATE OR REPLACE FUNCTION tournament_refuse_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  held record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF TG_OP = 'DELETE' AND tournament_is_sandbox(held.tournament_id) THEN RETURN held; END IF;
  PERFORM tournament_refuse_frozen_stage(held.tournament_id, held.stage);
  RETURN held;
END
$function$;

CREATE OR REPLACE TRIGGER match_of_open_stage
  BEFORE INSERT ON tournament_match FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen();

-- An open match is in no completed stage. Changes of matches and slots: matches/limits.sql.
CREATE OR REPLACE TRIGGER match_kept
  BEFORE DELETE ON tournament_match FOR EACH ROW WHEN (OLD.state = ANY ('{completed,cancelled}'))
  EXECUTE FUNCTION tournament_refuse_frozen();

CREATE OR REPLACE TRIGGER stage_entrant_frozen
  BEFORE INSERT OR UPDATE OR DELETE ON tournament_stage_entrant FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen();

CREATE OR REPLACE TRIGGER bye_frozen
  BEFORE INSERT OR UPDATE OR DELETE ON tournament_bye FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_frozen();

-- Slots and games follow their match. Once for a statement: the rows of a match are written together.
CREATE OR REPLACE FUNCTION tournament_refuse_frozen_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  frozen text;
BEGIN
  SELECT m.id INTO frozen FROM changed c JOIN tournament_match m ON m.id = c.match_id
    JOIN tournament_stage s ON s.tournament_id = m.tournament_id AND s.number = m.stage
  WHERE s.state = 'completed' AND NOT (TG_OP = 'DELETE' AND tournament_is_sandbox(m.tournament_id)) LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the stage of match % is completed', frozen USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'stage_frozen';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER slot_kept
  AFTER DELETE ON tournament_slot REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION tournament_refuse_frozen_match();

CREATE OR REPLACE TRIGGER game_frozen
  AFTER INSERT ON tournament_game REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION tournament_refuse_frozen_match();

CREATE OR REPLACE TRIGGER game_kept
  AFTER DELETE ON tournament_game REFERENCING OLD TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION tournament_refuse_frozen_match();

CREATE OR REPLACE TRIGGER game_unchanged
  AFTER UPDATE ON tournament_game REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION tournament_refuse_frozen_match();
