-- The lock of a conditional request: a hold or a wallet. All acts on it lock the same row first. docs/rules/http.md#conditions

CREATE OR REPLACE FUNCTION ledger_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM economy_hold WHERE id = p_id FOR NO KEY UPDATE;
  PERFORM FROM economy_wallet WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;

REVOKE ALL ON FUNCTION ledger_lock_resource(text) FROM PUBLIC;

GRANT EXECUTE ON FUNCTION ledger_lock_resource(text) TO laurel_app;
