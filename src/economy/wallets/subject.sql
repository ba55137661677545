-- What the economy publishes for moderation: which wallets belong to players, and a transfer. null: it does not exist, or the reader owns neither of its wallets.

CREATE OR REPLACE FUNCTION economy_subject(p_id text, p_reader text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('tournamentId', NULL, 'playerIds', to_jsonb(owner.players), 'facts', jsonb_build_object(
    'fromWalletId', t.from_wallet_id, 'toWalletId', t.to_wallet_id, 'amountCoins', t.amount, 'reason', t.reason,
    'createdAt', instant_text(t.created_at)))
  FROM economy_transfer t, LATERAL (SELECT ARRAY(
    SELECT DISTINCT w.owner_id FROM economy_wallet w
    WHERE w.id IN (t.from_wallet_id, t.to_wallet_id) AND w.kind = 'player' ORDER BY 1) AS players) owner
  WHERE t.id = p_id AND (p_reader IS NULL OR p_reader = ANY (owner.players))
$function$;

CREATE OR REPLACE VIEW economy_player_wallet WITH (security_invoker=true) AS
 SELECT id, owner_id FROM economy_wallet WHERE kind = 'player';
REVOKE INSERT, UPDATE, DELETE ON economy_player_wallet FROM laurel_app;
