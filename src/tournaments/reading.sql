-- Who may read a tournament, for queries of other domains. The same rule in code: `mayRead` in setup/read-tournament.ts.

CREATE OR REPLACE FUNCTION tournament_readable(p_tournament text, p_player text, p_is_admin boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce((SELECT t.is_public OR tournament_may(t.id, t.organizer_id, p_player, p_is_admin, 'read')
      OR t.is_published AND tournament_has_entrant(t.id, p_player)
    FROM tournament_summary t WHERE t.id = p_tournament), false)
$function$;
