-- Personal data in tournaments: what is kept of a player, and how it is erased.

CREATE OR REPLACE VIEW tournament_kept WITH (security_invoker=true) AS
 SELECT r.player_id, 'registrations' AS part, r.id AS key, jsonb_build_object('id', r.id, 'tournamentId', r.tournament_id, 'teamId', r.team_id,
   'displayName', r.display_name, 'printedName', r.printed_name, 'language', r.language, 'club', r.club, 'country', r.country, 'rating', r.rating, 'state', r.state,
   'seed', r.seed, 'claimedAt', (SELECT instant_text(g.claimed_at) FROM tournament_guest g WHERE g.registration_id = r.id),
   'removals', (SELECT coalesce(jsonb_agg(jsonb_build_object('sanctionId', k.sanction_id, 'removedAt', instant_text(k.removed_at),
     'reversedAt', instant_text(k.reversed_at), 'remainder', k.remainder) ORDER BY k.removed_at), '[]') FROM tournament_removal k
     WHERE k.registration_id = r.id),
   'stageRatings', (SELECT coalesce(jsonb_agg(jsonb_build_object('stage', e.stage, 'rating', e.rating) ORDER BY e.stage), '[]')
     FROM tournament_stage_entrant e WHERE e.registration_id = r.id AND e.rating IS NOT NULL),
   'createdAt', instant_text(r.created_at)) AS item
 FROM tournament_registration r
 UNION ALL SELECT x.player_id, 'rosters', x.registration_id, jsonb_build_object('registrationId', x.registration_id,
   'tournamentId', x.tournament_id, 'displayName', x.display_name)
 FROM tournament_roster x
 UNION ALL SELECT e.player_id, 'placements', p.registration_id, jsonb_build_object('tournamentId', p.tournament_id,
   'registrationId', p.registration_id, 'rank', p.rank)
 FROM tournament_entry_player e JOIN tournament_placement p ON p.registration_id = e.registration_id
 UNION ALL SELECT e.player_id, 'matches', m.id, jsonb_build_object('id', m.id, 'tournamentId', m.tournament_id,
   'registrationId', s.registration_id, 'round', m.round, 'state', m.state, 'outcome', m.outcome, 'score', s.score, 'place', s.place,
   'completedAt', instant_text(m.completed_at))
 FROM tournament_entry_player e JOIN tournament_registration r ON r.id = e.registration_id JOIN tournament_match m ON m.tournament_id = r.tournament_id
   JOIN tournament_slot s ON s.match_id = m.id AND s.registration_id = r.id
 UNION ALL SELECT e.player_id, 'results', o.id, jsonb_build_object('id', o.id, 'matchId', o.match_id, 'kind', o.kind, 'scores', o.scores,
   'places', o.places, 'games', o.games, 'createdAt', instant_text(o.created_at))
 FROM tournament_entry_player e JOIN tournament_registration r ON r.id = e.registration_id JOIN tournament_match m ON m.tournament_id = r.tournament_id
   JOIN tournament_slot s ON s.match_id = m.id AND s.registration_id = r.id
   JOIN tournament_result o ON o.match_id = s.match_id AND o.actor_id = e.player_id
 UNION ALL SELECT l.player_id, 'ratings', l.list_id, jsonb_build_object('ratingListId', l.list_id, 'rating', l.rating, 'deviation', l.deviation,
   'volatility', l.volatility, 'games', l.games)
 FROM tournament_rated l
 UNION ALL SELECT t.organizer_id, 'organized_tournaments', t.id, jsonb_build_object('id', t.id, 'title', t.title, 'state', t.state,
   'createdAt', instant_text(t.created_at))
 FROM tournament_tournament t
 UNION ALL SELECT c.organizer_id, 'organized_series', c.id, jsonb_build_object('id', c.id, 'title', c.title,
   'createdAt', instant_text(c.created_at))
 FROM tournament_series c
 UNION ALL SELECT s.player_id, 'staff_roles', s.tournament_id, jsonb_build_object('tournamentId', s.tournament_id, 'role', s.role,
   'state', s.state, 'invitedAt', instant_text(s.invited_at), 'acceptedAt', instant_text(s.accepted_at))
 FROM tournament_staff s
 UNION ALL SELECT p.player_id, 'line_ups', p.match_id, jsonb_build_object('matchId', p.match_id, 'registrationId', p.registration_id)
 FROM tournament_line_up_player p
 UNION ALL SELECT c.caller_id, 'referee_calls', c.id, jsonb_build_object('id', c.id, 'matchId', c.match_id, 'reason', c.reason,
   'calledAt', instant_text(c.called_at), 'resolvedAt', instant_text(c.resolved_at))
 FROM tournament_referee_call c
 UNION ALL SELECT d.opener_id, 'disputes', d.id, jsonb_build_object('id', d.id, 'matchId', d.match_id, 'reason', d.reason, 'text', d.text,
   'openedAt', instant_text(d.opened_at), 'outcome', d.outcome, 'closedAt', instant_text(d.closed_at))
 FROM tournament_dispute d
 UNION ALL SELECT v.player_id, 'evidence', v.id, jsonb_build_object('id', v.id, 'matchId', v.match_id, 'url', v.url,
   'contentType', v.content_type, 'sizeBytes', v.size_bytes, 'sha256', v.sha256, 'createdAt', instant_text(v.created_at))
 FROM tournament_evidence v
 UNION ALL SELECT u.player_id, 'invitation_uses', u.code_id, jsonb_build_object('invitationId', u.code_id, 'usedAt', instant_text(u.used_at))
 FROM tournament_invitation_use u
 UNION ALL SELECT a.reference, 'allow_lists', a.tournament_id, jsonb_build_object('tournamentId', a.tournament_id, 'addedAt', instant_text(a.added_at))
 FROM tournament_allowed_player a WHERE a.reference NOT LIKE 'sha256:%';
REVOKE INSERT, UPDATE, DELETE ON tournament_kept FROM laurel_app;

-- Replaces a player's name in registrations, rosters and events, and deletes club, country and rating. A team's registration stays.
-- Results stand. Evidence is deleted with its files, and disputes lose their text.
-- Returns the number of changed rows.
CREATE OR REPLACE FUNCTION tournament_erase(p_player text, p_name text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  own record;
  changed bigint;
  total bigint := 0;
BEGIN
  FOR own IN SELECT id, tournament_id FROM tournament_registration WHERE player_id = p_player AND team_id IS NULL ORDER BY id LOOP
    UPDATE tournament_registration SET display_name = p_name, printed_name = NULL, club = NULL, country = NULL, rating = NULL
    WHERE id = own.id AND (display_name <> p_name OR num_nonnulls(printed_name, club, country, rating) > 0);
    GET DIAGNOSTICS changed = ROW_COUNT;
    -- Nobody takes over the entry of a guest who asked to be forgotten.
    UPDATE tournament_guest SET code_hash = NULL WHERE registration_id = own.id AND claimed_at IS NULL;
    total := total + changed + outbox_erase_name(own.tournament_id, own.id, p_name);
  END LOOP;
  UPDATE tournament_roster SET display_name = NULL WHERE player_id = p_player AND display_name IS NOT NULL;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN total + changed + tournament_erase_disputes(p_player) + tournament_erase_evidence(p_player);
END
$function$;
