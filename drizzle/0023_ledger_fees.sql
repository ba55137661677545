-- Entry fees. Each registration is charged once, for ever, under the reference entry_fee:<registration>, and given its fee back
-- once, under refund:<registration>. Callers hold the lock on the tournament; wallets are locked after it, in id order.

-- A transfer to the tournament's escrow, or, while the organizer has not decided, a hold. That one does not run out: it ends with
-- the decision, with the entrant's own cancellation, with the start or with the cancellation of the tournament, whichever is first.
CREATE FUNCTION ledger_charge_fee(
  p_actor text, p_now timestamptz, p_tournament text, p_registration text, p_amount bigint, p_is_held boolean,
  p_hold text, p_transfer text, p_leg_from text, p_leg_to text
) RETURNS text LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  fee_reference text := 'entry_fee:' || p_registration;
  payer text;
  escrow text;
  answer text;
BEGIN
  SELECT id INTO payer FROM economy_wallet WHERE kind = 'player' AND owner_id = p_actor AND currency = 'COIN';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'who has no wallet has no coins' USING ERRCODE = 'check_violation', CONSTRAINT = 'wallet_available_not_negative';
  END IF;
  SELECT id INTO escrow FROM economy_wallet WHERE kind = 'escrow' AND owner_id = p_tournament AND currency = 'COIN';
  IF p_is_held THEN
    SELECT h.verdict INTO answer FROM ledger_open_hold(p_actor, NULL, NULL, NULL, NULL, p_now, p_hold, payer, escrow, p_amount,
      'entry_fee', fee_reference, '9999-12-31T00:00:00Z') h;
  ELSE
    INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, actor_id)
    VALUES (p_transfer, p_leg_from, p_leg_to, payer, escrow, p_amount, 'entry_fee', fee_reference, p_actor);
  END IF;
  IF answer <> 'done' THEN
    RAISE EXCEPTION 'the fee cannot be charged: %', answer USING ERRCODE = 'check_violation', CONSTRAINT = answer;
  END IF;
  RETURN fee_reference;
END
$$;
--> statement-breakpoint
-- Parallel lists, an item a registration; the transfer and its legs are used where a fee was captured. `done` says 'released' of a
-- hold, 'refunded' of a captured fee, 'frozen' where a frozen wallet stands in the way and the fee is still owed; a registration
-- that is owed nothing, or was given it back before, has no row.
CREATE FUNCTION ledger_return_fees(
  p_actor text, p_now timestamptz, p_registrations text[], p_transfers text[], p_legs_from text[], p_legs_to text[]
) RETURNS TABLE (registration text, done text, coins bigint) LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fee_references text[];
BEGIN
  SELECT array_agg('entry_fee:' || id) INTO fee_references FROM unnest(p_registrations) AS id;
  PERFORM 1 FROM economy_wallet WHERE id IN (
    SELECT wallet_id FROM economy_hold WHERE reference = ANY (fee_references)
    UNION SELECT to_wallet_id FROM economy_hold WHERE reference = ANY (fee_references)
    UNION SELECT unnest(ARRAY[from_wallet_id, to_wallet_id]) FROM economy_transfer WHERE reference = ANY (fee_references)
  ) ORDER BY id FOR NO KEY UPDATE;

  RETURN QUERY
  SELECT item.id, 'released', h.amount
  FROM unnest(p_registrations) AS item (id)
  JOIN economy_hold h ON h.reference = 'entry_fee:' || item.id AND h.state = 'active'
  CROSS JOIN LATERAL ledger_resolve_hold(p_actor, NULL, NULL, NULL, NULL, p_now, h.id, 'released', NULL, NULL, NULL, NULL) AS resolved
  WHERE resolved.verdict = 'done';

  RETURN QUERY
  WITH owed AS (
    SELECT item.*, fee.id AS fee, fee.amount, fee.from_wallet_id AS payer, fee.to_wallet_id AS escrow, EXISTS (
      SELECT 1 FROM economy_wallet w WHERE w.id IN (fee.from_wallet_id, fee.to_wallet_id) AND w.is_frozen) AS is_frozen
    FROM unnest(p_registrations, p_transfers, p_legs_from, p_legs_to) AS item (id, transfer, leg_from, leg_to)
    JOIN economy_transfer fee ON fee.reference = 'entry_fee:' || item.id
    -- A reversal by hand has given it back as well.
    WHERE NOT EXISTS (SELECT 1 FROM economy_transaction back WHERE back.reverses = fee.id AND back.amount > 0)
  ), refunded AS (
    INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, reverses, actor_id)
    SELECT transfer, leg_from, leg_to, escrow, payer, amount, 'refund', 'refund:' || id, fee, p_actor FROM owed WHERE NOT is_frozen
  )
  SELECT id, CASE WHEN is_frozen THEN 'frozen' ELSE 'refunded' END, amount FROM owed;
END
$$;
