-- What the ledger keeps of a player, for the export of personal data. Nothing of it is erased: the ledger has ids, not names.

CREATE OR REPLACE VIEW economy_kept WITH (security_invoker=true) AS
 SELECT w.owner_id AS player_id, 'wallets' AS part, w.id AS key, jsonb_build_object('id', w.id, 'currency', w.currency,
   'balanceCoins', w.balance, 'heldCoins', w.held, 'isFrozen', w.is_frozen OR sanction_freezes(w.owner_id), 'isClosed', ledger_any_closed(ARRAY[w.id]), 'createdAt', instant_text(w.created_at)) AS item
 FROM economy_wallet w WHERE w.kind = 'player'
 UNION ALL SELECT w.owner_id, 'ledger_entries', t.id, jsonb_build_object('id', t.id, 'walletId', t.wallet_id, 'transferId', t.transfer_id,
   'amountCoins', t.amount, 'balanceAfterCoins', t.balance_after, 'reason', t.reason, 'reference', t.reference, 'createdAt', instant_text(t.created_at),
   'memo', d.memo, 'occurredAt', instant_text(d.occurred_at), 'metadata', d.metadata)
 FROM economy_wallet w JOIN economy_transaction t ON t.wallet_id = w.id
   LEFT JOIN economy_transfer_detail d ON d.transfer_id = t.transfer_id WHERE w.kind = 'player'
 UNION ALL SELECT w.owner_id, 'receipts', r.transfer_id, jsonb_build_object('id', r.transfer_id, 'issuer', r.issuer, 'reference', r.reference,
   'amountCoins', t.amount, 'createdAt', instant_text(r.created_at))
 FROM economy_wallet w JOIN economy_transaction t ON t.wallet_id = w.id JOIN economy_receipt r ON r.transfer_id = t.transfer_id WHERE w.kind = 'player'
 UNION ALL SELECT w.owner_id, 'holds', h.id, jsonb_build_object('id', h.id, 'walletId', h.wallet_id, 'toWalletId', h.to_wallet_id,
   'amountCoins', h.amount, 'capturedCoins', h.captured, 'state', h.state, 'reason', h.reason, 'createdAt', instant_text(h.created_at),
   'expiresAt', instant_text(h.expires_at))
 FROM economy_wallet w JOIN economy_hold h ON h.wallet_id = w.id WHERE w.kind = 'player'
 UNION ALL SELECT w.owner_id, 'owed_payments', o.reference, jsonb_build_object('reference', o.reference, 'walletId', o.to_wallet_id,
   'amountCoins', o.amount, 'reason', o.reason, 'createdAt', instant_text(o.created_at), 'settledAt', instant_text(o.settled_at))
 FROM economy_wallet w JOIN economy_owed_payment o ON o.to_wallet_id = w.id WHERE w.kind = 'player';
REVOKE INSERT, UPDATE, DELETE ON economy_kept FROM laurel_app;
