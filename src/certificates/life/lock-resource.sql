-- The lock of a conditional request: a certificate, and before it the first of its chain of replacements. All acts on it lock the same row first. docs/rules/http.md#conditions

CREATE OR REPLACE FUNCTION certificate_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM certificate_certificate
  WHERE id = (SELECT coalesce(chain_root_id, id) FROM certificate_certificate WHERE id = p_id) FOR NO KEY UPDATE;
  PERFORM FROM certificate_certificate WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;
