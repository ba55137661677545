-- Holds: coins reserved until captured in full or in part, released, or expired. docs/rules/economy.md

-- Expires due holds by the database's clock. `p_now` in the future does not expire more.
CREATE OR REPLACE FUNCTION ledger_expire_holds(p_wallets text[], p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  ends timestamptz := least(p_now, clock_timestamp());
  due text[];
  expired_count integer;
BEGIN
  SELECT array_agg(id) INTO due FROM (
    SELECT id FROM economy_hold WHERE state = 'active' AND expires_at <= ends
      AND (cardinality(p_wallets) = 0 OR wallet_id = ANY (p_wallets)) ORDER BY expires_at LIMIT 500
  ) h;
  PERFORM 1 FROM economy_wallet WHERE id IN (SELECT wallet_id FROM economy_hold WHERE id = ANY (due)) ORDER BY id FOR NO KEY UPDATE;
  UPDATE economy_hold SET state = 'expired', resolved_at = ends WHERE id = ANY (due) AND state = 'active';
  GET DIAGNOSTICS expired_count = ROW_COUNT;
  RETURN expired_count;
END
$function$;
REVOKE ALL ON FUNCTION ledger_expire_holds(text[],timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_expire_holds(text[],timestamp with time zone) TO laurel_app;

CREATE OR REPLACE FUNCTION ledger_open_hold(p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_id text, p_wallet text, p_payee text, p_amount bigint, p_reason text, p_reference text, p_expires timestamp with time zone, OUT verdict text, OUT outcome text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
BEGIN
  IF NOT coalesce(p_amount > 0 AND p_wallet <> p_payee, false) THEN
    RAISE EXCEPTION 'a positive amount between two wallets' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_moves_coins';
  ELSIF p_reason IN ('entry_fee', 'refund', 'prize') OR p_reference ~ '^(entry_fee|refund|prize):' THEN
    RAISE EXCEPTION 'this reason or reference is reserved' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_reserved';
  END IF;
  SELECT * INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint);
  IF verdict IS NOT NULL THEN RETURN; END IF;
  IF p_owner IS NOT NULL THEN
    outcome := sanction_gate(p_owner, NULL, 'transfer', p_now);
  END IF;
  verdict := CASE WHEN outcome IS NOT NULL THEN 'sanctioned' ELSE ledger_lock(ARRAY[p_wallet, p_payee], ARRAY[p_wallet], p_owner) END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, reference, actor_id, created_at, expires_at)
  VALUES (p_id, p_wallet, p_payee, p_amount, 'active', p_reason, p_reference, p_actor, p_now, p_expires);
  outcome := p_id;
  PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome, p_now, true);
  verdict := 'done';
END
$function$;
REVOKE ALL ON FUNCTION ledger_open_hold(text,text,text,text,text,timestamp with time zone,text,text,text,bigint,text,text,timestamp with time zone) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_open_hold(text,text,text,text,text,timestamp with time zone,text,text,text,bigint,text,text,timestamp with time zone) TO laurel_app;

-- The database's clock decides whether a hold has expired.
CREATE OR REPLACE FUNCTION ledger_resolve_hold(p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamp with time zone, p_id text, p_state text, p_amount bigint, p_transfer text, p_leg_from text, p_leg_to text, OUT verdict text, OUT outcome text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  h economy_hold;
  refusal text;
  captured_amount bigint;
  posted economy_transfer;
BEGIN
  SELECT * INTO h FROM economy_hold WHERE id = p_id;
  IF NOT FOUND THEN
    verdict := 'hold_not_found';
    RETURN;
  END IF;
  SELECT * INTO verdict, outcome FROM idempotency_claim(p_scope, p_key, p_fingerprint);
  IF verdict IS NOT NULL THEN RETURN; END IF;
  refusal := ledger_lock(ARRAY[h.wallet_id, h.to_wallet_id], ARRAY[h.to_wallet_id], p_owner);
  SELECT * INTO h FROM economy_hold WHERE id = p_id FOR NO KEY UPDATE;
  captured_amount := coalesce(p_amount, h.amount);
  verdict := CASE
    WHEN refusal = 'wallet_owner' THEN refusal
    WHEN h.state = 'expired' OR h.state = 'active' AND h.expires_at <= clock_timestamp() THEN 'hold_expired'
    WHEN h.state <> 'active' THEN 'hold_closed'
    WHEN refusal IS NOT NULL AND p_state = 'captured' THEN refusal
    WHEN captured_amount NOT BETWEEN 1 AND h.amount THEN 'hold_captured_within_amount' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  UPDATE economy_hold SET state = p_state, resolved_at = p_now,
    captured = CASE p_state WHEN 'captured' THEN captured_amount ELSE 0 END,
    transfer_id = CASE p_state WHEN 'captured' THEN p_transfer END
  WHERE id = p_id;
  outcome := 'null';
  IF p_state = 'captured' THEN
    INSERT INTO economy_own_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, h.wallet_id, h.to_wallet_id, captured_amount, h.reason, h.reference, p_actor)
    RETURNING * INTO posted;
    outcome := to_json(posted);
  END IF;
  PERFORM idempotency_keep(p_scope, p_key, p_fingerprint, outcome, p_now, true);
  verdict := 'done';
END
$function$;
REVOKE ALL ON FUNCTION ledger_resolve_hold(text,text,text,text,text,timestamp with time zone,text,text,bigint,text,text,text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_resolve_hold(text,text,text,text,text,timestamp with time zone,text,text,bigint,text,text,text) TO laurel_app;

CREATE OR REPLACE FUNCTION resolve_hold()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp', 'laurel_ledger'
AS $function$
BEGIN
  IF OLD.state <> 'active' OR NEW.state = 'active' THEN
    RAISE EXCEPTION 'a hold is resolved once' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'hold_resolves_once';
  END IF;
  IF (NEW.id, NEW.wallet_id, NEW.to_wallet_id, NEW.amount, NEW.reason, NEW.reference, NEW.actor_id, NEW.created_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.id, OLD.wallet_id, OLD.to_wallet_id, OLD.amount, OLD.reason, OLD.reference, OLD.actor_id, OLD.created_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'the terms of a hold never change' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'hold_terms_final';
  END IF;
  UPDATE economy_wallet SET held = held - OLD.amount WHERE id = OLD.wallet_id;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION resolve_hold() FROM PUBLIC;

CREATE OR REPLACE FUNCTION set_aside()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp', 'laurel_ledger'
AS $function$
BEGIN
  IF NEW.state <> 'active' THEN
    RAISE EXCEPTION 'a hold begins active' USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_begins_active';
  END IF;
  UPDATE economy_wallet SET held = held + NEW.amount WHERE id = NEW.wallet_id;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION set_aside() FROM PUBLIC;

CREATE OR REPLACE TRIGGER economy_hold_append_only
  BEFORE DELETE OR TRUNCATE ON economy_hold FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER resolve_hold
  BEFORE UPDATE ON economy_hold FOR EACH ROW
  EXECUTE FUNCTION resolve_hold();

CREATE OR REPLACE TRIGGER set_aside
  AFTER INSERT ON economy_hold FOR EACH ROW
  EXECUTE FUNCTION set_aside();
