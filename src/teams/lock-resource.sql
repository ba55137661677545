-- The lock of a conditional request: a team. All acts on it lock the same row first. docs/rules/http.md#conditions

CREATE OR REPLACE FUNCTION team_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM team_team WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;
