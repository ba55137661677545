-- The lock of a conditional request: a player. All acts on it lock the same row first. docs/rules/http.md#conditions

CREATE OR REPLACE FUNCTION identity_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM identity_player WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;
