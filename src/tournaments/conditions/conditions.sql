-- Entry conditions: invitation codes and allow lists. docs/rules/tournaments.md#entry-conditions

-- Whether those who would play meet the condition of the tournament. `verdict` is null if they do; `code` is then the invitation code that
-- the registration uses, if it needs one. The caller holds the lock on the tournament. The same rule in code: judgeCondition in
-- entry-condition.ts.
CREATE OR REPLACE FUNCTION tournament_judge_condition(p_tournament text, p_condition text, p_actor text, p_players text[], p_hash text, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb, OUT code text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  missing jsonb;
  c tournament_invitation_code;
  reason text;
BEGIN
  IF p_condition <> 'code' THEN
    SELECT jsonb_agg(player ORDER BY player) INTO missing FROM unnest(p_players) AS player WHERE NOT EXISTS (
      SELECT FROM tournament_allowed_player a
      WHERE a.tournament_id = p_tournament AND a.reference = ANY (ARRAY[player] || ARRAY(SELECT 'sha256:' || hash FROM identity_subject_hashes(player) AS hash)));
    IF missing IS NOT NULL AND p_condition <> 'code_or_list' THEN
      verdict := 'not_on_list';
      facts := jsonb_build_object('condition', p_condition, 'players', missing);
      RETURN;
    END IF;
    IF p_condition = 'list' OR p_condition = 'code_or_list' AND missing IS NULL THEN RETURN; END IF;
  END IF;
  IF p_hash IS NULL THEN
    verdict := 'invitation_required';
    facts := jsonb_build_object('condition', p_condition);
    RETURN;
  END IF;
  SELECT * INTO c FROM tournament_invitation_code WHERE code_hash = p_hash AND tournament_id = p_tournament;
  reason := CASE WHEN c.id IS NULL THEN 'unknown' WHEN c.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN c.expires_at <= p_now THEN 'expired'
    WHEN c.uses >= c.uses_max AND NOT EXISTS (SELECT FROM tournament_invitation_use u WHERE u.code_id = c.id AND u.player_id = p_actor) THEN 'used_up' END;
  IF reason IS NOT NULL THEN
    verdict := 'invitation_not_valid';
    facts := jsonb_build_object('condition', p_condition, 'reason', reason);
    RETURN;
  END IF;
  code := c.id;
END
$function$;

-- Counts the use of an invitation code, once for each player.
CREATE OR REPLACE FUNCTION tournament_use_invitation(p_code text, p_player text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO tournament_invitation_use (code_id, player_id, used_at) VALUES (p_code, p_player, p_now)
  ON CONFLICT ON CONSTRAINT invitation_used_once_per_player DO NOTHING;
  IF FOUND THEN UPDATE tournament_invitation_code SET uses = uses + 1 WHERE id = p_code; END IF;
END
$function$;

-- Adds and removes entries of an allow list. Returns what changed, and the new size. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_change_allow_list(p_tournament text, p_add text[], p_remove text[], p_now timestamp with time zone, OUT added integer, OUT removed integer, OUT size integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM tournament_allowed_player WHERE tournament_id = p_tournament AND reference = ANY (p_remove);
  GET DIAGNOSTICS removed = ROW_COUNT;
  INSERT INTO tournament_allowed_player (tournament_id, reference, added_at)
  SELECT DISTINCT p_tournament, reference, p_now FROM unnest(p_add) AS reference
  ON CONFLICT ON CONSTRAINT allowed_once_per_tournament DO NOTHING;
  GET DIAGNOSTICS added = ROW_COUNT;
  SELECT count(*) INTO size FROM tournament_allowed_player WHERE tournament_id = p_tournament;
END
$function$;
