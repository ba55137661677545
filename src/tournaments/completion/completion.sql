-- What follows from the completion of a tournament: the review, and what may be taken back. docs/rules/tournaments.md#review

-- Whether one of the winners won at least half of the own matches by forfeit. The same in code: requiresReview in conclusion.ts.
CREATE OR REPLACE FUNCTION tournament_requires_review(p_tournament text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH win AS (
    SELECT min(s.registration_id) AS winner, m.outcome FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id
    WHERE m.tournament_id = p_tournament AND m.outcome <> 'bye' AND s.place = 1 GROUP BY m.id HAVING count(*) = 1
  )
  SELECT EXISTS (
    SELECT FROM win JOIN tournament_placement p ON p.registration_id = win.winner
    WHERE p.tournament_id = p_tournament AND p.rank = 1
    GROUP BY win.winner HAVING 2 * count(*) FILTER (WHERE win.outcome <> 'played') >= count(*))
$function$;

-- Prizes and certificates wait for the approval of the placements.
CREATE OR REPLACE FUNCTION tournament_awaits_review(p_tournament text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM tournament_conclusion WHERE tournament_id = p_tournament AND requires_review AND approved_at IS NULL)
$function$;

-- For certificates: from the first one on, the tournament is not reopened.
CREATE OR REPLACE FUNCTION tournament_certify(p_tournament text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF tournament_awaits_review(p_tournament) THEN
    RAISE EXCEPTION 'the placements are not approved' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'placements_approved_first';
  END IF;
  UPDATE tournament_conclusion SET certified_at = clock_timestamp() WHERE tournament_id = p_tournament AND certified_at IS NULL;
END
$function$;

CREATE OR REPLACE FUNCTION tournament_pay_after_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'the placements are not approved' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'placements_approved_first';
END
$function$;

CREATE OR REPLACE TRIGGER tournament_pays_after_review
  BEFORE UPDATE OF settled_at ON tournament_tournament FOR EACH ROW
  WHEN (new.settled_at IS NOT NULL AND tournament_awaits_review(new.id))
  EXECUTE FUNCTION tournament_pay_after_review();

-- Placements stand while the tournament is concluded.
CREATE OR REPLACE FUNCTION tournament_keep_placements()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM tournament_conclusion WHERE tournament_id = OLD.tournament_id) THEN
    RAISE EXCEPTION 'the tournament is completed' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'placement_stands';
  END IF;
  RETURN OLD;
END
$function$;

CREATE OR REPLACE TRIGGER placement_stands
  BEFORE DELETE ON tournament_placement FOR EACH ROW
  EXECUTE FUNCTION tournament_keep_placements();
