-- Keys of postings are never deleted: each proves that a transfer was requested once.

CREATE OR REPLACE TRIGGER idempotency_posting_kept
  BEFORE DELETE OR UPDATE ON http_idempotency FOR EACH ROW WHEN (((old.status = 0) AND (old.body IS NOT NULL)))
  EXECUTE FUNCTION refuse_change();

-- null: nobody has the key, and until the transaction ends nobody else gets it. Whoever has it at this moment need not be waited for.
CREATE OR REPLACE FUNCTION idempotency_earlier(p_scope text, p_key text, p_fingerprint text, OUT verdict text, OUT outcome text)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  -- Nobody holds null: without a scope this finds nothing.
  IF NOT pg_try_advisory_xact_lock(hashtextextended(p_scope || E'\n' || p_key, 0)) THEN
    verdict := 'idempotency_in_flight';
    RETURN;
  END IF;
  SELECT CASE WHEN i.fingerprint = p_fingerprint THEN 'repeated' ELSE 'idempotency_mismatch' END, i.body INTO verdict, outcome
  FROM http_idempotency i WHERE i.scope = p_scope AND i.key = p_key;
END
$function$;

-- Keeps the outcome of a posting under its key, in the posting's own transaction. Without a scope there is nothing to keep.
CREATE OR REPLACE FUNCTION idempotency_keep(p_scope text, p_key text, p_fingerprint text, p_outcome text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO http_idempotency (scope, key, fingerprint, status, body, created_at)
  SELECT p_scope, p_key, p_fingerprint, 0, p_outcome, p_now WHERE p_scope IS NOT NULL;
$function$;

-- Its name before it belonged to this domain.
DROP FUNCTION IF EXISTS ledger_earlier(text, text, text);
