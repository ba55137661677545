-- The ledger. A transfer is a row inserted into the view economy_transfer; its trigger updates both wallets in one statement and writes
-- both legs in the next. Other triggers refuse every other change of balances and legs. docs/rules/economy.md

-- One row per transfer, built from its two legs. INSERT INTO economy_transfer is the only way to post. `from_owner_id`, if set, must own
-- the paying wallet. `claim` is the scope and Idempotency-Key: a repeated claim returns the earlier transfer. A statement that inserts
-- several rows must first queue for its wallets (ledger_queue) and then lock them, both in id order.
CREATE OR REPLACE VIEW economy_transfer AS
 SELECT gain.transfer_id AS id,
    pay.id AS from_leg_id,
    gain.id AS to_leg_id,
    pay.wallet_id AS from_wallet_id,
    gain.wallet_id AS to_wallet_id,
    gain.amount,
    gain.reason,
    gain.reference,
    gain.reverses,
    gain.actor_id,
    ( SELECT economy_wallet.owner_id
           FROM economy_wallet
          WHERE (economy_wallet.id = pay.wallet_id)) AS from_owner_id,
    pay.claim,
    pay.fingerprint,
    pay.balance_after AS from_balance_after,
    gain.balance_after AS to_balance_after,
    gain.created_at
   FROM (economy_transaction pay
     JOIN economy_transaction gain ON (((gain.transfer_id = pay.transfer_id) AND (gain.amount > 0))))
  WHERE (pay.amount < 0);
REVOKE UPDATE, DELETE ON economy_transfer FROM laurel_app;

-- The same view for the acts of Laurel itself: charge a fee, refund it, pay a prize, capture a hold. No role has rights on it; the
-- ledger functions insert with their owner's rights. economy_transfer refuses reserved references and reasons, so rows with them were
-- written by these functions.
CREATE OR REPLACE VIEW economy_own_transfer AS
 SELECT id,
    from_leg_id,
    to_leg_id,
    from_wallet_id,
    to_wallet_id,
    amount,
    reason,
    reference,
    reverses,
    actor_id,
    from_owner_id,
    claim,
    fingerprint,
    from_balance_after,
    to_balance_after,
    created_at
   FROM economy_transfer;
REVOKE ALL ON economy_own_transfer FROM laurel_app;

-- Locks the wallets in id order and returns the first rule that they break: they exist, the owner owns those that pay, none is frozen,
-- and they have one currency.
CREATE OR REPLACE FUNCTION ledger_lock(p_wallets text[], p_payers text[], p_owner text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  w record;
  found_count integer := 0;
  one_currency text;
  verdict text;
BEGIN
  FOR w IN SELECT id, owner_id, currency, is_frozen FROM economy_wallet WHERE id = ANY (p_wallets) ORDER BY id FOR NO KEY UPDATE LOOP
    found_count := found_count + 1;
    IF p_owner IS NOT NULL AND w.owner_id <> p_owner AND w.id = ANY (p_payers) THEN verdict := 'wallet_owner';
    ELSIF (w.is_frozen OR sanction_freezes(w.owner_id)) AND verdict IS NULL THEN verdict := 'wallet_frozen';
    ELSIF w.currency <> one_currency AND verdict IS NULL THEN verdict := 'transfer_one_currency';
    END IF;
    one_currency := w.currency;
  END LOOP;
  RETURN CASE WHEN found_count < cardinality(p_wallets) THEN 'transaction_wallet_exists'
    WHEN verdict = 'wallet_frozen' AND ledger_any_closed(p_wallets) THEN 'wallet_closed' ELSE verdict END;
END
$function$;
REVOKE ALL ON FUNCTION ledger_lock(text[],text[],text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_lock(text[],text[],text) TO laurel_app;

-- Waits until no other transaction of economy_transfer moves the wallet's coins; true at this transaction's turn, which lasts until it
-- ends. It protects nothing, the rows do; but a row passes from one waiting transfer to the next at more cost than this lock. Called in
-- id order, and never by a transaction that holds a wallet's row. The planner inlines it.
CREATE OR REPLACE FUNCTION ledger_queue(p_wallet text)
 RETURNS boolean
 LANGUAGE sql
AS $function$
  SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_wallet, 1)) IS NOT NULL
$function$;
REVOKE ALL ON FUNCTION ledger_queue(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_queue(text) TO laurel_app;

CREATE OR REPLACE FUNCTION ledger_is_reversed(p_transfer text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM economy_transaction back WHERE back.reverses = p_transfer AND back.amount > 0)
$function$;
REVOKE ALL ON FUNCTION ledger_is_reversed(text) FROM PUBLIC;

-- The first rule that a transfer breaks, for post_transfer after it could not move both balances. transfer-rules.ts has the same rules in
-- the same order. null: the transfer could be posted by now.
CREATE OR REPLACE FUNCTION ledger_refusal(p_payer text, p_payee text, p_owner text, p_amount bigint, p_reference text, p_reverses text)
 RETURNS text
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN ledger_is_reversed(p_reverses) THEN 'transaction_reversed_once'
    WHEN p_owner IS NOT NULL AND sanction_gate(p_owner, NULL, 'transfer', statement_timestamp()) IS NOT NULL THEN 'sanctioned'
    WHEN count(*) < 2 THEN 'transaction_wallet_exists'
    WHEN bool_or(id = p_payer AND owner_id <> p_owner) THEN 'wallet_owner'
    WHEN bool_or(is_frozen OR sanction_freezes(owner_id)) THEN CASE WHEN ledger_any_closed(ARRAY[p_payer, p_payee]) THEN 'wallet_closed' ELSE 'wallet_frozen' END
    WHEN min(currency) <> max(currency) THEN 'transfer_one_currency'
    WHEN EXISTS (SELECT FROM economy_transaction t WHERE t.reference = p_reference AND t.amount > 0) THEN 'transaction_once_per_reference'
    WHEN bool_or(id = p_payer AND NOT allows_negative AND balance - held < p_amount) THEN 'wallet_available_not_negative'
  END FROM economy_wallet WHERE id = ANY (ARRAY[p_payer, p_payee])
$function$;
REVOKE ALL ON FUNCTION ledger_refusal(text,text,text,bigint,text,text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION post_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp', 'laurel_ledger'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  earlier economy_transfer;
  refusal text;
  queued boolean;
  moved economy_wallet;
  paid economy_wallet;
  gained economy_wallet;
BEGIN
  IF NOT coalesce(NEW.amount > 0 AND NEW.from_wallet_id <> NEW.to_wallet_id, false) THEN
    RAISE EXCEPTION 'a positive amount between two wallets' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_moves_coins';
  ELSIF (NEW.reason IN ('entry_fee', 'prize') OR NEW.reason = 'refund' AND NEW.reverses IS NULL
    OR NEW.reference IS NOT NULL AND NEW.reference ~ '^(entry_fee|refund|prize):') AND TG_TABLE_NAME = 'economy_transfer' THEN
    RAISE EXCEPTION 'this reason or reference is reserved' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_reserved';
  -- Refuse at once, do not wait for the running request.
  ELSIF NEW.claim IS NOT NULL AND NOT pg_try_advisory_xact_lock(hashtextextended(NEW.claim, 0)) THEN
    RAISE EXCEPTION 'a request with this key is still running' USING ERRCODE = 'check_violation', CONSTRAINT = 'idempotency_in_flight';
  ELSIF NEW.reverses IS NOT NULL THEN
    -- Nested, because as part of the condition above it would run for every transfer.
    IF NOT EXISTS (
      SELECT FROM economy_transaction gain JOIN economy_transaction pay ON pay.transfer_id = gain.transfer_id AND pay.amount = -gain.amount
      WHERE gain.transfer_id = NEW.reverses AND gain.amount = NEW.amount AND gain.wallet_id = NEW.from_wallet_id
        AND pay.wallet_id = NEW.to_wallet_id AND (gain.reason = 'entry_fee') = (NEW.reason = 'refund')) THEN
      RAISE EXCEPTION 'a reversal must mirror its transfer' USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_mirrors_transfer';
    ELSIF ledger_is_reversed(NEW.reverses) AND NOT EXISTS (SELECT FROM economy_transaction t WHERE t.claim = NEW.claim) THEN
      RAISE EXCEPTION 'a transfer is reversed once' USING ERRCODE = 'check_violation', CONSTRAINT = 'transaction_reversed_once';
    END IF;
  END IF;
  IF TG_TABLE_NAME = 'economy_transfer' THEN
    queued := ledger_queue(least(NEW.from_wallet_id, NEW.to_wallet_id)) AND ledger_queue(greatest(NEW.from_wallet_id, NEW.to_wallet_id));
  END IF;
  -- The index scan locks wallets in id order, which prevents deadlocks. Legs are written only if both balances have moved, so that the
  -- refusal does not depend on which wallet comes first. Gate and freeze are calls of functions: only players whose sanction may be in
  -- force pay for them.
  FOR moved IN
    UPDATE economy_wallet SET balance = balance + CASE WHEN id = NEW.from_wallet_id THEN -NEW.amount ELSE NEW.amount END,
      posted_at = greatest(clock_timestamp(), posted_at + interval '1 microsecond'), entry_count = entry_count + 1
    WHERE id = ANY (ARRAY[NEW.from_wallet_id, NEW.to_wallet_id]) AND NOT is_frozen
      AND (id = NEW.to_wallet_id OR allows_negative OR balance - held >= NEW.amount)
      AND (NEW.from_owner_id IS NULL OR id = NEW.to_wallet_id OR owner_id = NEW.from_owner_id)
      AND (NOT EXISTS (SELECT FROM sanction_possible s WHERE s.player_id = economy_wallet.owner_id AND s.until > statement_timestamp())
        OR NOT sanction_freezes(owner_id) AND (NEW.from_owner_id IS NULL OR id = NEW.to_wallet_id
          OR sanction_gate(NEW.from_owner_id, NULL, 'transfer', statement_timestamp()) IS NULL))
      AND NOT EXISTS (SELECT FROM economy_transaction t WHERE t.claim = NEW.claim)
    RETURNING *
  LOOP
    IF moved.id = NEW.from_wallet_id THEN paid := moved; ELSE gained := moved; END IF;
  END LOOP;
  IF paid.currency = gained.currency THEN
    INSERT INTO economy_transaction (id, transfer_id, wallet_id, currency, amount, balance_after, reason, reference, reverses, actor_id,
      created_at, entry_no, claim, fingerprint)
    VALUES (NEW.from_leg_id, NEW.id, paid.id, paid.currency, -NEW.amount, paid.balance, NEW.reason, NEW.reference, NEW.reverses, NEW.actor_id,
        paid.posted_at, paid.entry_count, NEW.claim, NEW.fingerprint),
      (NEW.to_leg_id, NEW.id, gained.id, gained.currency, NEW.amount, gained.balance, NEW.reason, NEW.reference, NEW.reverses, NEW.actor_id,
        gained.posted_at, gained.entry_count, NULL, NULL);
    NEW.from_balance_after := paid.balance;
    NEW.to_balance_after := gained.balance;
    NEW.created_at := gained.posted_at;
    IF NEW.reverses IS NOT NULL THEN PERFORM receipt_note_reversal(NEW.id, NEW.reverses, gained.posted_at); END IF;
  ELSE
    SELECT * INTO earlier FROM economy_transfer WHERE claim = NEW.claim;
    IF NOT FOUND THEN
      refusal := ledger_refusal(NEW.from_wallet_id, NEW.to_wallet_id, NEW.from_owner_id, NEW.amount, NEW.reference, NEW.reverses);
      IF refusal IS NULL THEN
        RAISE EXCEPTION 'the wallets have changed meanwhile' USING ERRCODE = 'serialization_failure';
      END IF;
      RAISE EXCEPTION 'no transfer from % to %: %', NEW.from_wallet_id, NEW.to_wallet_id, refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal,
        DETAIL = coalesce(CASE refusal WHEN 'sanctioned' THEN sanction_gate(NEW.from_owner_id, NULL, 'transfer', statement_timestamp())::text END, '');
    ELSIF earlier.fingerprint IS DISTINCT FROM NEW.fingerprint THEN
      RAISE EXCEPTION 'this key was used for a different request' USING ERRCODE = 'check_violation', CONSTRAINT = 'idempotency_mismatch';
    END IF;
    RETURN earlier;
  END IF;
  IF greatest(-NEW.from_balance_after, NEW.to_balance_after) > 9007199254740991 THEN
    RAISE EXCEPTION 'a balance would exceed the exact range of JSON numbers' USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_balance_exact_in_json';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION post_transfer() FROM PUBLIC;

CREATE OR REPLACE FUNCTION refuse_direct_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP OPERATOR(pg_catalog.=) 'INSERT' OR pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.=) 1
    OR pg_catalog.right(pg_catalog.current_setting('search_path'), 13) OPERATOR(pg_catalog.<>) 'laurel_ledger' THEN
    RAISE EXCEPTION 'balances follow from the ledger' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wallet_follows_ledger';
  END IF;
  RETURN NEW;
END
$function$;

-- Only ledger functions may write legs and balances. These two functions run in every transfer, so they qualify operators with their
-- schema instead of setting search_path, which is slower.
CREATE OR REPLACE FUNCTION refuse_direct_leg()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.=) 1
    OR pg_catalog.right(pg_catalog.current_setting('search_path'), 13) OPERATOR(pg_catalog.<>) 'laurel_ledger' THEN
    RAISE EXCEPTION 'legs follow from transfers' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'leg_follows_transfer';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER post_transfer
  INSTEAD OF INSERT ON economy_own_transfer FOR EACH ROW
  EXECUTE FUNCTION post_transfer();

CREATE OR REPLACE TRIGGER economy_transaction_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON economy_transaction FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER leg_follows_transfer
  BEFORE INSERT ON economy_transaction FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_direct_leg();

CREATE OR REPLACE TRIGGER post_transfer
  INSTEAD OF INSERT ON economy_transfer FOR EACH ROW
  EXECUTE FUNCTION post_transfer();

CREATE OR REPLACE TRIGGER economy_wallet_append_only
  BEFORE DELETE OR TRUNCATE ON economy_wallet FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER wallet_follows_ledger
  BEFORE UPDATE OF id, kind, owner_id, currency, balance, held, allows_negative, created_at, posted_at, entry_count ON economy_wallet FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_direct_balance();

CREATE OR REPLACE TRIGGER wallet_opens_empty
  BEFORE INSERT ON economy_wallet FOR EACH ROW WHEN (((new.balance <> 0) OR (new.held <> 0) OR (new.entry_count <> 0) OR (new.allows_negative AND ((new.kind <> 'treasury'::wallet_kind) OR (new.owner_id <> ''::text)))))
  EXECUTE FUNCTION refuse_direct_balance();

-- An owner has wallets of one currency: play coins of a sandbox stay with simulated players and its escrow, real coins with everybody else.
CREATE OR REPLACE FUNCTION refuse_second_currency()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM economy_wallet w WHERE w.kind = NEW.kind AND w.owner_id = NEW.owner_id AND w.currency <> NEW.currency) THEN
    RAISE EXCEPTION 'the owner % has another currency', NEW.owner_id USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wallet_one_currency';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION refuse_second_currency() FROM PUBLIC;

CREATE OR REPLACE TRIGGER wallet_one_currency
  BEFORE INSERT ON economy_wallet FOR EACH ROW WHEN (new.kind <> 'treasury'::wallet_kind)
  EXECUTE FUNCTION refuse_second_currency();
