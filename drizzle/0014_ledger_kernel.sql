-- Balances follow from transfers, and what is held from holds: triggers keep both, and refuse whoever writes one directly, the
-- tables' owner included. They run with their owner's rights, so that the role of the application needs none on balances.

DROP TRIGGER transfer_sums_to_zero ON economy_transaction;
--> statement-breakpoint
DROP FUNCTION refuse_unbalanced_transfer();
--> statement-breakpoint
-- Legs are written in pairs, one amount taken and given, by the trigger of economy_transfer (0015) and by nobody else: they sum to
-- zero without being added up. A check of the sum after the fact was tried beside this, and made every transfer a fifth slower.
CREATE FUNCTION refuse_direct_leg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() = 1 THEN
    RAISE EXCEPTION 'legs follow from transfers' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'leg_follows_transfer';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER leg_follows_transfer BEFORE INSERT ON economy_transaction FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_leg();
--> statement-breakpoint
CREATE FUNCTION refuse_direct_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR pg_trigger_depth() = 1 THEN
    RAISE EXCEPTION 'balances follow from the ledger' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'wallet_follows_ledger';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER wallet_follows_ledger BEFORE UPDATE OF id, owner_id, currency, balance, held, posted_at ON economy_wallet
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_balance();
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
-- On a table of somebody's own they would move balances.
REVOKE EXECUTE ON FUNCTION set_aside(), resolve_hold() FROM PUBLIC;
