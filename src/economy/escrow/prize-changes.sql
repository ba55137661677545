-- Prizes of a tournament whose ranks changed after the payout. docs/rules/economy.md#prizes-after-a-disqualification

-- Brings each entrant's prize from what it was to what it is now. `p_changes`: [{registration, wallet, rank_before, rank, before, after,
-- transfer, leg_from, leg_to, rest_transfer, rest_from, rest_to}, …]. What an entrant has to pay back is taken as far as the coins are
-- there; the rest is owed to the escrow, and no wallet goes below zero. What was owed before is replaced. Callers hold the locks on the
-- tournament and the wallets. `moved`: coins that the entrant has got, below zero if they were taken. Without a wallet no coins
-- move, and the prize waits in the escrow. `cause` is null if nothing is owed.
CREATE OR REPLACE FUNCTION ledger_change_prizes(p_actor text, p_now timestamp with time zone, p_tournament text, p_changes jsonb)
 RETURNS TABLE(registration text, moved bigint, owed bigint, cause text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp', 'laurel_ledger'
AS $function$
#variable_conflict use_column
DECLARE
  item record;
  escrow text := (SELECT w.id FROM economy_wallet w WHERE w.kind OPERATOR(pg_catalog.=) 'escrow' AND w.owner_id = p_tournament);
  number integer := 1 + coalesce((SELECT max(c.revision) FROM economy_prize_change c WHERE c.tournament_id = p_tournament), 0);
  payment economy_owed_payment;
  part bigint;
BEGIN
  FOR item IN
    SELECT c.*, c.after - c.before + ledger_cancel_prize(p_tournament, c.registration, escrow) AS due
    FROM jsonb_to_recordset(p_changes) AS c (registration text, wallet text, rank_before integer, rank integer, before bigint, after bigint,
      transfer text, leg_from text, leg_to text, rest_transfer text, rest_from text, rest_to text)
    -- Coins come back before they are paid to others.
    ORDER BY due, c.registration
  LOOP
    INSERT INTO economy_prize_change (tournament_id, revision, registration_id, rank_before, rank, amount_before, amount, actor_id, created_at)
    VALUES (p_tournament, number, item.registration, item.rank_before, item.rank, item.before, item.after, p_actor, p_now);
    registration := item.registration; moved := 0; owed := 0; cause := NULL;
    IF item.wallet IS NULL THEN
      owed := item.after;
      cause := CASE WHEN item.after > 0 THEN 'unclaimed' END;
      RETURN NEXT;
      CONTINUE;
    END IF;
    payment := ROW('prize:' || p_tournament || ':' || item.registration || ':change:' || number, p_tournament, item.registration, escrow,
      item.wallet, item.due, 'prize', NULL, p_actor, '', 0, p_now, p_now, NULL, NULL);
    IF item.due > 0 THEN
      cause := ledger_pay_out(payment, item.transfer, item.leg_from, item.leg_to);
      moved := CASE WHEN cause IS NULL THEN item.due ELSE 0 END;
      owed := item.due - moved;
    ELSIF item.due < 0 THEN
      payment.from_wallet_id := item.wallet;
      payment.to_wallet_id := escrow;
      payment.reason := 'correction';
      SELECT CASE WHEN w.is_frozen OR sanction_freezes(w.owner_id) THEN 0 ELSE least(w.balance - w.held, -item.due) END INTO part FROM economy_wallet w WHERE w.id = item.wallet;
      payment.amount := part;
      IF part > 0 AND ledger_pay_out(payment, item.transfer, item.leg_from, item.leg_to) IS NULL THEN
        moved := -part;
      END IF;
      payment.amount := -item.due + moved;
      IF payment.amount > 0 THEN
        payment.reference := payment.reference || ':rest';
        cause := ledger_pay_out(payment, item.rest_transfer, item.rest_from, item.rest_to);
        owed := -payment.amount;
      END IF;
    END IF;
    RETURN NEXT;
  END LOOP;
END
$function$;
REVOKE ALL ON FUNCTION ledger_change_prizes(text,timestamp with time zone,text,jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_change_prizes(text,timestamp with time zone,text,jsonb) TO laurel_app;

-- Ends what is owed to an entrant, and what the entrant owes, for prizes of this tournament. Returns the coins by which the entrant has less
-- than its prize: what is owed to it, less what it owes.
CREATE OR REPLACE FUNCTION ledger_cancel_prize(p_tournament text, p_registration text, p_escrow text)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp', 'laurel_ledger'
AS $function$
  WITH ended AS (
    UPDATE economy_owed_payment SET settled_at = clock_timestamp(), cancelled_at = clock_timestamp()
    WHERE tournament_id = p_tournament AND registration_id = p_registration AND settled_at IS NULL AND starts_with(reference, 'prize:')
    RETURNING amount, from_wallet_id
  ) SELECT coalesce(sum(CASE from_wallet_id WHEN p_escrow THEN amount ELSE -amount END), 0)::bigint FROM ended
$function$;
REVOKE ALL ON FUNCTION ledger_cancel_prize(text,text,text) FROM PUBLIC;

-- Only ledger_change_prizes writes them.
REVOKE INSERT, UPDATE, DELETE ON economy_prize_change FROM laurel_app;

CREATE OR REPLACE TRIGGER economy_prize_change_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON economy_prize_change FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
