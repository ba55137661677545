-- Receipts of partners: credits from the treasury under a reference of the partner. docs/rules/receipts.md

-- A row says of a transfer that it is the credit, or the reversal of the credit, of a receipt. The functions of the ledger write it with
-- the transfer; nobody changes it.
CREATE OR REPLACE FUNCTION receipt_follows_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM economy_transaction t WHERE t.transfer_id = NEW.transfer_id AND t.amount > 0
    AND t.created_at = NEW.created_at AND t.reverses IS NOT DISTINCT FROM NEW.reverses) THEN
    RAISE EXCEPTION 'a receipt has the time of its transfer' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'receipt_follows_transfer';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER receipt_follows_transfer
  BEFORE INSERT ON economy_receipt FOR EACH ROW
  EXECUTE FUNCTION receipt_follows_transfer();

CREATE OR REPLACE TRIGGER economy_receipt_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON economy_receipt FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- Credits the wallet of a player from the treasury. A reference that the issuer has used with the same content gives the receipt of then,
-- with another content it is refused; of several at once the first posts, and the others wait for it. `outcome` is the transfer.
CREATE OR REPLACE FUNCTION ledger_post_receipt(p_actor text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_id text, p_leg_from text, p_leg_to text, p_treasury text, p_issuer text, p_reference text, p_content text, p_player text, p_amount bigint, p_detail jsonb, OUT verdict text, OUT outcome text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  known economy_receipt;
  posted economy_transfer;
BEGIN
  SELECT * INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint);
  IF verdict IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('receipt ' || p_issuer || ' ' || p_reference, 0));
  SELECT * INTO known FROM economy_receipt r WHERE r.issuer = p_issuer AND r.reference = p_reference AND r.reverses IS NULL;
  IF known.transfer_id IS NOT NULL THEN
    outcome := known.transfer_id;
    verdict := CASE WHEN known.content = p_content THEN 'repeated' ELSE 'receipt_once_per_reference' END;
    IF verdict = 'repeated' THEN PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome, p_now, true); END IF;
    RETURN;
  END IF;
  IF sanction_gate(p_player, NULL, 'transfer', p_now) IS NOT NULL THEN
    verdict := 'sanctioned';
    RETURN;
  END IF;
  INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
  VALUES (p_id, p_leg_from, p_leg_to, p_treasury, ledger_wallet_of(p_player), p_amount, 'purchase', p_actor)
  RETURNING * INTO posted;
  INSERT INTO economy_receipt (transfer_id, issuer, reference, content, created_at)
  VALUES (p_id, p_issuer, p_reference, p_content, posted.created_at);
  INSERT INTO economy_transfer_detail (transfer_id, memo, occurred_at, metadata)
  SELECT p_id, d.memo, d."occurredAt", d.metadata
  FROM jsonb_to_record(p_detail) AS d (memo text, "occurredAt" timestamptz, metadata jsonb) WHERE num_nonnulls(d.memo, d."occurredAt", d.metadata) > 0;
  outcome := p_id;
  PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome, p_now, true);
  verdict := 'done';
END
$function$;
REVOKE ALL ON FUNCTION ledger_post_receipt(text,text,text,text,timestamp with time zone,text,text,text,text,text,text,text,text,bigint,jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_post_receipt(text,text,text,text,timestamp with time zone,text,text,text,text,text,text,text,text,bigint,jsonb) TO laurel_app;

-- Called by post_transfer for every reversal: that of a receipt is noted under its reference. The reversal of a reversal would be a second
-- credit under the reference.
CREATE OR REPLACE FUNCTION receipt_note_reversal(p_transfer text, p_reverses text, p_at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  known economy_receipt;
BEGIN
  SELECT * INTO known FROM economy_receipt WHERE transfer_id = p_reverses;
  IF NOT FOUND THEN RETURN; END IF;
  IF known.reverses IS NOT NULL THEN
    RAISE EXCEPTION 'the reversal of a receipt stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_reversed_for_good';
  END IF;
  INSERT INTO economy_receipt (transfer_id, issuer, reference, reverses, created_at)
  VALUES (p_transfer, known.issuer, known.reference, known.transfer_id, p_at);
END
$function$;
REVOKE ALL ON FUNCTION receipt_note_reversal(text,text,timestamp with time zone) FROM PUBLIC;
