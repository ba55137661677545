-- What teams publish for moderation: a team as it is now. null: it does not exist.

CREATE OR REPLACE FUNCTION team_subject(p_id text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('tournamentId', NULL, 'playerIds', to_jsonb(ARRAY(
      SELECT m.player_id FROM team_member m WHERE m.team_id = t.id ORDER BY m.player_id)),
    'facts', jsonb_build_object('name', t.name, 'captainId', t.captain_id))
  FROM team_team t WHERE t.id = p_id
$function$;
