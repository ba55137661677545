-- Idempotency keys: claimed in the act's own transaction, and written with the act's outcome. A key without an outcome does not exist:
-- if the act is refused or its connection ends, nothing stays behind.

-- Keys of postings are never deleted: each proves that coins moved once.
CREATE OR REPLACE TRIGGER idempotency_posting_kept
  BEFORE DELETE OR UPDATE ON http_idempotency FOR EACH ROW WHEN (old.is_permanent)
  EXECUTE FUNCTION refuse_change();

-- The first statement of an act. `verdict` is null if the key is free: nobody else gets it until the transaction ends. Otherwise it is
-- 'repeated' with the outcome, 'idempotency_mismatch' or 'idempotency_in_flight'. Without a scope there is no key, and the act is free.
CREATE OR REPLACE FUNCTION idempotency_claim(p_scope text, p_key text, p_fingerprint text, OUT verdict text, OUT outcome text)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF p_scope IS NULL THEN RETURN; END IF;
  -- A request with the same key may be running. It is not waited for: it may need as long as a statement may run.
  IF NOT pg_try_advisory_xact_lock(hashtextextended(p_scope || E'\n' || p_key, 0)) THEN
    verdict := 'idempotency_in_flight';
    RETURN;
  END IF;
  SELECT CASE WHEN i.fingerprint = p_fingerprint THEN 'repeated' ELSE 'idempotency_mismatch' END, i.outcome INTO verdict, outcome
  FROM http_idempotency i WHERE i.scope = p_scope AND i.key = p_key;
END
$function$;

-- The last statement of an act.
CREATE OR REPLACE FUNCTION idempotency_keep(p_scope text, p_key text, p_fingerprint text, p_outcome text, p_now timestamp with time zone, p_is_permanent boolean DEFAULT false)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO http_idempotency (scope, key, fingerprint, outcome, is_permanent, created_at)
  SELECT p_scope, p_key, p_fingerprint, p_outcome, p_is_permanent, p_now WHERE p_scope IS NOT NULL;
$function$;

-- Forgets the outcomes that may name a player: those that the sweeper would delete within days. A repeated request is then judged anew.
CREATE OR REPLACE FUNCTION idempotency_erase(p_player text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  DELETE FROM http_idempotency
  WHERE created_at > p_now - interval '3 days' AND NOT is_permanent
    AND (starts_with(scope, p_player || ' ') OR position(p_player IN outcome) > 0);
$function$;
