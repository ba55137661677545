-- Personal data of all domains: what is kept of a player, and its erasure in one transaction.

-- `key` is unique within the part of a player. Each domain publishes its own parts.
CREATE OR REPLACE VIEW personal_data WITH (security_invoker=true) AS
 SELECT player_id, part, key, item FROM identity_kept
 UNION ALL SELECT player_id, part, key, item FROM team_kept
 UNION ALL SELECT player_id, part, key, item FROM tournament_kept
 UNION ALL SELECT player_id, part, key, item FROM economy_kept
 UNION ALL SELECT player_id, part, key, item FROM certificate_kept
 UNION ALL SELECT player_id, part, key, item FROM sanction_kept
 UNION ALL SELECT player_id, part, key, item FROM moderation_kept
 UNION ALL SELECT player_id, part, key, item FROM report_kept
 UNION ALL SELECT player_id, part, key, item FROM trial_kept
 UNION ALL SELECT player_id, part, key, item FROM webhook_kept
 UNION ALL SELECT player_id, part, key, item FROM api_key_kept
 -- What was done to the player, or to what is the player's. The notes of staff and their names are not the player's.
 UNION ALL SELECT own.player_id, 'audit', a.id, jsonb_build_object('event', a.event, 'refType', a.ref_type, 'refId', a.ref_id,
   'isByYou', a.actor_id = own.player_id, 'meta', a.meta - 'internalNote', 'createdAt', instant_text(a.created_at))
 FROM (
   SELECT player_id, 'player' AS kind, key FROM identity_kept WHERE part = 'profile'
   UNION ALL SELECT player_id, 'registration', key FROM tournament_kept WHERE part = 'registrations'
   UNION ALL SELECT player_id, 'tournament', key FROM tournament_kept WHERE part = 'organized_tournaments'
   UNION ALL SELECT player_id, 'wallet', key FROM economy_kept WHERE part = 'wallets'
   UNION ALL SELECT player_id, 'certificate', key FROM certificate_kept WHERE part = 'certificates'
 ) own JOIN audit_record a ON a.ref_type = own.kind AND a.ref_id = own.key
 UNION ALL SELECT a.actor_id, 'acts', a.id, jsonb_build_object('event', a.event, 'refType', a.ref_type, 'refId', a.ref_id,
   'meta', a.meta, 'createdAt', instant_text(a.created_at))
 FROM audit_record a;
REVOKE INSERT, UPDATE, DELETE ON personal_data FROM laurel_app;

-- Erases a player's personal data. The ledger, the audit trail and results stand. Writes one audit row, if anything was left to erase.
CREATE OR REPLACE FUNCTION personal_data_erase(p_player text, p_actor text, p_name text, p_audit text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  changed bigint;
BEGIN
  -- Locks as everywhere: keys before what they act on, registrations before certificates.
  changed := api_key_erase(p_player, p_name, p_now);
  changed := changed + tournament_erase(p_player, p_name);
  changed := changed + certificate_erase(p_player, p_name);
  changed := changed + team_erase(p_player);
  changed := changed + moderation_erase(p_player, p_name);
  changed := changed + webhook_erase(p_player);
  PERFORM sanction_remember(p_player, identity_keyed_hashes(p_player), p_now);
  changed := changed + identity_erase(p_player, p_now);
  PERFORM idempotency_erase(p_player, p_now);
  IF changed > 0 THEN PERFORM audit_append(p_audit, 'player.erased', p_actor, NULL, 'player', p_player, '{}', p_now); END IF;
END
$function$;
