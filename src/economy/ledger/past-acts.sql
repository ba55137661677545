-- What owners have done with own coins, for rules of moderation that are judged afterwards: the debit of a transfer or a purchase, and a
-- hold. Fees and prizes follow from other acts, and what others post is no act of the owner.

CREATE OR REPLACE VIEW economy_past_act WITH (security_invoker=true) AS
 SELECT 'transaction' AS source, t.id,
   CASE WHEN t.amount < 0 AND t.reverses IS NULL AND t.reason NOT IN ('entry_fee', 'prize', 'refund') AND EXISTS (
     SELECT FROM economy_wallet w WHERE w.id = t.wallet_id AND w.kind = 'player' AND w.owner_id = t.actor_id) THEN 'transfer' END AS act,
   ARRAY[t.actor_id] AS players, NULL::text AS tournament_id, t.created_at AS acted_at
 FROM economy_transaction t
 UNION ALL SELECT 'hold', h.id,
   CASE WHEN EXISTS (SELECT FROM economy_wallet w WHERE w.id = h.wallet_id AND w.kind = 'player' AND w.owner_id = h.actor_id) THEN 'transfer' END,
   ARRAY[h.actor_id], NULL, h.created_at
 FROM economy_hold h;
REVOKE INSERT, UPDATE, DELETE ON economy_past_act FROM laurel_app;
