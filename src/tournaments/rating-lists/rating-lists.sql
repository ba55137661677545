-- Which lists must be rated anew. docs/rules/ratings.md

-- Where the ratings of a list hold the results of this tournament, they are forgotten, and cron computes the list from the beginning.
-- The lock on the list waits for a computation that has read the results before they change.
CREATE OR REPLACE FUNCTION counted_restart(p_tournament text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  list text;
BEGIN
  SELECT list_id INTO list FROM tournament_counted WHERE tournament_id = p_tournament;
  PERFORM FROM tournament_rating_list WHERE id = list FOR NO KEY UPDATE;
  PERFORM FROM tournament_counted WHERE tournament_id = p_tournament AND number IS NOT NULL;
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE tournament_counted SET number = NULL WHERE list_id = list;
  DELETE FROM tournament_rated WHERE list_id = list;
END
$function$;

-- A tournament that is played on after its completion may end with other results.
CREATE OR REPLACE FUNCTION counted_follows_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM counted_restart(NEW.id);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER counted_follows_state
  AFTER UPDATE OF state ON tournament_tournament FOR EACH ROW
  WHEN (OLD.state IN ('completed', 'archived') AND NEW.state NOT IN ('completed', 'archived'))
  EXECUTE FUNCTION counted_follows_state();

-- The results of a guest become those of the player who claims the entry.
CREATE OR REPLACE FUNCTION counted_follows_claim()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM counted_restart(NEW.tournament_id);
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER counted_follows_claim
  AFTER UPDATE OF player_id ON tournament_registration FOR EACH ROW
  WHEN (OLD.player_id <> NEW.player_id)
  EXECUTE FUNCTION counted_follows_claim();
