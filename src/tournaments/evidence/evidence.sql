-- Evidence for the result of a match. docs/rules/tournaments.md#evidence

-- Gives a link or a file to a match. The same one of the same person is the row that is there. The lock on the match makes the limits
-- exact. `verdict` is 'done', or why not.
CREATE OR REPLACE FUNCTION tournament_add_evidence(p_id text, p_match text, p_player text, p_is_admin boolean, p_url text, p_key text, p_sha256 text, p_size_bytes integer, p_content_type text, p_own_max integer, p_match_max integer, p_now timestamp with time zone, OUT verdict text, OUT evidence_id text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  match record;
  is_staff boolean;
  sanction jsonb;
BEGIN
  -- The event needs the tournament, which is locked before its matches.
  PERFORM FROM tournament_tournament WHERE id = (SELECT tournament_id FROM tournament_match WHERE id = p_match) FOR NO KEY UPDATE;
  SELECT m.state, t.id AS tournament, t.organizer_id, t.state AS tournament_state INTO match
  FROM tournament_match m JOIN tournament_tournament t ON t.id = m.tournament_id WHERE m.id = p_match FOR NO KEY UPDATE OF m;
  IF NOT FOUND THEN
    verdict := 'not_found';
    RETURN;
  END IF;
  is_staff := tournament_may(match.tournament, match.organizer_id, p_player, p_is_admin, 'referee');
  IF NOT is_staff THEN
    sanction := sanction_gate(p_player, match.tournament, 'report', p_now);
    verdict := CASE WHEN NOT EXISTS (
        SELECT FROM tournament_slot s JOIN tournament_entry_player e ON e.registration_id = s.registration_id
        WHERE s.match_id = p_match AND e.player_id = p_player) THEN 'not_a_participant'
      WHEN sanction IS NOT NULL THEN 'sanctioned' END;
  END IF;
  IF verdict IS NULL AND (match.tournament_state <> 'live' OR match.state IN ('scheduled', 'cancelled')) THEN verdict := 'closed'; END IF;
  facts := CASE verdict WHEN 'sanctioned' THEN sanction
    WHEN 'closed' THEN jsonb_build_object('state', match.state, 'tournamentState', match.tournament_state) ELSE '{}' END;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  SELECT e.id INTO evidence_id FROM tournament_evidence e
  WHERE e.match_id = p_match AND e.player_id = p_player AND (e.sha256 = p_sha256 OR e.url = p_url);
  IF NOT FOUND THEN
    SELECT CASE WHEN count(*) FILTER (WHERE e.player_id = p_player) >= p_own_max THEN 'own_limit' WHEN count(*) >= p_match_max THEN 'match_limit' END
    INTO verdict
    FROM tournament_evidence e WHERE e.match_id = p_match;
    IF verdict IS NOT NULL THEN RETURN; END IF;
    evidence_id := p_id;
    INSERT INTO tournament_evidence (id, match_id, player_id, url, object_key, sha256, size_bytes, content_type, created_at, stored_at)
    VALUES (p_id, p_match, p_player, p_url, p_key, p_sha256, p_size_bytes, p_content_type, p_now, CASE WHEN p_url IS NOT NULL THEN p_now END);
    IF is_staff THEN
      PERFORM audit_append(make_id('aud', p_now), 'match.evidence_added', p_player, NULL, 'match', p_match, jsonb_build_object('evidenceId', p_id), p_now);
    END IF;
  END IF;
  verdict := 'done';
END
$function$;

-- Writes the event when evidence can be read, and when it is gone. It says neither who gave it nor what it is. Cron relays it.
CREATE OR REPLACE FUNCTION tournament_announce_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  evidence tournament_evidence := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  tournament text;
  seq integer;
BEGIN
  UPDATE tournament_tournament t SET event_seq = event_seq + 1 FROM tournament_match m
  WHERE m.id = evidence.match_id AND t.id = m.tournament_id RETURNING t.id, t.event_seq INTO tournament, seq;
  PERFORM outbox_append(make_id('evt', now()), tournament, seq, CASE TG_OP WHEN 'DELETE' THEN 'evidence_removed' ELSE 'evidence_added' END,
    jsonb_build_object('matchId', evidence.match_id, 'evidenceId', evidence.id), now());
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER evidence_is_given
  AFTER INSERT ON tournament_evidence FOR EACH ROW WHEN (NEW.stored_at IS NOT NULL)
  EXECUTE FUNCTION tournament_announce_evidence();
CREATE OR REPLACE TRIGGER evidence_is_stored
  AFTER UPDATE OF stored_at ON tournament_evidence FOR EACH ROW WHEN (OLD.stored_at IS NULL AND NEW.stored_at IS NOT NULL)
  EXECUTE FUNCTION tournament_announce_evidence();
CREATE OR REPLACE TRIGGER evidence_is_gone
  AFTER DELETE ON tournament_evidence FOR EACH ROW WHEN (OLD.stored_at IS NOT NULL)
  EXECUTE FUNCTION tournament_announce_evidence();

-- The file has reached a store. If its row was erased meanwhile, the file goes too.
CREATE OR REPLACE FUNCTION tournament_finish_evidence(p_id text, p_key text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE tournament_evidence SET stored_at = coalesce(stored_at, p_now) WHERE id = p_id AND object_key = p_key;
  IF NOT FOUND THEN PERFORM object_write_tombstone(p_key, p_now); END IF;
  RETURN FOUND;
END
$function$;

-- Deletes the evidence that a player gave, and schedules the removal of its files. What a legal hold keeps stays. Returns the number of rows.
CREATE OR REPLACE FUNCTION tournament_erase_evidence(p_player text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  own record;
  total bigint := 0;
BEGIN
  -- Tournaments are locked in the order of their ids, since a deletion is an event.
  FOR own IN SELECT e.id, e.object_key FROM tournament_evidence e JOIN tournament_match m ON m.id = e.match_id
    WHERE e.player_id = p_player ORDER BY m.tournament_id, e.id FOR UPDATE OF e LOOP
    CONTINUE WHEN own.object_key IS NOT NULL AND NOT object_write_tombstone(own.object_key, now());
    DELETE FROM tournament_evidence WHERE id = own.id;
    total := total + 1;
  END LOOP;
  RETURN total;
END
$function$;
