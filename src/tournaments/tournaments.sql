-- Views that tournaments publish for queries of other domains, and triggers.

CREATE OR REPLACE FUNCTION tournament_is_sandbox(p_tournament text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce((SELECT t.is_sandbox FROM tournament_tournament t WHERE t.id = p_tournament), false)
$function$;

-- Rows that are never deleted, unless they are of a sandbox: sandbox/sandbox.sql.
CREATE OR REPLACE FUNCTION tournament_keep_real()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  kept jsonb := to_jsonb(OLD);
BEGIN
  IF NOT tournament_is_sandbox(coalesce(kept ->> 'tournament_id', (SELECT m.tournament_id FROM tournament_match m
      WHERE m.id = coalesce(kept ->> 'match_id', (SELECT r.match_id FROM tournament_result r WHERE r.id = kept ->> 'result_id'))))) THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
  END IF;
  RETURN OLD;
END
$function$;
REVOKE ALL ON FUNCTION tournament_keep_real() FROM PUBLIC;

CREATE OR REPLACE VIEW tournament_entry WITH (security_invoker=true) AS
 SELECT id,
    tournament_id,
    player_id,
    team_id,
    display_name,
    printed_name,
    language,
    state
   FROM tournament_registration;
REVOKE INSERT, UPDATE, DELETE ON tournament_entry FROM laurel_app;

-- All players of a registration: the entrant and the team's roster.
CREATE OR REPLACE VIEW tournament_entry_player WITH (security_invoker=true) AS
 SELECT tournament_registration.id AS registration_id,
    tournament_registration.player_id
   FROM tournament_registration
UNION
 SELECT tournament_roster.registration_id,
    tournament_roster.player_id
   FROM tournament_roster;
REVOKE INSERT, UPDATE, DELETE ON tournament_entry_player FROM laurel_app;

CREATE OR REPLACE VIEW tournament_ranking WITH (security_invoker=true) AS
 SELECT tournament_id,
    registration_id,
    rank,
    (count(*) OVER (PARTITION BY tournament_id, rank) > 1) AS is_shared
   FROM tournament_placement;
REVOKE INSERT, UPDATE, DELETE ON tournament_ranking FROM laurel_app;

-- Published columns of a tournament. Read with the caller's rights.
CREATE OR REPLACE VIEW tournament_summary WITH (security_invoker=true) AS
 SELECT id,
    organizer_id,
    title,
    issuer,
    mode,
    state,
    time_zone,
    accent_color,
    ended_at,
    ((state <> ALL (ARRAY['draft'::text, 'pending_approval'::text])) AND ((state <> 'cancelled'::text) OR (published_at IS NOT NULL)) AND (visibility <> 'private'::text)) AS is_public,
    ((state <> ALL (ARRAY['draft'::text, 'pending_approval'::text])) AND ((state <> 'cancelled'::text) OR (published_at IS NOT NULL))) AS is_published,
    certificate_holders,
    is_sandbox
   FROM tournament_tournament;
REVOKE INSERT, UPDATE, DELETE ON tournament_summary FROM laurel_app;

-- Whether the player is an entrant, or on the roster of one: these read a private tournament.
CREATE OR REPLACE FUNCTION tournament_has_entrant(p_tournament text, p_player text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (
    SELECT FROM tournament_registration r
    WHERE r.player_id = p_player AND r.tournament_id = p_tournament AND r.state NOT IN ('pending', 'rejected', 'cancelled')
  ) OR EXISTS (
    SELECT FROM tournament_roster x JOIN tournament_registration r ON r.id = x.registration_id
    WHERE x.tournament_id = p_tournament AND x.player_id = p_player AND r.state NOT IN ('pending', 'rejected', 'cancelled')
  )
$function$;

-- A member who leaves a team is removed from unlocked rosters: those of tournaments whose registration has not closed. An event says so,
-- since a team may be too small then. Locked rosters stay as they are.
CREATE OR REPLACE FUNCTION roster_follows_team()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  entry record;
  seq integer;
BEGIN
  FOR entry IN DELETE FROM tournament_roster x USING tournament_registration r, tournament_tournament t
  WHERE x.player_id = OLD.player_id AND r.id = x.registration_id AND r.team_id = OLD.team_id AND t.id = r.tournament_id
    AND t.state IN ('published', 'registration_open') AND coalesce(t.registration_closes_at > clock_timestamp(), true)
    RETURNING r.id, t.id AS tournament
  LOOP
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = entry.tournament RETURNING event_seq INTO seq;
    PERFORM outbox_append(make_id('evt', now()), entry.tournament, seq, 'registration_changed',
      jsonb_build_object('registrationId', entry.id, 'fields', ARRAY['roster']), now());
  END LOOP;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER roster_follows_team
  AFTER DELETE ON team_member FOR EACH ROW
  EXECUTE FUNCTION roster_follows_team();

-- The captain acts for the team: entries in tournaments that are not over go to the new one, who is paid then, and so do reports that
-- nobody has answered: the team does not confirm its own. Fees that were paid go back to who paid them. An entry stays where the new
-- captain takes part otherwise.
CREATE OR REPLACE FUNCTION entries_follow_captain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  -- Acts judge under this lock who the captain is. A registration holds it while it waits for the team: one of the two is tried again.
  PERFORM FROM tournament_tournament t WHERE t.state NOT IN ('completed', 'archived', 'cancelled') AND t.id IN (
    SELECT r.tournament_id FROM tournament_registration r WHERE r.team_id = NEW.id AND r.player_id = OLD.captain_id
      AND r.state IN ('pending', 'confirmed', 'waitlisted')) ORDER BY t.id FOR NO KEY UPDATE;
  WITH moved AS (
    UPDATE tournament_registration r SET player_id = NEW.captain_id FROM tournament_tournament t
    WHERE r.team_id = NEW.id AND r.player_id = OLD.captain_id AND r.state IN ('pending', 'confirmed', 'waitlisted') AND t.id = r.tournament_id
      AND t.state NOT IN ('completed', 'archived', 'cancelled') AND NOT EXISTS (
        SELECT FROM tournament_registration other WHERE other.tournament_id = t.id AND other.player_id = NEW.captain_id
          AND other.state IN ('pending', 'confirmed', 'waitlisted')
        UNION ALL SELECT FROM tournament_roster x WHERE x.tournament_id = t.id AND x.player_id = NEW.captain_id AND x.registration_id <> r.id)
    RETURNING r.id, r.tournament_id
  ) UPDATE tournament_match m SET reported_by = NEW.captain_id FROM moved JOIN tournament_slot s ON s.registration_id = moved.id
    WHERE m.id = s.match_id AND m.tournament_id = moved.tournament_id AND m.state = 'pending_result' AND m.reported_by = OLD.captain_id;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER entries_follow_captain
  AFTER UPDATE OF captain_id ON team_team FOR EACH ROW WHEN (old.captain_id <> new.captain_id)
  EXECUTE FUNCTION entries_follow_captain();
