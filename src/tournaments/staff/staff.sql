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

-- The organizer and an admin may do everything, staff what their role allows. An act that calls this under the lock on the tournament
-- sees every removal that was committed before, since staff change under the same lock.
CREATE OR REPLACE FUNCTION tournament_may(p_tournament text, p_organizer text, p_actor text, p_is_admin boolean, p_act text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_is_admin OR p_actor = p_organizer OR EXISTS (
    SELECT FROM tournament_staff s
    WHERE s.tournament_id = p_tournament AND s.player_id = p_actor AND s.state = 'active' AND tournament_role_may(s.role, p_act))
$function$;
