-- What tournaments publish for moderation: what can be reported, who may read it, and who has an interest in its outcome.

-- Whether the reader may read the tournament; null reads everything. The same rule in code: mayRead in setup/read-tournament.ts.
CREATE OR REPLACE FUNCTION tournament_is_readable(p_tournament text, p_reader text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce((
    SELECT p_reader IS NULL OR t.is_public OR tournament_may(t.id, t.organizer_id, p_reader, false, 'read')
      OR (t.is_published AND tournament_has_entrant(t.id, p_reader))
    FROM tournament_summary t WHERE t.id = p_tournament), false)
$function$;

-- Whether the player takes part in the tournament or runs it: entrant, on a roster, organizer or staff. Such a moderator does not decide
-- in its cases.
CREATE OR REPLACE FUNCTION tournament_has_interest(p_tournament text, p_player text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT tournament_has_entrant(p_tournament, p_player)
    OR EXISTS (SELECT FROM tournament_tournament t WHERE t.id = p_tournament AND t.organizer_id = p_player)
    OR EXISTS (SELECT FROM tournament_staff s WHERE s.tournament_id = p_tournament AND s.player_id = p_player AND s.state = 'active')
$function$;

-- A match, a registration or a piece of evidence as it is now: its tournament, the players whom it concerns, and facts without names of
-- opponents. null: it does not exist, or the reader may not read it. Evidence is read by the players of its match and by staff.
CREATE OR REPLACE FUNCTION tournament_subject(p_kind text, p_id text, p_reader text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH subject AS (
    SELECT m.tournament_id, ARRAY(
        SELECT DISTINCT e.player_id FROM tournament_slot s JOIN tournament_entry_player e ON e.registration_id = s.registration_id
        WHERE s.match_id = m.id AND e.player_id IS NOT NULL ORDER BY 1) AS players,
      jsonb_build_object('state', m.state, 'outcome', m.outcome, 'stage', m.stage, 'group', m.group_number, 'round', m.round,
        'position', m.position, 'slots', (
          SELECT jsonb_agg(jsonb_build_object('registrationId', s.registration_id, 'score', s.score, 'place', s.place) ORDER BY s.slot)
          FROM tournament_slot s WHERE s.match_id = m.id)) AS facts
    FROM tournament_match m WHERE p_kind = 'match' AND m.id = p_id
    UNION ALL
    SELECT r.tournament_id, ARRAY(
        SELECT DISTINCT e.player_id FROM tournament_entry_player e WHERE e.registration_id = r.id AND e.player_id IS NOT NULL ORDER BY 1),
      jsonb_build_object('state', r.state, 'displayName', r.display_name, 'teamId', r.team_id)
    FROM tournament_registration r WHERE p_kind = 'registration' AND r.id = p_id
    UNION ALL
    SELECT m.tournament_id, ARRAY[v.player_id],
      jsonb_build_object('matchId', v.match_id, 'url', v.url, 'sha256', v.sha256, 'contentType', v.content_type)
    FROM tournament_evidence v JOIN tournament_match m ON m.id = v.match_id JOIN tournament_tournament t ON t.id = m.tournament_id
    WHERE p_kind = 'evidence' AND v.id = p_id AND v.stored_at IS NOT NULL AND (p_reader IS NULL
      OR tournament_may(t.id, t.organizer_id, p_reader, false, 'referee') OR EXISTS (
        SELECT FROM tournament_slot s JOIN tournament_entry_player e ON e.registration_id = s.registration_id
        WHERE s.match_id = m.id AND e.player_id = p_reader))
  )
  SELECT jsonb_build_object('tournamentId', tournament_id, 'playerIds', to_jsonb(players), 'facts', facts)
  FROM subject WHERE tournament_is_readable(tournament_id, p_reader)
$function$;
