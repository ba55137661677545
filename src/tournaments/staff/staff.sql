-- What staff of a tournament may do. docs/rules/tournaments.md#staff

-- Whether a role allows an act; false for no role. The same table in code: staffActs in permission.ts.
CREATE OR REPLACE FUNCTION tournament_role_may(p_role text, p_act text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(p_role = ANY (CASE p_act
    WHEN 'read' THEN ARRAY['co_organizer', 'referee', 'check_in', 'caster']
    WHEN 'run' THEN ARRAY['co_organizer']
    WHEN 'enter' THEN ARRAY['co_organizer']
    WHEN 'check_in' THEN ARRAY['co_organizer', 'referee', 'check_in']
    WHEN 'referee' THEN ARRAY['co_organizer', 'referee'] END), false)
$function$;

-- The role in which a player may act now: null for no staff, for an invitation, and while a sanction keeps the player from acting as staff.
CREATE OR REPLACE FUNCTION tournament_staff_role(p_tournament text, p_player text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT s.role FROM tournament_staff s
  WHERE s.tournament_id = p_tournament AND s.player_id = p_player AND s.state = 'active'
    AND sanction_gate(p_player, p_tournament, 'staff', statement_timestamp()) IS NULL
$function$;

-- The organizer and an admin may do everything, staff what their role allows. An act that calls this under the lock on the tournament
-- sees every removal that was committed before, since staff change under the same lock.
CREATE OR REPLACE FUNCTION tournament_may(p_tournament text, p_organizer text, p_actor text, p_is_admin boolean, p_act text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF p_is_admin OR p_actor = p_organizer THEN RETURN true; END IF;
  RETURN tournament_role_may(tournament_staff_role(p_tournament, p_actor), p_act);
END
$function$;

-- Why active staff of the tournament may not act: the facts of the sanction, otherwise null. `p_kind` says what `p_ref` is the id of.
CREATE OR REPLACE FUNCTION tournament_staff_sanction(p_kind text, p_ref text, p_player text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT sanction_gate(p_player, s.tournament_id, 'staff', statement_timestamp()) FROM tournament_staff s
  WHERE s.player_id = p_player AND s.state = 'active' AND s.tournament_id = CASE p_kind WHEN 'tournament' THEN p_ref
    WHEN 'registration' THEN (SELECT r.tournament_id FROM tournament_registration r WHERE r.id = p_ref)
    WHEN 'match' THEN (SELECT m.tournament_id FROM tournament_match m WHERE m.id = p_ref)
    WHEN 'refereeCall' THEN (SELECT c.tournament_id FROM tournament_referee_call c WHERE c.id = p_ref)
    WHEN 'dispute' THEN (SELECT d.tournament_id FROM tournament_dispute d WHERE d.id = p_ref) END
$function$;
