-- Players and teams who enter a stage that is running. docs/rules/swiss.md#late-entries

-- Who enters: the first refusal that applies with its facts, else the name and, of a team, the players. The order of the steps is the
-- order of judgeLateEntrant in late-entrant.ts. `p_player` is the captain of the team. Who has left the tournament does not come back.
-- The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_late_entrant(p_tournament text, p_player text, p_team text, p_roster text[], p_name text, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb, OUT name text, OUT players text[])
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  t tournament_tournament;
  team_name text;
BEGIN
  SELECT * INTO t FROM tournament_tournament WHERE id = p_tournament;
  IF (p_team IS NULL) <> (t.mode = 'solo') THEN
    verdict := 'wrong_mode';
    facts := jsonb_build_object('mode', t.mode);
    RETURN;
  END IF;
  IF p_team IS NOT NULL THEN
    SELECT e.verdict, e.facts, e.name, e.players INTO verdict, facts, team_name, players FROM team_enter(p_team, p_player, p_roster) e;
    IF verdict IS NOT NULL THEN RETURN; END IF;
    IF cardinality(players) NOT BETWEEN t.roster_size AND coalesce(t.roster_size_max, t.roster_size) THEN
      verdict := 'roster_incomplete';
      facts := jsonb_build_object('needs', t.roster_size, 'atMost', coalesce(t.roster_size_max, t.roster_size), 'has', cardinality(players));
      RETURN;
    END IF;
  END IF;
  SELECT gate || jsonb_build_object('player', player) INTO facts
  FROM unnest(p_player || players) AS player, sanction_gate(player, p_tournament, 'register', p_now) AS gate
  WHERE gate IS NOT NULL ORDER BY player <> p_player, player LIMIT 1;
  IF FOUND THEN
    verdict := 'sanctioned';
    RETURN;
  END IF;
  SELECT jsonb_agg(player ORDER BY player <> p_player, player) INTO facts FROM (
    SELECT r.player_id FROM tournament_registration r
    WHERE r.tournament_id = p_tournament AND r.player_id = ANY (p_player || players) AND r.state NOT IN ('rejected', 'cancelled', 'no_show')
    UNION SELECT x.player_id FROM tournament_roster x WHERE x.tournament_id = p_tournament AND x.player_id = ANY (p_player || players)
  ) AS known (player);
  IF facts IS NOT NULL THEN
    verdict := 'already_registered';
    facts := jsonb_build_object('players', facts);
    RETURN;
  END IF;
  name := coalesce(p_name, team_name, player_display_name(p_player));
  verdict := CASE WHEN name IS NULL THEN 'name_missing' WHEN t.confirmed_count >= t.capacity THEN 'tournament_full' ELSE 'may_enter' END;
  IF verdict = 'tournament_full' THEN facts := jsonb_build_object('capacity', t.capacity); END IF;
END
$function$;
