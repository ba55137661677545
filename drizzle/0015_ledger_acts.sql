-- What can be done with coins, each act one call: it claims its Idempotency-Key, locks wallets in id order, then holds. The key is
-- kept by the same transaction. `verdict` is 'done', 'repeated', or why not; what only the last lock can tell (too few coins, a
-- wallet frozen meanwhile) is an error with the name of its constraint. Plans never change with the size of a table that is
-- small when they are made, or nobody has looked at yet.

CREATE FUNCTION ledger_lock(p_wallets text[], p_payers text[], p_owner text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  w record;
  found_count integer := 0;
  wanted_count integer;
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
  wanted_count := cardinality(p_wallets);
  IF wanted_count > 2 THEN SELECT count(DISTINCT id) INTO wanted_count FROM unnest(p_wallets) id; END IF;
  RETURN CASE WHEN found_count < wanted_count THEN 'wallet_not_found' ELSE verdict END;
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
-- Parallel lists, an item a leg; both legs of a movement follow each other, the paying one first. `outcome` is a JSON array of
-- [transfer, wallet, amount, reason, balance after, moment]. Without a scope there is no key to keep: the reference decides.
CREATE FUNCTION ledger_post(
  p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamptz,
  p_ids text[], p_transfers text[], p_wallets text[], p_amounts bigint[], p_reasons text[], p_references text[], p_reverses text[],
  OUT verdict text, OUT outcome text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  count_of_legs integer := cardinality(p_wallets);
  -- From the wallet with the lower id to the other: nobody waits for one who waits for them.
  is_turned boolean := count_of_legs = 2 AND p_wallets[2] < p_wallets[1];
  owner text;
  leg record;
BEGIN
  -- As ledger_earlier does, written out: a call that answers with two values is a statement of its own, on the busiest path there is.
  IF p_scope IS NOT NULL THEN
    IF NOT pg_try_advisory_xact_lock(hashtextextended(p_scope || E'\n' || p_key, 0)) THEN
      verdict := 'idempotency_in_flight';
      RETURN;
    END IF;
    SELECT CASE WHEN i.fingerprint = p_fingerprint THEN 'repeated' ELSE 'idempotency_mismatch' END, i.body INTO verdict, outcome
    FROM http_idempotency i WHERE i.scope = p_scope AND i.key = p_key;
    IF FOUND THEN RETURN; END IF;
  END IF;
  IF p_owner IS NOT NULL THEN
    FOR i IN 1..count_of_legs BY 2 LOOP
      SELECT owner_id INTO owner FROM economy_wallet WHERE id = p_wallets[i];
      verdict := CASE WHEN owner IS NULL THEN 'wallet_not_found' WHEN owner <> p_owner THEN 'forbidden' ELSE verdict END;
    END LOOP;
    IF verdict IS NOT NULL THEN RETURN; END IF;
  END IF;
  IF count_of_legs > 2 THEN
    PERFORM 1 FROM economy_wallet WHERE id = ANY (p_wallets) ORDER BY id FOR NO KEY UPDATE;
  END IF;
  FOR leg IN
    INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, reference, reverses, actor_id, created_at)
    SELECT p_ids[i], p_transfers[i], p_wallets[i], p_amounts[i], 0, p_reasons[i], nullif(p_references[i], ''), nullif(p_reverses[i], ''),
      p_actor, p_now
    FROM generate_series(CASE WHEN is_turned THEN 2 ELSE 1 END, CASE WHEN is_turned THEN 1 ELSE count_of_legs END,
      CASE WHEN is_turned THEN -1 ELSE 1 END) AS i
    RETURNING transfer_id, wallet_id, amount, reason, balance_after, created_at
  LOOP
    outcome := concat(outcome, CASE WHEN outcome IS NULL THEN '[' ELSE ',' END,
      format('["%s","%s","%s","%s","%s","%s"]', leg.transfer_id, leg.wallet_id, leg.amount, leg.reason, leg.balance_after, leg.created_at));
  END LOOP;
  outcome := outcome || ']';
  IF p_scope IS NOT NULL THEN
    INSERT INTO http_idempotency (scope, key, fingerprint, status, body, created_at) VALUES (p_scope, p_key, p_fingerprint, 0, outcome, p_now);
  END IF;
  verdict := 'done';
END
$$;
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
  outcome := '[]';
  IF p_state = 'captured' THEN
    SELECT posted.outcome INTO outcome FROM ledger_post(p_actor, NULL, NULL, NULL, NULL, p_now, ARRAY[p_leg_from, p_leg_to],
      ARRAY[p_transfer, p_transfer], ARRAY[h.wallet_id, h.to_wallet_id], ARRAY[-captured_amount, captured_amount],
      ARRAY[h.reason, h.reason], ARRAY[h.reference, h.reference], NULL) posted;
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
REVOKE INSERT, UPDATE, DELETE ON economy_wallet, economy_transaction, economy_hold, moderation_audit, tournament_result FROM laurel_app;
--> statement-breakpoint
GRANT INSERT (id, kind, owner_id, currency, created_at), UPDATE (is_frozen) ON economy_wallet TO laurel_app;
--> statement-breakpoint
GRANT INSERT ON moderation_audit, tournament_result TO laurel_app;
