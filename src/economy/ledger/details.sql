-- What whoever posts says about a transfer, in a row of its own, so that transfers without it cost nothing; and whom a transfer pays.
-- docs/rules/economy.md#details

-- A detail is written in the transaction of its transfer, or never: nobody adds a memo to a transfer that was posted before.
CREATE OR REPLACE FUNCTION detail_follows_transfer()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM economy_transaction t WHERE t.transfer_id = NEW.transfer_id AND t.amount > 0 AND t.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'a detail is written with its transfer' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'detail_follows_transfer';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER detail_follows_transfer
  BEFORE INSERT ON economy_transfer_detail FOR EACH ROW
  EXECUTE FUNCTION detail_follows_transfer();

CREATE OR REPLACE TRIGGER economy_transfer_detail_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON economy_transfer_detail FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- The wallet of a player. Without one the player id itself, which no wallet has, so that the ledger refuses the transfer as it refuses
-- every unknown wallet.
CREATE OR REPLACE FUNCTION ledger_wallet_of(p_player text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce((SELECT id FROM economy_wallet WHERE kind OPERATOR(pg_catalog.=) 'player' AND owner_id = p_player AND currency = 'COIN'), p_player)
$function$;

-- What a transfer of at most `p_most` coins moves: what the payer has available, at least one, so that an empty wallet is refused for
-- lack of coins. It takes the payer's turn and locks both wallets first, so that nothing changes before the transfer is posted, and
-- expires due holds of the payer. A wallet that may be negative gives `p_most`.
CREATE OR REPLACE FUNCTION ledger_amount_up_to(p_from text, p_to text, p_most bigint)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  payer economy_wallet;
BEGIN
  IF NOT (ledger_queue(least(p_from, p_to)) AND ledger_queue(greatest(p_from, p_to))) THEN RETURN p_most; END IF;
  PERFORM 1 FROM economy_wallet WHERE id IN (p_from, p_to) ORDER BY id FOR NO KEY UPDATE;
  PERFORM ledger_expire_holds(ARRAY[p_from], clock_timestamp());
  SELECT * INTO payer FROM economy_wallet WHERE id = p_from;
  RETURN CASE WHEN p_most < 1 OR payer.id IS NULL OR payer.allows_negative THEN p_most
    ELSE greatest(1, least(p_most, payer.balance - payer.held)) END;
END
$function$;
