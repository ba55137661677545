-- Guards recognise the ledger's functions by the last name in their search_path, a schema that does not exist. It is set with the
-- rest of the path, so that it costs a transfer nothing; asking for the call stack instead (PG_CONTEXT) doubled the cost of one.
-- Whoever owns the tables can forge it, as they can switch a trigger off; reconcile finds what they change.

CREATE OR REPLACE FUNCTION refuse_direct_leg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.=) 1
    OR pg_catalog.right(pg_catalog.current_setting('search_path'), 13) OPERATOR(pg_catalog.<>) 'laurel_ledger' THEN
    RAISE EXCEPTION 'legs follow from transfers' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'leg_follows_transfer';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_direct_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP OPERATOR(pg_catalog.=) 'INSERT' OR pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.=) 1
    OR pg_catalog.right(pg_catalog.current_setting('search_path'), 13) OPERATOR(pg_catalog.<>) 'laurel_ledger' THEN
    RAISE EXCEPTION 'balances follow from the ledger' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wallet_follows_ledger';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
ALTER FUNCTION set_aside() SET search_path = pg_catalog, public, pg_temp, laurel_ledger;
--> statement-breakpoint
ALTER FUNCTION resolve_hold() SET search_path = pg_catalog, public, pg_temp, laurel_ledger;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION post_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp, laurel_ledger
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
  ELSIF (NEW.reason IN ('entry_fee', 'prize') OR NEW.reason = 'refund' AND NEW.reverses IS NULL
    OR NEW.reference IS NOT NULL AND NEW.reference ~ '^(entry_fee|refund|prize):') AND TG_TABLE_NAME = 'economy_transfer' THEN
    RAISE EXCEPTION 'this reason or reference is Laurel''s own' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_reserved';
  ELSIF NEW.reverses IS NOT NULL THEN
    -- A statement of its own: within the condition above it would be run for every transfer.
    IF NOT EXISTS (
      SELECT FROM economy_transaction gain JOIN economy_transaction pay ON pay.transfer_id = gain.transfer_id AND pay.amount = -gain.amount
      WHERE gain.transfer_id = NEW.reverses AND gain.amount = NEW.amount AND gain.wallet_id = NEW.from_wallet_id
        AND pay.wallet_id = NEW.to_wallet_id AND (gain.reason = 'entry_fee') = (NEW.reason = 'refund')) THEN
      RAISE EXCEPTION 'a reversal moves the same coins back' USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_mirrors_transfer';
    END IF;
  END IF;
  -- An index gives ids in their order: from the lower to the higher, so that nobody waits for one who waits for them.
  WITH moved AS (
    UPDATE economy_wallet SET balance = balance + CASE WHEN id = NEW.from_wallet_id THEN -NEW.amount ELSE NEW.amount END,
      posted_at = greatest(clock_timestamp(), posted_at + interval '1 microsecond'), entry_count = entry_count + 1
    WHERE id = ANY (ARRAY[NEW.from_wallet_id, NEW.to_wallet_id]) AND NOT is_frozen
      AND (NEW.from_owner_id IS NULL OR owner_id = NEW.from_owner_id OR id = NEW.to_wallet_id)
      AND NOT EXISTS (SELECT FROM economy_transaction t WHERE t.claim = NEW.claim)
    RETURNING id, balance, posted_at, entry_count, currency, id = NEW.from_wallet_id AS pays
  ), leg AS (
    INSERT INTO economy_transaction (id, transfer_id, wallet_id, currency, amount, balance_after, reason, reference, reverses, actor_id,
      created_at, entry_no, claim, fingerprint)
    SELECT CASE WHEN pays THEN NEW.from_leg_id ELSE NEW.to_leg_id END, NEW.id, id, currency, CASE WHEN pays THEN -NEW.amount ELSE NEW.amount END,
      balance, NEW.reason, NEW.reference, NEW.reverses, NEW.actor_id, posted_at, entry_count, CASE WHEN pays THEN NEW.claim END,
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
-- Replaced since without its path.
ALTER FUNCTION refuse_rewriting() SET search_path = pg_catalog, public, pg_temp;
