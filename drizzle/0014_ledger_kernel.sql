-- Balances follow from legs, and what is held from holds: these triggers keep both, and refuse whoever writes one directly,
-- the tables' owner included. They run with their owner's rights, so that the role of the application needs none on balances.

DROP TRIGGER transfer_sums_to_zero ON economy_transaction;
--> statement-breakpoint
DROP FUNCTION refuse_unbalanced_transfer();
--> statement-breakpoint
-- Whoever posts may write neither balance nor moment: they are of the wallet, which this locks. Expressions here are compiled once
-- a session, those of a CHECK once a statement.
CREATE FUNCTION post_leg() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  frozen boolean;
BEGIN
  UPDATE public.economy_wallet
  SET balance = balance + NEW.amount, posted_at = greatest(clock_timestamp(), posted_at + interval '1 microsecond')
  WHERE id = NEW.wallet_id
  RETURNING balance, posted_at, currency, is_frozen INTO NEW.balance_after, NEW.created_at, NEW.currency, frozen;
  IF frozen IS NULL THEN
    RAISE EXCEPTION 'there is no wallet %', NEW.wallet_id USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'transaction_wallet_exists';
  ELSIF frozen THEN
    RAISE EXCEPTION 'wallet % is frozen', NEW.wallet_id USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_frozen';
  ELSIF abs(NEW.balance_after) > 9007199254740991 THEN
    RAISE EXCEPTION 'the balance of % cannot be told exactly in JSON', NEW.wallet_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_balance_exact_in_json';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- Each row carries the balance after it and is later than those before it in its wallet, whatever its writer said.
CREATE TRIGGER post_leg BEFORE INSERT ON economy_transaction FOR EACH ROW EXECUTE FUNCTION post_leg();
--> statement-breakpoint
CREATE FUNCTION refuse_unbalanced_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM inserted GROUP BY transfer_id, currency HAVING sum(amount) <> 0;
  IF FOUND THEN
    RAISE EXCEPTION 'the legs of a transfer must sum to zero' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_sums_to_zero';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER transfer_sums_to_zero AFTER INSERT ON economy_transaction
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_transfer();
--> statement-breakpoint
CREATE FUNCTION refuse_direct_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'balances follow from the ledger' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wallet_follows_ledger';
END
$$;
--> statement-breakpoint
CREATE TRIGGER wallet_follows_ledger BEFORE UPDATE OF id, owner_id, currency, balance, held, posted_at ON economy_wallet FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_direct_balance();
--> statement-breakpoint
CREATE TRIGGER wallet_opens_empty BEFORE INSERT ON economy_wallet FOR EACH ROW
  WHEN (NEW.balance <> 0 OR NEW.held <> 0) EXECUTE FUNCTION refuse_direct_balance();
--> statement-breakpoint
CREATE TRIGGER economy_wallet_append_only BEFORE DELETE OR TRUNCATE ON economy_wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION set_aside() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'active' THEN
    RAISE EXCEPTION 'a hold begins active' USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_begins_active';
  END IF;
  UPDATE economy_wallet SET held = held + NEW.amount WHERE id = NEW.wallet_id;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER set_aside AFTER INSERT ON economy_hold FOR EACH ROW EXECUTE FUNCTION set_aside();
--> statement-breakpoint
CREATE FUNCTION resolve_hold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'active' OR NEW.state = 'active' THEN
    RAISE EXCEPTION 'a hold resolves once' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'hold_resolves_once';
  END IF;
  IF (NEW.id, NEW.wallet_id, NEW.to_wallet_id, NEW.amount, NEW.reason, NEW.reference, NEW.actor_id, NEW.created_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.id, OLD.wallet_id, OLD.to_wallet_id, OLD.amount, OLD.reason, OLD.reference, OLD.actor_id, OLD.created_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'the terms of a hold never change' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'hold_terms_final';
  END IF;
  UPDATE economy_wallet SET held = held - OLD.amount WHERE id = OLD.wallet_id;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER resolve_hold BEFORE UPDATE ON economy_hold FOR EACH ROW EXECUTE FUNCTION resolve_hold();
--> statement-breakpoint
CREATE TRIGGER economy_hold_append_only BEFORE DELETE OR TRUNCATE ON economy_hold
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
--> statement-breakpoint
-- On a table of somebody's own they would move balances.
REVOKE EXECUTE ON FUNCTION post_leg(), set_aside(), resolve_hold() FROM PUBLIC;
