-- Who organizes what is named: the tournament that it belongs to, or the series or the rating list itself. null: it does not exist. For API
-- keys, which reach only what their creator organizes.

CREATE OR REPLACE FUNCTION tournament_organizer(p_kind text, p_ref text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE p_kind WHEN 'series' THEN (SELECT s.organizer_id FROM tournament_series s WHERE s.id = p_ref)
    WHEN 'ratingList' THEN (SELECT l.owner_id FROM tournament_rating_list l WHERE l.id = p_ref)
    ELSE (SELECT t.organizer_id FROM tournament_tournament t WHERE t.id = CASE p_kind WHEN 'tournament' THEN p_ref
      WHEN 'registration' THEN (SELECT r.tournament_id FROM tournament_registration r WHERE r.id = p_ref)
      WHEN 'match' THEN (SELECT m.tournament_id FROM tournament_match m WHERE m.id = p_ref)
      WHEN 'refereeCall' THEN (SELECT c.tournament_id FROM tournament_referee_call c WHERE c.id = p_ref)
      WHEN 'dispute' THEN (SELECT d.tournament_id FROM tournament_dispute d WHERE d.id = p_ref) END) END
$function$;
