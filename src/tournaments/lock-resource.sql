-- The lock of a conditional request: a series, or the tournament of a match or a registration. All acts on it lock the same row first. docs/rules/http.md#conditions

CREATE OR REPLACE FUNCTION tournament_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM tournament_tournament WHERE id = CASE left(p_id, 4)
    WHEN 'mat_' THEN (SELECT tournament_id FROM tournament_match WHERE id = p_id)
    WHEN 'reg_' THEN (SELECT tournament_id FROM tournament_registration WHERE id = p_id)
    ELSE p_id END FOR NO KEY UPDATE;
  PERFORM FROM tournament_series WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;
