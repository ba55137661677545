-- What teams publish: members with their team's captain, and the entry of a team in a tournament.

CREATE OR REPLACE VIEW team_squad WITH (security_invoker=true) AS
 SELECT m.team_id,
    e.captain_id,
    m.player_id,
    m.display_name
   FROM (team_member m
     JOIN team_team e ON ((e.id = m.team_id)));
REVOKE INSERT, UPDATE, DELETE ON team_squad FROM laurel_app;

-- The name of a team and the players who enter: those in `p_requested`, or all members. `verdict` is null, or the refusal with its facts.
-- The order of the steps is the order of judgeTeamEntry. Members who join or leave wait until the transaction ends: a member who leaves
-- after the entry also leaves its roster.
CREATE OR REPLACE FUNCTION team_enter(p_team text, p_actor text, p_requested text[], OUT verdict text, OUT facts jsonb, OUT name text, OUT players text[])
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  captain text;
  members text[];
BEGIN
  SELECT e.name, e.captain_id INTO name, captain FROM team_team e WHERE e.id = p_team FOR SHARE;
  verdict := CASE WHEN captain IS NULL THEN 'team_not_found' WHEN captain <> p_actor THEN 'not_captain' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  SELECT array_agg(m.player_id) INTO members FROM team_member m WHERE m.team_id = p_team;
  SELECT jsonb_agg(r.player ORDER BY r.n) INTO facts FROM unnest(p_requested) WITH ORDINALITY AS r (player, n) WHERE r.player <> ALL (members);
  IF facts IS NOT NULL THEN
    verdict := 'not_members';
    facts := jsonb_build_object('players', facts);
    RETURN;
  END IF;
  players := CASE WHEN p_requested IS NULL THEN members ELSE ARRAY(SELECT DISTINCT unnest(p_requested)) END;
END
$function$;

-- What teams keep of a player, for the export of personal data.
CREATE OR REPLACE VIEW team_kept WITH (security_invoker=true) AS
 SELECT m.player_id, 'teams' AS part, m.team_id AS key, jsonb_build_object('teamId', m.team_id, 'name', t.name,
   'isCaptain', t.captain_id = m.player_id, 'displayName', m.display_name, 'joinedAt', instant_text(m.joined_at)) AS item
 FROM team_member m JOIN team_team t ON t.id = m.team_id;
REVOKE INSERT, UPDATE, DELETE ON team_kept FROM laurel_app;

-- Erases a player's name in teams. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION team_erase(p_player text)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH erased AS (
    UPDATE team_member SET display_name = NULL WHERE player_id = p_player AND display_name IS NOT NULL RETURNING team_id
  ) SELECT count(*) FROM erased
$function$;
