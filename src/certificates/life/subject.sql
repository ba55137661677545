-- What certificates publish for moderation: a certificate as it is now. null: it does not exist, or the reader may not read it. A private
-- one is read by its holder and by who runs its tournament. What it shows does not change, so facts have no name.

CREATE OR REPLACE FUNCTION certificate_subject(p_id text, p_reader text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT jsonb_build_object('tournamentId', c.tournament_id, 'playerIds', to_jsonb(holder.players), 'facts', jsonb_build_object(
    'registrationId', c.registration_id, 'type', c.type, 'state', c.state, 'place', c.place, 'issuedAt', instant_text(c.issued_at)))
  FROM certificate_certificate c, LATERAL (SELECT ARRAY(
    SELECT DISTINCT e.player_id FROM tournament_entry_player e
    WHERE e.registration_id = c.registration_id AND e.player_id IS NOT NULL ORDER BY 1) AS players) holder
  WHERE c.id = p_id AND c.issued_at IS NOT NULL AND (NOT c.is_private OR p_reader IS NULL OR p_reader = ANY (holder.players)
    OR EXISTS (SELECT FROM tournament_summary t WHERE t.id = c.tournament_id AND t.organizer_id = p_reader))
$function$;
