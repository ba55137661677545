-- Entry fees and prizes of a tournament's escrow. docs/rules/economy.md

-- Captures the held fee on approval. Returns null if no fee is held, and 'done' if finance has already captured the full fee.
CREATE OR REPLACE FUNCTION ledger_capture_fee(p_actor text, p_now timestamp with time zone, p_registration text, p_transfer text, p_leg_from text, p_leg_to text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  h economy_hold;
BEGIN
  SELECT * INTO h FROM economy_hold WHERE reference = 'entry_fee:' || p_registration;
  IF NOT FOUND THEN RETURN NULL; END IF;
  PERFORM ledger_lock(ARRAY[h.wallet_id, h.to_wallet_id], ARRAY[]::text[], NULL);
  SELECT * INTO h FROM economy_hold WHERE id = h.id;
  IF h.state = 'captured' AND h.captured = h.amount
    AND NOT ledger_is_reversed(h.transfer_id) THEN
    RETURN 'done';
  END IF;
  RETURN (SELECT act.verdict FROM ledger_resolve_hold(p_actor, NULL, NULL, NULL, NULL, p_now, h.id, 'captured', NULL, p_transfer, p_leg_from, p_leg_to) act);
END
$function$;
REVOKE ALL ON FUNCTION ledger_capture_fee(text,timestamp with time zone,text,text,text,text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_capture_fee(text,timestamp with time zone,text,text,text,text) TO laurel_app;

-- Charges the fee to the escrow, or holds it if approval is required. This hold does not expire: it ends with the decision, the
-- entrant's cancellation, the start or the cancellation of the tournament.
CREATE OR REPLACE FUNCTION ledger_charge_fee(p_actor text, p_now timestamp with time zone, p_tournament text, p_registration text, p_amount bigint, p_is_held boolean, p_hold text, p_transfer text, p_leg_from text, p_leg_to text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
DECLARE
  fee_reference text := 'entry_fee:' || p_registration;
  payer text;
  escrow economy_wallet;
  refusal text;
BEGIN
  -- A tournament has one escrow: of real coins, or of play coins. The fee is paid in these.
  SELECT * INTO escrow FROM economy_wallet WHERE kind OPERATOR(pg_catalog.=) 'escrow' AND owner_id = p_tournament;
  SELECT id INTO payer FROM economy_wallet WHERE kind OPERATOR(pg_catalog.=) 'player' AND owner_id = p_actor AND currency = escrow.currency;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the player has no wallet' USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_available_not_negative';
  END IF;
  IF NOT p_is_held THEN
    INSERT INTO economy_own_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, payer, escrow.id, p_amount, 'entry_fee', fee_reference, p_actor);
    RETURN fee_reference;
  END IF;
  refusal := ledger_lock(ARRAY[payer, escrow.id], ARRAY[payer], p_actor);
  IF refusal IS NOT NULL THEN
    RAISE EXCEPTION 'the fee cannot be held: %', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
  END IF;
  INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, reference, actor_id, created_at, expires_at)
  VALUES (p_hold, payer, escrow.id, p_amount, 'active', 'entry_fee', fee_reference, p_actor, p_now, '9999-12-31T00:00:00Z');
  RETURN fee_reference;
END
$function$;
REVOKE ALL ON FUNCTION ledger_charge_fee(text,timestamp with time zone,text,text,bigint,boolean,text,text,text,text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_charge_fee(text,timestamp with time zone,text,text,bigint,boolean,text,text,text,text) TO laurel_app;

-- Whether the player's wallet has the fee, as far as it can be known without its lock.
CREATE OR REPLACE FUNCTION ledger_can_pay_fee(p_player text, p_tournament text, p_amount bigint)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (
    SELECT FROM economy_wallet payer, economy_wallet escrow
    WHERE payer.kind OPERATOR(pg_catalog.=) 'player' AND payer.owner_id = p_player AND payer.currency = escrow.currency AND NOT payer.is_frozen
      AND NOT sanction_freezes(p_player)
      AND payer.balance - payer.held >= p_amount
      AND escrow.kind OPERATOR(pg_catalog.=) 'escrow' AND escrow.owner_id = p_tournament AND NOT escrow.is_frozen)
$function$;
REVOKE ALL ON FUNCTION ledger_can_pay_fee(text,text,bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_can_pay_fee(text,text,bigint) TO laurel_app;

-- Pays prizes from the escrow, one list item per prize. Callers hold the locks on the tournament and the wallets. `cause` is null if
-- paid, otherwise the prize is owed.
CREATE OR REPLACE FUNCTION ledger_pay_prizes(p_actor text, p_now timestamp with time zone, p_tournament text, p_registrations text[], p_ranks integer[], p_payees text[], p_amounts bigint[], p_transfers text[], p_legs_from text[], p_legs_to text[])
 RETURNS TABLE(registration text, cause text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT item.registration, ledger_pay_out(ROW('prize:' || p_tournament || ':' || item.registration || ':' || item.rank, p_tournament,
    item.registration, escrow.id, item.payee, item.amount, 'prize', NULL, p_actor, '', 0, p_now, p_now, NULL, NULL)::economy_owed_payment,
    item.transfer, item.leg_from, item.leg_to)
  FROM unnest(p_registrations, p_ranks, p_payees, p_amounts, p_transfers, p_legs_from, p_legs_to)
    AS item (registration, rank, payee, amount, transfer, leg_from, leg_to)
  JOIN economy_wallet escrow ON escrow.kind OPERATOR(pg_catalog.=) 'escrow' AND escrow.owner_id = p_tournament
$function$;
REVOKE ALL ON FUNCTION ledger_pay_prizes(text,timestamp with time zone,text,text[],integer[],text[],bigint[],text[],text[],text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_pay_prizes(text,timestamp with time zone,text,text[],integer[],text[],bigint[],text[],text[],text[]) TO laurel_app;

-- Returns fees, one item per registration in parallel lists. The ids of transfer and legs are used for captured fees. `done` is
-- 'released' for a hold, 'refunded' for a captured fee, 'owed' with the cause if it cannot be paid now. Registrations without a fee to
-- return have no row. Callers hold the lock on the tournament.
CREATE OR REPLACE FUNCTION ledger_return_fees(p_actor text, p_now timestamp with time zone, p_registrations text[], p_transfers text[], p_legs_from text[], p_legs_to text[])
 RETURNS TABLE(registration text, done text, coins bigint, cause text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_bitmapscan TO 'off'
AS $function$
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
    CONTINUE WHEN NOT FOUND OR ledger_is_reversed(fee.id);
    registration := item.id; coins := fee.amount;
    SELECT ledger_pay_out(ROW('refund:' || item.id, w.owner_id, item.id, fee.to_wallet_id, fee.from_wallet_id, fee.amount, 'refund', fee.id,
      p_actor, '', 0, p_now, p_now, NULL, NULL)::economy_owed_payment, item.transfer, item.leg_from, item.leg_to)
    INTO cause FROM economy_wallet w WHERE w.id = fee.to_wallet_id;
    done := CASE WHEN cause IS NULL THEN 'refunded' ELSE 'owed' END;
    RETURN NEXT;
  END LOOP;
END
$function$;
REVOKE ALL ON FUNCTION ledger_return_fees(text,timestamp with time zone,text[],text[],text[],text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_return_fees(text,timestamp with time zone,text[],text[],text[],text[]) TO laurel_app;

-- What became of the entry fees of a tournament: held until an approval, charged, returned, and owed: to be returned when that is possible.
CREATE OR REPLACE FUNCTION ledger_fee_totals(p_tournament text, p_now timestamp with time zone, OUT held bigint, OUT captured bigint, OUT refunded bigint, OUT owed bigint)
 RETURNS record
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT
    (SELECT coalesce(sum(h.amount), 0) FROM economy_wallet w JOIN economy_hold h ON h.to_wallet_id = w.id
      WHERE w.kind = 'escrow' AND w.owner_id = p_tournament
        AND h.state = 'active' AND h.expires_at > p_now AND h.reference LIKE 'entry_fee:%')::bigint,
    (SELECT coalesce(sum(x.amount), 0) FROM economy_wallet w JOIN economy_transaction x ON x.wallet_id = w.id
      WHERE w.kind = 'escrow' AND w.owner_id = p_tournament
        AND x.amount > 0 AND x.reference LIKE 'entry_fee:%')::bigint,
    (SELECT coalesce(-sum(x.amount), 0) FROM economy_wallet w JOIN economy_transaction x ON x.wallet_id = w.id
      WHERE w.kind = 'escrow' AND w.owner_id = p_tournament
        AND x.amount < 0 AND x.reason = 'refund' AND x.reverses IS NOT NULL)::bigint,
    (SELECT coalesce(sum(o.amount), 0) FROM economy_owed_payment o
      WHERE o.tournament_id = p_tournament AND o.settled_at IS NULL AND o.reason = 'refund')::bigint
$function$;
