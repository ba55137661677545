-- What must hold for matches, their slots and results, each rule with the name of a constraint, and what follows when a match changes its
-- state. Triggers, not CHECKs, and one for each table: every statement that writes a row parses the text of all CHECKs of its table and
-- of all conditions of its triggers again, which took a quarter of a result act.

-- A match of a completed stage stays as it is; an open match is in none. However a match changes its state, its dispute and its check-in
-- end, and check-ins of others begin.
CREATE OR REPLACE FUNCTION tournament_match_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  broken text;
BEGIN
  -- In most acts an open match stays open.
  IF NEW.state = ANY ('{scheduled,ready,live,pending_result}') AND OLD.state = ANY ('{scheduled,ready,live,pending_result}')
    AND num_nulls(NEW.outcome, NEW.completed_at) = 2 THEN RETURN NULL; END IF;
  broken := CASE
    WHEN NOT NEW.state = ANY ('{scheduled,check_in,ready,live,pending_result,completed,disputed,cancelled}') THEN 'match_state_known'
    WHEN NOT NEW.outcome = ANY ('{played,walkover,forfeit,double_forfeit,bye}') THEN 'match_outcome_known'
    WHEN (NEW.state = 'completed') <> (NEW.outcome IS NOT NULL) OR (NEW.outcome IS NULL) <> (NEW.completed_at IS NULL)
      THEN 'match_completed_has_outcome' END;
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'match % breaks %', NEW.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  IF OLD.state = ANY ('{check_in,disputed,completed,cancelled}') THEN
    IF OLD.state IN ('completed', 'cancelled') THEN PERFORM tournament_refuse_frozen_stage(NEW.tournament_id, NEW.stage); END IF;
    IF OLD.state IN ('disputed', 'completed') AND NEW.state <> OLD.state THEN
      PERFORM tournament_close_dispute(NEW.id, 'ended', NULL, now());
    ELSIF OLD.state = 'check_in' AND NEW.state <> 'check_in' THEN
      DELETE FROM tournament_match_check_in WHERE match_id = NEW.id;
    END IF;
  END IF;
  IF NEW.state = 'completed' AND OLD.state <> 'completed' THEN
    -- Only a tournament with a match plan has check-ins of matches.
    PERFORM tournament_begin_match_check_ins(NEW.tournament_id, NEW.stage, NEW.completed_at)
    FROM tournament_match_plan WHERE tournament_id = NEW.tournament_id;
  END IF;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_match_changed() FROM PUBLIC;

CREATE OR REPLACE TRIGGER match_follows_rules
  AFTER INSERT OR UPDATE ON tournament_match FOR EACH ROW
  EXECUTE FUNCTION tournament_match_changed();

-- Slots follow their match: those of a completed stage stay as they are. Once for a statement: the rows of a match are written together.
CREATE OR REPLACE FUNCTION tournament_slots_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  broken record;
BEGIN
  -- Finds nothing, unless a limit is broken or a match is over.
  PERFORM FROM changed c
  WHERE c.slot < 0 OR c.score < 0 OR c.place <= 0 OR c.registration_id IS NULL AND c.place IS NOT NULL
    OR CASE WHEN c.vacancy IS NULL THEN c.absent_id IS NOT NULL ELSE c.registration_id IS NOT NULL END
    OR (c.source_kind = 'seed') <> (c.source_match IS NULL)
    OR CASE c.source_kind WHEN 'seed' THEN c.source_number < 1 WHEN 'place' THEN c.source_number < 1 WHEN 'winner' THEN c.source_number <> 1
      WHEN 'loser' THEN c.source_number <> 2 ELSE true END
    -- Not a join: the planner does not know that few rows have changed.
    OR (SELECT m.state FROM tournament_match m WHERE m.id = c.match_id) = ANY ('{completed,cancelled}');
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT c.match_id, CASE
      WHEN c.slot < 0 THEN 'slot_not_negative'
      WHEN c.score < 0 THEN 'slot_score_not_negative'
      WHEN num_nonnulls(c.registration_id, c.vacancy) > 1 THEN 'slot_filled_or_vacant'
      WHEN c.absent_id IS NOT NULL AND c.vacancy IS NULL THEN 'slot_absentee_is_vacancy'
      WHEN c.place <= 0 OR c.registration_id IS NULL AND c.place IS NOT NULL THEN 'slot_place_has_entrant'
      WHEN (c.source_kind = 'seed') <> (c.source_match IS NULL) OR CASE c.source_kind WHEN 'seed' THEN c.source_number < 1
        WHEN 'place' THEN c.source_number < 1 WHEN 'winner' THEN c.source_number <> 1 WHEN 'loser' THEN c.source_number <> 2 ELSE true END
        THEN 'slot_source_known' END AS name INTO broken
  FROM changed c ORDER BY name LIMIT 1;
  IF broken.name IS NOT NULL THEN
    RAISE EXCEPTION 'a slot of match % breaks %', broken.match_id, broken.name USING ERRCODE = 'check_violation', CONSTRAINT = broken.name;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    PERFORM tournament_refuse_frozen_stage(m.tournament_id, m.stage) FROM changed c JOIN tournament_match m ON m.id = c.match_id
    WHERE m.state IN ('completed', 'cancelled');
  END IF;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_slots_changed() FROM PUBLIC;

CREATE OR REPLACE TRIGGER slot_within_limits
  AFTER INSERT ON tournament_slot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION tournament_slots_changed();

CREATE OR REPLACE TRIGGER slot_frozen
  AFTER UPDATE ON tournament_slot REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION tournament_slots_changed();

CREATE OR REPLACE FUNCTION tournament_refuse_result()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  broken text := CASE
    WHEN cardinality(NEW.places) <> cardinality(NEW.scores) THEN 'result_place_per_score'
    WHEN jsonb_typeof(NEW.games) <> 'array' THEN 'result_games_are_list' END;
BEGIN
  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'result % breaks %', NEW.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
  END IF;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_refuse_result() FROM PUBLIC;

-- Results are never updated.
CREATE OR REPLACE TRIGGER result_within_limits
  AFTER INSERT ON tournament_result FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_result();
