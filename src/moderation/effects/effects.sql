-- A sanction removes its player from a running tournament. docs/rules/moderation.md#removal

-- `verdict` as in tournament_remove_entrant, or 'sanction_not_found', 'other_player', 'not_barred': the sanction is not in force, or does
-- not keep its player from entering this tournament.
CREATE OR REPLACE FUNCTION moderation_remove_entrant(p_sanction text, p_registration text, p_actor text, p_now timestamp with time zone, p_event text, p_audit text, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  s record;
  e record;
BEGIN
  PERFORM sanction_lock(p_sanction);
  SELECT k.id, k.player_id INTO s FROM sanction_known k WHERE k.id = p_sanction;
  SELECT r.tournament_id, r.player_id INTO e FROM tournament_entry r WHERE r.id = p_registration;
  verdict := CASE WHEN s.id IS NULL THEN 'sanction_not_found' WHEN e.tournament_id IS NULL THEN 'registration_not_found'
    WHEN p_actor = s.player_id THEN 'own_sanction' WHEN e.player_id <> s.player_id THEN 'other_player'
    WHEN NOT sanction_bars(p_sanction, e.tournament_id, 'register', p_now) THEN 'not_barred' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  SELECT r.verdict, r.outcome, r.event INTO verdict, outcome, event
  FROM tournament_remove_entrant(p_sanction, p_registration, p_actor, 'Sanction ' || p_sanction, p_now, p_event, p_audit) r;
END
$function$;

-- Removals that nothing justifies any more, in the order in which acts lock tournaments: their sanction was taken back, and no other one
-- keeps the player from the tournament. The caller has revoked a sanction of the player; of two revocations at once the second one sees
-- the first.
CREATE OR REPLACE FUNCTION moderation_removals_to_reverse(p_player text, p_now timestamp with time zone)
 RETURNS TABLE(sanction_id text, registration_id text)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM sanction_lock_player(p_player);
  RETURN QUERY SELECT k.sanction_id, k.registration_id FROM sanction_known s JOIN tournament_removal_known k ON k.sanction_id = s.id
  WHERE s.player_id = p_player AND k.reversed_at IS NULL AND sanction_is_taken_back(s.id)
    AND sanction_gate(p_player, k.tournament_id, 'register', p_now) IS NULL
  ORDER BY k.tournament_id, k.registration_id;
END
$function$;
