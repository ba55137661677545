-- What can be done with coins: transfers, which are rows inserted in a view, and what is done to holds, a call each. Both claim their
-- Idempotency-Key first and keep it in the same transaction, then lock wallets in id order, then holds. What is refused is an error
-- with the name of its constraint; calls say most of it as their `verdict`, 'done' or 'repeated' otherwise. Plans never change with the
-- size of a table that is small when they are made, or nobody has looked at yet.

CREATE FUNCTION ledger_lock(p_wallets text[], p_payers text[], p_owner text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  w record;
  found_count integer := 0;
  one_currency text;
  verdict text;
BEGIN
  FOR w IN SELECT id, owner_id, currency, is_frozen FROM economy_wallet WHERE id = ANY (p_wallets) ORDER BY id FOR NO KEY UPDATE LOOP
    found_count := found_count + 1;
    IF p_owner IS NOT NULL AND w.owner_id <> p_owner AND w.id = ANY (p_payers) THEN verdict := 'forbidden';
    ELSIF w.is_frozen AND verdict IS NULL THEN verdict := 'wallet_frozen';
    ELSIF w.currency <> one_currency AND verdict IS NULL THEN verdict := 'other_currency';
    END IF;
    one_currency := w.currency;
  END LOOP;
  RETURN CASE WHEN found_count < cardinality(p_wallets) THEN 'wallet_not_found' ELSE verdict END;
END
$$;
--> statement-breakpoint
-- null: nobody has the key, and until the transaction ends nobody else gets it. Whoever has it at this moment need not be waited for.
CREATE FUNCTION ledger_earlier(p_scope text, p_key text, p_fingerprint text, OUT verdict text, OUT outcome text) LANGUAGE plpgsql AS $$
BEGIN
  -- Nobody holds null: without a scope this finds nothing.
  IF NOT pg_try_advisory_xact_lock(hashtextextended(p_scope || E'\n' || p_key, 0)) THEN
    verdict := 'idempotency_in_flight';
    RETURN;
  END IF;
  SELECT CASE WHEN i.fingerprint = p_fingerprint THEN 'repeated' ELSE 'idempotency_mismatch' END, i.body INTO verdict, outcome
  FROM http_idempotency i WHERE i.scope = p_scope AND i.key = p_key;
END
$$;
--> statement-breakpoint
-- Transfers as they are read, each made of two legs, and as they are posted: INSERT INTO economy_transfer is the ledger's one way
-- in. `from_owner_id`, where it is given, must own the paying wallet. `claim` is the Idempotency-Key with its scope: what was posted
-- under it before comes back instead, and is not posted again. Whoever inserts several has locked their wallets, in id order.
CREATE VIEW economy_transfer AS
SELECT gain.transfer_id AS id, pay.id AS from_leg_id, gain.id AS to_leg_id, pay.wallet_id AS from_wallet_id, gain.wallet_id AS to_wallet_id,
  gain.amount, gain.reason, gain.reference, gain.reverses, gain.actor_id,
  (SELECT owner_id FROM economy_wallet WHERE economy_wallet.id = pay.wallet_id) AS from_owner_id, pay.claim, pay.fingerprint,
  pay.balance_after AS from_balance_after, gain.balance_after AS to_balance_after, gain.created_at
FROM economy_transaction pay
JOIN economy_transaction gain ON gain.transfer_id = pay.transfer_id AND gain.amount > 0
WHERE pay.amount < 0;
--> statement-breakpoint
CREATE FUNCTION post_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  is_one_currency boolean;
  earlier economy_transfer;
  refusal text;
BEGIN
  -- Who has the key at this moment need not be waited for.
  IF NEW.claim IS NOT NULL AND NOT pg_try_advisory_xact_lock(hashtextextended(NEW.claim, 0)) THEN
    RAISE EXCEPTION 'a request with this key is still running' USING ERRCODE = 'check_violation', CONSTRAINT = 'idempotency_in_flight';
  ELSIF NOT coalesce(NEW.amount > 0 AND NEW.from_wallet_id <> NEW.to_wallet_id, false) THEN
    RAISE EXCEPTION 'some coins, from one wallet to another' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_moves_coins';
  END IF;
  -- An index gives ids in their order: from the lower to the higher, so that nobody waits for one who waits for them.
  WITH moved AS (
    UPDATE economy_wallet SET balance = balance + CASE WHEN id = NEW.from_wallet_id THEN -NEW.amount ELSE NEW.amount END,
      posted_at = greatest(clock_timestamp(), posted_at + interval '1 microsecond')
    WHERE id = ANY (ARRAY[NEW.from_wallet_id, NEW.to_wallet_id]) AND NOT is_frozen
      AND (NEW.from_owner_id IS NULL OR owner_id = NEW.from_owner_id OR id = NEW.to_wallet_id)
      AND NOT EXISTS (SELECT FROM economy_transaction t WHERE t.claim = NEW.claim)
    RETURNING id, balance, posted_at, currency, id = NEW.from_wallet_id AS pays
  ), leg AS (
    INSERT INTO economy_transaction (id, transfer_id, wallet_id, currency, amount, balance_after, reason, reference, reverses, actor_id,
      created_at, claim, fingerprint)
    SELECT CASE WHEN pays THEN NEW.from_leg_id ELSE NEW.to_leg_id END, NEW.id, id, currency, CASE WHEN pays THEN -NEW.amount ELSE NEW.amount END,
      balance, NEW.reason, NEW.reference, NEW.reverses, NEW.actor_id, posted_at, CASE WHEN pays THEN NEW.claim END,
      CASE WHEN pays THEN NEW.fingerprint END
    FROM moved RETURNING amount, balance_after, created_at, currency
  )
  SELECT pay.balance_after, gain.balance_after, gain.created_at, pay.currency = gain.currency
  INTO NEW.from_balance_after, NEW.to_balance_after, NEW.created_at, is_one_currency
  FROM leg pay, leg gain WHERE pay.amount < 0 AND gain.amount > 0;
  IF NOT FOUND THEN
    SELECT * INTO earlier FROM economy_transfer WHERE claim = NEW.claim;
    IF NOT FOUND THEN
      SELECT CASE WHEN count(*) < 2 THEN 'transaction_wallet_exists' WHEN bool_or(id = NEW.from_wallet_id AND owner_id <> NEW.from_owner_id) THEN 'wallet_owner'
        ELSE 'wallet_frozen' END INTO refusal FROM economy_wallet WHERE id = ANY (ARRAY[NEW.from_wallet_id, NEW.to_wallet_id]);
      RAISE EXCEPTION 'no transfer from % to %: %', NEW.from_wallet_id, NEW.to_wallet_id, refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
    ELSIF earlier.fingerprint IS DISTINCT FROM NEW.fingerprint THEN
      RAISE EXCEPTION 'this key was used for something else' USING ERRCODE = 'check_violation', CONSTRAINT = 'idempotency_mismatch';
    END IF;
    RETURN earlier;
  END IF;
  IF NOT is_one_currency THEN
    RAISE EXCEPTION 'coins stay within their currency' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_one_currency';
  ELSIF greatest(-NEW.from_balance_after, NEW.to_balance_after) > 9007199254740991 THEN
    RAISE EXCEPTION 'a balance could not be told exactly in JSON' USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_balance_exact_in_json';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER post_transfer INSTEAD OF INSERT ON economy_transfer FOR EACH ROW EXECUTE FUNCTION post_transfer();
--> statement-breakpoint
CREATE FUNCTION ledger_open_hold(
  p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamptz,
  p_id text, p_wallet text, p_payee text, p_amount bigint, p_reason text, p_reference text, p_expires timestamptz,
  OUT verdict text, OUT outcome text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  SELECT * INTO verdict, outcome FROM ledger_earlier(p_scope, p_key, p_fingerprint);
  IF verdict IS NOT NULL THEN RETURN; END IF;
  verdict := ledger_lock(ARRAY[p_wallet, p_payee], ARRAY[p_wallet], p_owner);
  IF verdict IS NOT NULL THEN RETURN; END IF;
  INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, reference, actor_id, created_at, expires_at)
  VALUES (p_id, p_wallet, p_payee, p_amount, 'active', p_reason, p_reference, p_actor, p_now, p_expires);
  outcome := p_id;
  IF p_scope IS NOT NULL THEN
    INSERT INTO http_idempotency (scope, key, fingerprint, status, body, created_at) VALUES (p_scope, p_key, p_fingerprint, 0, outcome, p_now);
  END IF;
  verdict := 'done';
END
$$;
--> statement-breakpoint
-- `p_owner` is who must own the payee's wallet. `p_state` is 'captured' or 'released'; a part captured sets the rest free.
CREATE FUNCTION ledger_resolve_hold(
  p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamptz,
  p_id text, p_state text, p_amount bigint, p_transfer text, p_leg_from text, p_leg_to text,
  OUT verdict text, OUT outcome text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
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
  SELECT * INTO verdict, outcome FROM ledger_earlier(p_scope, p_key, p_fingerprint);
  IF verdict IS NOT NULL THEN RETURN; END IF;
  refusal := ledger_lock(ARRAY[h.wallet_id, h.to_wallet_id], ARRAY[h.to_wallet_id], p_owner);
  SELECT * INTO h FROM economy_hold WHERE id = p_id FOR NO KEY UPDATE;
  captured_amount := coalesce(p_amount, h.amount);
  verdict := CASE
    WHEN refusal = 'forbidden' THEN 'forbidden'
    WHEN h.state = 'expired' OR h.state = 'active' AND h.expires_at <= p_now THEN 'hold_expired'
    WHEN h.state <> 'active' THEN 'hold_closed'
    WHEN refusal IS NOT NULL AND p_state = 'captured' THEN refusal
    WHEN captured_amount NOT BETWEEN 1 AND h.amount THEN 'invalid_amount' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  UPDATE economy_hold SET state = p_state, resolved_at = p_now,
    captured = CASE p_state WHEN 'captured' THEN captured_amount ELSE 0 END,
    transfer_id = CASE p_state WHEN 'captured' THEN p_transfer END
  WHERE id = p_id;
  outcome := 'null';
  IF p_state = 'captured' THEN
    INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, h.wallet_id, h.to_wallet_id, captured_amount, h.reason, h.reference, p_actor)
    RETURNING * INTO posted;
    outcome := to_json(posted);
  END IF;
  IF p_scope IS NOT NULL THEN
    INSERT INTO http_idempotency (scope, key, fingerprint, status, body, created_at) VALUES (p_scope, p_key, p_fingerprint, 0, outcome, p_now);
  END IF;
  verdict := 'done';
END
$$;
--> statement-breakpoint
CREATE FUNCTION ledger_expire_holds(p_wallets text[], p_now timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  due text[];
  expired_count integer;
BEGIN
  SELECT array_agg(id) INTO due FROM (
    SELECT id FROM economy_hold WHERE state = 'active' AND expires_at <= p_now
      AND (cardinality(p_wallets) = 0 OR wallet_id = ANY (p_wallets)) ORDER BY expires_at LIMIT 500
  ) h;
  PERFORM 1 FROM economy_wallet WHERE id IN (SELECT wallet_id FROM economy_hold WHERE id = ANY (due)) ORDER BY id FOR NO KEY UPDATE;
  UPDATE economy_hold SET state = 'expired', resolved_at = p_now WHERE id = ANY (due) AND state = 'active';
  GET DIAGNOSTICS expired_count = ROW_COUNT;
  RETURN expired_count;
END
$$;
--> statement-breakpoint
-- The role the application runs as: everything it does, and nothing that would touch a balance or rewrite a fact.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'laurel_app') THEN CREATE ROLE laurel_app NOLOGIN; END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'there is no role laurel_app, and % may not make it: have an administrator run CREATE ROLE laurel_app NOLOGIN, then migrate again',
      current_user USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO laurel_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO laurel_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO laurel_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON economy_transfer FROM laurel_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON economy_wallet, economy_transaction, economy_hold, moderation_audit, tournament_result FROM laurel_app;
--> statement-breakpoint
GRANT INSERT (id, kind, owner_id, currency, created_at), UPDATE (is_frozen) ON economy_wallet TO laurel_app;
--> statement-breakpoint
GRANT INSERT ON moderation_audit, tournament_result TO laurel_app;
