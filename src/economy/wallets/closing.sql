-- Closed wallets: for good, until finance opens them again. A closed wallet is frozen too, so that postings need no further check.
-- docs/rules/economy.md#closing

-- Only the empty wallet of a player is closed: no coins, nothing held on it or in its favour.
CREATE OR REPLACE FUNCTION close_wallet()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  w economy_wallet;
BEGIN
  SELECT * INTO w FROM economy_wallet WHERE id = NEW.wallet_id FOR NO KEY UPDATE;
  -- Closed by another request while this one waited.
  IF ledger_any_closed(ARRAY[NEW.wallet_id]) THEN RETURN NULL; END IF;
  IF w.id IS NULL OR w.kind <> 'player' OR w.balance <> 0 OR w.held <> 0
    OR EXISTS (SELECT FROM economy_hold h WHERE h.to_wallet_id = w.id AND h.state = 'active') THEN
    RAISE EXCEPTION 'wallet % is not empty', w.id USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_closes_empty';
  ELSIF w.is_frozen OR sanction_freezes(w.owner_id) THEN
    RAISE EXCEPTION 'wallet % is frozen', w.id USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_frozen';
  END IF;
  UPDATE economy_wallet SET is_frozen = true WHERE id = w.id;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION reopen_wallet()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE economy_wallet SET is_frozen = false WHERE id = OLD.wallet_id;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE FUNCTION refuse_thaw_of_closed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF ledger_any_closed(ARRAY[NEW.id]) THEN
    RAISE EXCEPTION 'wallet % is closed', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_closed';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION ledger_any_closed(p_wallets text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM economy_closed_wallet c WHERE c.wallet_id = ANY (p_wallets))
$function$;

CREATE OR REPLACE TRIGGER close_wallet
  BEFORE INSERT ON economy_closed_wallet FOR EACH ROW
  EXECUTE FUNCTION close_wallet();

CREATE OR REPLACE TRIGGER reopen_wallet
  AFTER DELETE ON economy_closed_wallet FOR EACH ROW
  EXECUTE FUNCTION reopen_wallet();

CREATE OR REPLACE TRIGGER closed_wallet_stays_frozen
  BEFORE UPDATE OF is_frozen ON economy_wallet FOR EACH ROW WHEN (old.is_frozen AND NOT new.is_frozen)
  EXECUTE FUNCTION refuse_thaw_of_closed();
