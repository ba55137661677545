CREATE TABLE "economy_owed_payment" (
	"reference" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"from_wallet_id" text NOT NULL,
	"to_wallet_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"reverses" text,
	"actor_id" text NOT NULL,
	"cause" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "economy_transaction" ADD COLUMN "entry_no" bigint;--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD COLUMN "entry_count" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "http_idempotency" ADD COLUMN "location" text;--> statement-breakpoint
ALTER TABLE "team_member" ADD COLUMN "display_name" text;--> statement-breakpoint
ALTER TABLE "tournament_roster" ADD COLUMN "display_name" text;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "idx_owed_due" ON "economy_owed_payment" USING btree ("next_attempt_at") WHERE "economy_owed_payment"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "idx_owed_tournament" ON "economy_owed_payment" USING btree ("tournament_id") WHERE "economy_owed_payment"."settled_at" is null;
--> statement-breakpoint
UPDATE tournament_tournament t SET published_at = created_at WHERE state NOT IN ('draft', 'pending_approval') AND (state <> 'cancelled' OR EXISTS (
  SELECT FROM moderation_audit a WHERE a.ref_type = 'tournament' AND a.ref_id = t.id AND a.event = 'tournament.state_changed' AND a.meta ->> 'to' = 'published'));
--> statement-breakpoint
-- Operators and functions are looked up in pg_catalog first: an operator of somebody's own changes no rule.
DO $$
DECLARE
  f regprocedure;
BEGIN
  FOR f IN SELECT oid FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', f);
  END LOOP;
END $$;
--> statement-breakpoint
-- Legs and balances are written by the ledger's own functions, wherever they were called from. These two run in every transfer:
-- they name each operator's schema instead of setting search_path, which costs more.
CREATE OR REPLACE FUNCTION refuse_direct_leg() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  caller text;
BEGIN
  GET DIAGNOSTICS caller = PG_CONTEXT;
  IF pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.=) 1
    OR caller OPERATOR(pg_catalog.!~) E'\nPL/pgSQL function (public\\.)?post_transfer\\(\\) line \\d+ at SQL statement' THEN
    RAISE EXCEPTION 'legs follow from transfers' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'leg_follows_transfer';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refuse_direct_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  caller text;
BEGIN
  GET DIAGNOSTICS caller = PG_CONTEXT;
  IF TG_OP OPERATOR(pg_catalog.=) 'INSERT' OR pg_catalog.pg_trigger_depth() OPERATOR(pg_catalog.=) 1 OR caller OPERATOR(pg_catalog.!~)
    E'\nPL/pgSQL function (public\\.)?(post_transfer|set_aside|resolve_hold)\\(\\) line \\d+ at SQL statement' THEN
    RAISE EXCEPTION 'balances follow from the ledger' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wallet_follows_ledger';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
DROP TRIGGER wallet_follows_ledger ON economy_wallet;
--> statement-breakpoint
CREATE TRIGGER wallet_follows_ledger BEFORE UPDATE OF id, kind, owner_id, currency, balance, held, allows_negative, created_at, posted_at, entry_count
  ON economy_wallet FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_balance();
--> statement-breakpoint
DROP TRIGGER wallet_opens_empty ON economy_wallet;
--> statement-breakpoint
CREATE TRIGGER wallet_opens_empty BEFORE INSERT ON economy_wallet FOR EACH ROW
  WHEN (NEW.balance <> 0 OR NEW.held <> 0 OR NEW.entry_count <> 0 OR NEW.allows_negative AND NEW.kind <> 'treasury')
  EXECUTE FUNCTION refuse_direct_balance();
--> statement-breakpoint
-- The same transfers, for what Laurel does by itself: charging a fee, giving it back, paying a prize, capturing a hold. Granted to
-- nobody: the functions below insert here with their owner's rights. References and reasons of these acts are refused in
-- economy_transfer, so that a row which has one was written by Laurel.
CREATE VIEW economy_own_transfer AS SELECT * FROM economy_transfer;
--> statement-breakpoint
REVOKE ALL ON economy_own_transfer FROM laurel_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON economy_owed_payment FROM laurel_app;
--> statement-breakpoint
-- A wallet that is thawed is paid at once.
GRANT UPDATE (next_attempt_at) ON economy_owed_payment TO laurel_app;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION post_transfer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
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
  ELSIF TG_TABLE_NAME = 'economy_transfer' AND (NEW.reason IN ('entry_fee', 'prize') OR NEW.reason = 'refund' AND NEW.reverses IS NULL
    OR NEW.reference IS NOT NULL AND NEW.reference ~ '^(entry_fee|refund|prize):') THEN
    RAISE EXCEPTION 'this reason or reference is Laurel''s own' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_reserved';
  ELSIF NEW.reverses IS NOT NULL AND NOT EXISTS (
    SELECT FROM economy_transaction gain JOIN economy_transaction pay ON pay.transfer_id = gain.transfer_id AND pay.amount = -gain.amount
    WHERE gain.transfer_id = NEW.reverses AND gain.amount = NEW.amount AND gain.wallet_id = NEW.from_wallet_id
      AND pay.wallet_id = NEW.to_wallet_id AND (gain.reason = 'entry_fee') = (NEW.reason = 'refund')) THEN
    RAISE EXCEPTION 'a reversal moves the same coins back' USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_mirrors_transfer';
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
CREATE TRIGGER post_transfer INSTEAD OF INSERT ON economy_own_transfer FOR EACH ROW EXECUTE FUNCTION post_transfer();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION ledger_open_hold(
  p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamptz,
  p_id text, p_wallet text, p_payee text, p_amount bigint, p_reason text, p_reference text, p_expires timestamptz,
  OUT verdict text, OUT outcome text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  IF p_reason IN ('entry_fee', 'refund', 'prize') OR p_reference ~ '^(entry_fee|refund|prize):' THEN
    RAISE EXCEPTION 'this reason or reference is Laurel''s own' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_reserved';
  END IF;
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
-- Whether a hold has run out is said by the database's clock.
CREATE OR REPLACE FUNCTION ledger_resolve_hold(
  p_actor text, p_owner text, p_scope text, p_key text, p_fingerprint text, p_now timestamptz,
  p_id text, p_state text, p_amount bigint, p_transfer text, p_leg_from text, p_leg_to text,
  OUT verdict text, OUT outcome text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
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
    WHEN h.state = 'expired' OR h.state = 'active' AND h.expires_at <= clock_timestamp() THEN 'hold_expired'
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
    INSERT INTO economy_own_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, actor_id)
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
-- A time that the database's clock has not reached yet ends no hold.
CREATE OR REPLACE FUNCTION ledger_expire_holds(p_wallets text[], p_now timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
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
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION ledger_charge_fee(
  p_actor text, p_now timestamptz, p_tournament text, p_registration text, p_amount bigint, p_is_held boolean,
  p_hold text, p_transfer text, p_leg_from text, p_leg_to text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  fee_reference text := 'entry_fee:' || p_registration;
  payer text;
  escrow text;
  refusal text;
BEGIN
  SELECT id INTO payer FROM economy_wallet WHERE kind OPERATOR(pg_catalog.=) 'player' AND owner_id = p_actor AND currency = 'COIN';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'who has no wallet has no coins' USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_available_not_negative';
  END IF;
  SELECT id INTO escrow FROM economy_wallet WHERE kind OPERATOR(pg_catalog.=) 'escrow' AND owner_id = p_tournament AND currency = 'COIN';
  IF NOT p_is_held THEN
    INSERT INTO economy_own_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, payer, escrow, p_amount, 'entry_fee', fee_reference, p_actor);
    RETURN fee_reference;
  END IF;
  refusal := ledger_lock(ARRAY[payer, escrow], ARRAY[payer], p_actor);
  IF refusal IS NOT NULL THEN
    RAISE EXCEPTION 'the fee cannot be held: %', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
  END IF;
  INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, reference, actor_id, created_at, expires_at)
  VALUES (p_hold, payer, escrow, p_amount, 'active', 'entry_fee', fee_reference, p_actor, p_now, '9999-12-31T00:00:00Z');
  RETURN fee_reference;
END
$$;
--> statement-breakpoint
-- What approval does with a fee that was held; null where there is none. Finance may have captured it by hand, all of it.
CREATE FUNCTION ledger_capture_fee(p_actor text, p_now timestamptz, p_registration text, p_transfer text, p_leg_from text, p_leg_to text)
  RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  h economy_hold;
BEGIN
  SELECT * INTO h FROM economy_hold WHERE reference = 'entry_fee:' || p_registration;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM ledger_lock(ARRAY[h.wallet_id, h.to_wallet_id], ARRAY[]::text[], NULL);
  SELECT * INTO h FROM economy_hold WHERE id = h.id;
  IF h.state = 'captured' AND h.captured = h.amount
    AND NOT EXISTS (SELECT FROM economy_transaction back WHERE back.reverses = h.transfer_id AND back.amount > 0) THEN
    RETURN 'done';
  END IF;
  RETURN (SELECT act.verdict FROM ledger_resolve_hold(p_actor, NULL, NULL, NULL, NULL, p_now, h.id, 'captured', NULL, p_transfer, p_leg_from, p_leg_to) act);
END
$$;
--> statement-breakpoint
-- Pays what an escrow owes, in a subtransaction of its own. null: it is paid, now or before. Otherwise the cause, and the payment is
-- written down to be tried again, later each time; nobody else's payment is touched.
CREATE FUNCTION ledger_pay_out(p economy_owed_payment, p_transfer text, p_leg_from text, p_leg_to text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  refusal text;
BEGIN
  BEGIN
    INSERT INTO economy_own_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, reverses, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, p.from_wallet_id, p.to_wallet_id, p.amount, p.reason, p.reference, p.reverses, p.actor_id);
  EXCEPTION WHEN integrity_constraint_violation THEN
    GET STACKED DIAGNOSTICS refusal = CONSTRAINT_NAME;
    -- A reversal by hand has given a fee back as well.
    IF EXISTS (SELECT FROM economy_transaction back WHERE back.reverses = p.reverses AND back.amount > 0)
      OR EXISTS (SELECT FROM economy_transfer t WHERE t.reference = p.reference AND t.from_wallet_id = p.from_wallet_id
        AND t.to_wallet_id = p.to_wallet_id AND t.amount = p.amount AND t.reason = p.reason) THEN
      refusal := NULL;
    END IF;
  END;
  IF refusal IS NULL THEN
    UPDATE economy_owed_payment SET settled_at = clock_timestamp() WHERE reference = p.reference AND settled_at IS NULL;
    RETURN NULL;
  END IF;
  refusal := CASE refusal WHEN 'wallet_available_not_negative' THEN 'escrow_short' ELSE refusal END;
  INSERT INTO economy_owed_payment AS known (reference, tournament_id, registration_id, from_wallet_id, to_wallet_id, amount, reason, reverses,
    actor_id, cause, attempts, next_attempt_at, created_at)
  VALUES (p.reference, p.tournament_id, p.registration_id, p.from_wallet_id, p.to_wallet_id, p.amount, p.reason, p.reverses,
    p.actor_id, refusal, 1, clock_timestamp() + interval '1 minute', clock_timestamp())
  ON CONFLICT (reference) DO UPDATE SET cause = excluded.cause, attempts = known.attempts + 1,
    next_attempt_at = clock_timestamp() + least(interval '1 minute' * 2 ^ least(known.attempts, 10), interval '6 hours');
  RETURN refusal;
END
$$;
--> statement-breakpoint
DROP FUNCTION ledger_return_fees(text, timestamptz, text[], text[], text[], text[]);
--> statement-breakpoint
-- Parallel lists, an item a registration; the transfer and its legs are used where a fee was captured. `done` says 'released' of a
-- hold, 'refunded' of a captured fee, 'owed' where it could not be paid, with the cause; it is paid later then. A registration that
-- is owed nothing, or was given its fee back before, has no row. Callers hold the lock on the tournament.
CREATE FUNCTION ledger_return_fees(
  p_actor text, p_now timestamptz, p_registrations text[], p_transfers text[], p_legs_from text[], p_legs_to text[]
) RETURNS TABLE (registration text, done text, coins bigint, cause text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off AS $$
#variable_conflict use_column
DECLARE
  item record;
  h economy_hold;
  fee economy_transfer;
  fee_references text[];
BEGIN
  SELECT array_agg('entry_fee:' || id) INTO fee_references FROM unnest(p_registrations) AS id;
  PERFORM 1 FROM economy_wallet WHERE id IN (
    SELECT wallet_id FROM economy_hold WHERE reference = ANY (fee_references)
    UNION SELECT to_wallet_id FROM economy_hold WHERE reference = ANY (fee_references)
    UNION SELECT unnest(ARRAY[from_wallet_id, to_wallet_id]) FROM economy_transfer WHERE reference = ANY (fee_references)
  ) ORDER BY id FOR NO KEY UPDATE;
  FOR item IN SELECT * FROM unnest(p_registrations, p_transfers, p_legs_from, p_legs_to) AS i (id, transfer, leg_from, leg_to) LOOP
    SELECT * INTO h FROM economy_hold WHERE reference = 'entry_fee:' || item.id AND state = 'active';
    IF FOUND THEN
      UPDATE economy_hold SET state = 'released', resolved_at = p_now WHERE id = h.id;
      registration := item.id; done := 'released'; coins := h.amount; cause := NULL;
      RETURN NEXT;
      CONTINUE;
    END IF;
    SELECT * INTO fee FROM economy_transfer WHERE reference = 'entry_fee:' || item.id;
    CONTINUE WHEN NOT FOUND OR EXISTS (SELECT FROM economy_transaction back WHERE back.reverses = fee.id AND back.amount > 0);
    registration := item.id; coins := fee.amount;
    SELECT ledger_pay_out(ROW('refund:' || item.id, w.owner_id, item.id, fee.to_wallet_id, fee.from_wallet_id, fee.amount, 'refund', fee.id,
      p_actor, '', 0, p_now, p_now, NULL)::economy_owed_payment, item.transfer, item.leg_from, item.leg_to)
    INTO cause FROM economy_wallet w WHERE w.id = fee.to_wallet_id;
    done := CASE WHEN cause IS NULL THEN 'refunded' ELSE 'owed' END;
    RETURN NEXT;
  END LOOP;
END
$$;
--> statement-breakpoint
-- From the tournament's escrow, an item a prize; callers hold the lock on the tournament and on the wallets. `cause` is null of what
-- was paid; the others are owed.
CREATE FUNCTION ledger_pay_prizes(
  p_actor text, p_now timestamptz, p_tournament text, p_registrations text[], p_ranks integer[], p_payees text[], p_amounts bigint[],
  p_transfers text[], p_legs_from text[], p_legs_to text[]
) RETURNS TABLE (registration text, cause text) LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT item.registration, ledger_pay_out(ROW('prize:' || p_tournament || ':' || item.registration || ':' || item.rank, p_tournament,
    item.registration, escrow.id, item.payee, item.amount, 'prize', NULL, p_actor, '', 0, p_now, p_now, NULL)::economy_owed_payment,
    item.transfer, item.leg_from, item.leg_to)
  FROM unnest(p_registrations, p_ranks, p_payees, p_amounts, p_transfers, p_legs_from, p_legs_to)
    AS item (registration, rank, payee, amount, transfer, leg_from, leg_to)
  JOIN economy_wallet escrow ON escrow.kind OPERATOR(pg_catalog.=) 'escrow' AND escrow.owner_id = p_tournament AND escrow.currency = 'COIN'
$$;
--> statement-breakpoint
-- One more attempt at what is owed. 'paid', or the cause; null where it was paid before or somebody else is at it.
CREATE FUNCTION ledger_pay_owed(p_reference text, p_transfer text, p_leg_from text, p_leg_to text) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  owed economy_owed_payment;
BEGIN
  SELECT * INTO owed FROM economy_owed_payment WHERE reference = p_reference AND settled_at IS NULL FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN coalesce(ledger_pay_out(owed, p_transfer, p_leg_from, p_leg_to), 'paid');
END
$$;
--> statement-breakpoint
DO $$
DECLARE
  f record;
BEGIN
  FOR f IN SELECT oid::regprocedure AS signature, proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    AND proname IN ('ledger_charge_fee', 'ledger_capture_fee', 'ledger_pay_out', 'ledger_return_fees', 'ledger_pay_prizes', 'ledger_pay_owed') LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.signature);
    -- Part of the others; alone it would pay whatever it is told to.
    IF f.proname <> 'ledger_pay_out' THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO laurel_app', f.signature); END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- Who leaves a team leaves the rosters that are not locked yet: those of tournaments whose registration has not ended.
CREATE FUNCTION roster_follows_team() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  DELETE FROM tournament_roster x USING tournament_registration r, tournament_tournament t
  WHERE x.player_id = OLD.player_id AND r.id = x.registration_id AND r.team_id = OLD.team_id AND t.id = r.tournament_id
    AND t.state IN ('published', 'registration_open') AND coalesce(t.registration_closes_at > clock_timestamp(), true);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER roster_follows_team AFTER DELETE ON team_member FOR EACH ROW EXECUTE FUNCTION roster_follows_team();
