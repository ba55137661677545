-- Owed payments of escrows: retried later, each paid once. docs/rules/economy.md

-- Whether coins have moved as owed: by a transfer with these terms, or by a reversal of the fee (by Laurel or by finance).
CREATE OR REPLACE FUNCTION ledger_is_paid(p economy_owed_payment)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM economy_transaction back WHERE back.reverses = p.reverses AND back.amount > 0
      AND back.wallet_id = p.to_wallet_id AND back.amount = p.amount)
    OR EXISTS (SELECT FROM economy_transfer t WHERE t.reference = p.reference AND t.from_wallet_id = p.from_wallet_id
      AND t.to_wallet_id = p.to_wallet_id AND t.amount = p.amount AND t.reason = p.reason)
$function$;
REVOKE ALL ON FUNCTION ledger_is_paid(economy_owed_payment) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_is_paid(economy_owed_payment) TO laurel_app;

-- Pays one payment in its own subtransaction. Returns null if it is paid, now or before. Otherwise it returns the cause and records the
-- payment for a retry with growing delay.
CREATE OR REPLACE FUNCTION ledger_pay_out(p economy_owed_payment, p_transfer text, p_leg_from text, p_leg_to text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp', 'laurel_ledger'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  refusal text;
BEGIN
  BEGIN
    INSERT INTO economy_own_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, reverses, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, p.from_wallet_id, p.to_wallet_id, p.amount, p.reason, p.reference, p.reverses, p.actor_id);
  EXCEPTION WHEN integrity_constraint_violation THEN
    GET STACKED DIAGNOSTICS refusal = CONSTRAINT_NAME;
    IF ledger_is_paid(p) THEN
      refusal := NULL;
    END IF;
  END;
  IF refusal IS NULL THEN
    UPDATE economy_owed_payment SET settled_at = clock_timestamp() WHERE reference = p.reference AND settled_at IS NULL;
    RETURN NULL;
  END IF;
  refusal := CASE WHEN refusal <> 'wallet_available_not_negative' THEN refusal WHEN p.reason = 'correction' THEN 'insufficient_funds' ELSE 'escrow_short' END;
  INSERT INTO economy_owed_payment AS known (reference, tournament_id, registration_id, from_wallet_id, to_wallet_id, amount, reason, reverses,
    actor_id, cause, attempts, next_attempt_at, created_at)
  VALUES (p.reference, p.tournament_id, p.registration_id, p.from_wallet_id, p.to_wallet_id, p.amount, p.reason, p.reverses,
    p.actor_id, refusal, 1, clock_timestamp() + interval '1 minute', clock_timestamp())
  ON CONFLICT (reference) DO UPDATE SET cause = excluded.cause, attempts = known.attempts + 1,
    next_attempt_at = clock_timestamp() + least(interval '1 minute' * 2 ^ least(known.attempts, 10), interval '6 hours');
  RETURN refusal;
END
$function$;
REVOKE ALL ON FUNCTION ledger_pay_out(economy_owed_payment,text,text,text) FROM PUBLIC;

-- Retries an owed payment. Returns 'paid' or the cause; null if it is already paid or another session retries it.
CREATE OR REPLACE FUNCTION ledger_pay_owed(p_reference text, p_transfer text, p_leg_from text, p_leg_to text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  owed economy_owed_payment;
BEGIN
  SELECT * INTO owed FROM economy_owed_payment WHERE reference = p_reference AND settled_at IS NULL FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN coalesce(ledger_pay_out(owed, p_transfer, p_leg_from, p_leg_to), 'paid');
END
$function$;
REVOKE ALL ON FUNCTION ledger_pay_owed(text,text,text,text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_pay_owed(text,text,text,text) TO laurel_app;

-- As for legs and balances, the search_path shows that a ledger function writes.
CREATE OR REPLACE FUNCTION refuse_direct_owed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF pg_catalog.right(pg_catalog.current_setting('search_path'), 13) OPERATOR(pg_catalog.<>) 'laurel_ledger' THEN
    RAISE EXCEPTION 'owed payments follow from the ledger' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'owed_follows_ledger';
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION settle_owed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF (NEW.reference, NEW.tournament_id, NEW.registration_id, NEW.from_wallet_id, NEW.to_wallet_id, NEW.amount, NEW.reason, NEW.reverses, NEW.actor_id, NEW.created_at)
    IS DISTINCT FROM (OLD.reference, OLD.tournament_id, OLD.registration_id, OLD.from_wallet_id, OLD.to_wallet_id, OLD.amount, OLD.reason, OLD.reverses, OLD.actor_id, OLD.created_at) THEN
    RAISE EXCEPTION 'the terms of an owed payment never change' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'owed_terms_final';
  ELSIF OLD.settled_at IS NOT NULL OR NEW.settled_at IS NOT NULL AND ledger_is_paid(NEW) = (NEW.cancelled_at IS NOT NULL) THEN
    RAISE EXCEPTION 'an owed payment is settled once, by its transfer or its cancellation' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'owed_settles_when_paid';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION settle_owed() FROM PUBLIC;

CREATE OR REPLACE TRIGGER economy_owed_payment_append_only
  BEFORE DELETE OR TRUNCATE ON economy_owed_payment FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER owed_follows_ledger
  BEFORE INSERT OR UPDATE OF reference, tournament_id, registration_id, from_wallet_id, to_wallet_id, amount, reason, reverses, actor_id, created_at, settled_at, cancelled_at ON economy_owed_payment FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_direct_owed();

CREATE OR REPLACE TRIGGER settle_owed
  BEFORE UPDATE OF reference, tournament_id, registration_id, from_wallet_id, to_wallet_id, amount, reason, reverses, actor_id, created_at, settled_at, cancelled_at ON economy_owed_payment FOR EACH ROW
  EXECUTE FUNCTION settle_owed();

-- The end of a sanction that froze the wallets of a player makes what waited for it due, as a thaw does. After an expiry it is found by
-- the next attempt.
CREATE OR REPLACE FUNCTION wake_owed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE economy_owed_payment o SET next_attempt_at = NEW.revoked_at FROM economy_wallet w
  WHERE w.owner_id = NEW.player_id AND w.kind = 'player' AND o.settled_at IS NULL AND w.id IN (o.from_wallet_id, o.to_wallet_id);
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION wake_owed() FROM PUBLIC;

CREATE OR REPLACE TRIGGER end_of_freeze_wakes_owed
  AFTER UPDATE OF revoked_at ON sanction_record FOR EACH ROW WHEN (new.kind = 'wallet_freeze' AND old.revoked_at IS NULL AND new.revoked_at IS NOT NULL)
  EXECUTE FUNCTION wake_owed();
