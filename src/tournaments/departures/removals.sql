-- Entrants whom a sanction removes from a running tournament, and what a revocation takes back. docs/rules/moderation.md#removal

-- All that play has written in a tournament, by kind, match and key. The time zone is fixed, so that rows compare as text.
CREATE OR REPLACE FUNCTION tournament_play_rows(p_tournament text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET timezone TO 'UTC'
AS $function$
  WITH matches AS (SELECT m.* FROM tournament_match m WHERE m.tournament_id = p_tournament), rows AS (
    SELECT 'match ' || m.id AS key, to_jsonb(m) AS row FROM matches m
    UNION ALL SELECT 'slot ' || s.match_id || ' ' || s.slot, to_jsonb(s) FROM tournament_slot s JOIN matches m ON m.id = s.match_id
    UNION ALL SELECT 'game ' || g.match_id || ' ' || g.number || ' ' || g.slot, to_jsonb(g) FROM tournament_game g JOIN matches m ON m.id = g.match_id
    UNION ALL SELECT 'walkover ' || w.match_id || ' ' || w.registration_id, to_jsonb(w)
      FROM tournament_lasting_walkover w JOIN matches m ON m.id = w.match_id
    UNION ALL SELECT 'check_in ' || c.match_id, to_jsonb(c) FROM tournament_match_check_in c JOIN matches m ON m.id = c.match_id
    UNION ALL SELECT 'presence ' || p.match_id || ' ' || p.registration_id, to_jsonb(p)
      FROM tournament_match_presence p JOIN matches m ON m.id = p.match_id
  ) SELECT coalesce(jsonb_object_agg(key, row), '{}') FROM rows
$function$;

-- The rows of the given matches.
CREATE OR REPLACE FUNCTION tournament_rows_of(p_rows jsonb, p_matches text[])
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(p_rows) WHERE split_part(key, ' ', 2) = ANY (p_matches)
$function$;

-- The matches whose rows differ.
CREATE OR REPLACE FUNCTION tournament_matches_apart(p_one jsonb, p_other jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(array_agg(DISTINCT split_part(key, ' ', 2) ORDER BY split_part(key, ' ', 2)), '{}')
  FROM jsonb_each(p_one) one FULL JOIN jsonb_each(p_other) other USING (key) WHERE one.value IS DISTINCT FROM other.value
$function$;

-- The entrant is disqualified by tournament_leave, and the rows of all matches that this changed are kept as they were and as they are.
-- `verdict` as in tournament_leave. What a sanction has removed once, and a revocation has restored, another sanction may remove again.
CREATE OR REPLACE FUNCTION tournament_remove_entrant(p_sanction text, p_registration text, p_actor text, p_reason text, p_now timestamp with time zone, p_event text, p_audit text, OUT verdict text, OUT outcome jsonb, OUT event jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  t tournament_tournament;
  state_before text;
  silent jsonb := '[]';
  before jsonb;
  after jsonb;
  changed text[];
BEGIN
  SELECT t_.* INTO t FROM tournament_registration r JOIN tournament_tournament t_ ON t_.id = r.tournament_id WHERE r.id = p_registration
  FOR NO KEY UPDATE OF t_;
  IF t.id IS NULL THEN verdict := 'registration_not_found'; RETURN; END IF;
  IF tournament_has_interest(t.id, p_actor) THEN verdict := 'conflict_of_interest'; RETURN; END IF;
  SELECT state INTO state_before FROM tournament_registration WHERE id = p_registration;
  IF t.state = 'live' THEN silent := tournament_confirm_silent(t.id, p_now); END IF;
  before := tournament_play_rows(t.id);
  SELECT l.verdict, l.outcome, l.event INTO verdict, outcome, event
  FROM tournament_leave(NULL, NULL, NULL, p_now, p_actor, true, p_registration, 'disqualified', p_reason, p_event, p_audit) l;
  IF verdict <> 'done' THEN RETURN; END IF;
  after := tournament_play_rows(t.id);
  changed := tournament_matches_apart(before, after);
  INSERT INTO tournament_removal (sanction_id, registration_id, tournament_id, state_before, match_count, rows_before, rows_after, removed_by, removed_at)
  VALUES (p_sanction, p_registration, t.id, state_before, (SELECT count(*) FROM tournament_match WHERE tournament_id = t.id),
    tournament_rows_of(before, changed), tournament_rows_of(after, changed), p_actor, p_now);
  outcome := outcome || jsonb_build_object('silence', silent || (outcome -> 'silence'), 'forfeits', event -> 'payload' -> 'matches',
    'changed', to_jsonb(changed), 'played', (
      SELECT coalesce(jsonb_agg(m.id ORDER BY m.id), '[]') FROM tournament_match m JOIN tournament_slot s ON s.match_id = m.id
      WHERE m.tournament_id = t.id AND s.registration_id = p_registration AND m.outcome = 'played'));
END
$function$;

-- Writes rows of play as they were: `p_before`, where `p_after` stands. Matches and slots are never deleted.
CREATE OR REPLACE FUNCTION tournament_write_play_rows(p_before jsonb, p_after jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  matches text[] := ARRAY(SELECT DISTINCT split_part(key, ' ', 2) FROM jsonb_object_keys(p_before || p_after) AS key);
BEGIN
  UPDATE tournament_match m SET state = b.state, outcome = b.outcome, reported_by = b.reported_by, reported_at = b.reported_at,
    completed_at = b.completed_at
  FROM jsonb_each(p_before) e, jsonb_populate_record(NULL::tournament_match, e.value) b WHERE e.key LIKE 'match %' AND m.id = b.id;
  -- Emptied first: an entrant may come back into another slot of the match.
  UPDATE tournament_slot SET registration_id = NULL, vacancy = NULL, absent_id = NULL, place = NULL WHERE match_id = ANY (matches);
  UPDATE tournament_slot s SET registration_id = b.registration_id, vacancy = b.vacancy, absent_id = b.absent_id, score = b.score, place = b.place
  FROM jsonb_each(p_before) e, jsonb_populate_record(NULL::tournament_slot, e.value) b
  WHERE e.key LIKE 'slot %' AND s.match_id = b.match_id AND s.slot = b.slot;
  DELETE FROM tournament_game WHERE match_id = ANY (matches);
  INSERT INTO tournament_game SELECT b.* FROM jsonb_each(p_before) e, jsonb_populate_record(NULL::tournament_game, e.value) b WHERE e.key LIKE 'game %';
  DELETE FROM tournament_reminder WHERE tournament_id = (SELECT tournament_id FROM tournament_match WHERE id = matches[1])
    AND type = 'match_ready' AND subject = ANY (matches);
  DELETE FROM tournament_lasting_walkover WHERE match_id = ANY (matches);
  INSERT INTO tournament_lasting_walkover SELECT b.* FROM jsonb_each(p_before) e,
    jsonb_populate_record(NULL::tournament_lasting_walkover, e.value) b WHERE e.key LIKE 'walkover %';
  DELETE FROM tournament_match_check_in WHERE match_id = ANY (matches);
  INSERT INTO tournament_match_check_in SELECT b.* FROM jsonb_each(p_before) e,
    jsonb_populate_record(NULL::tournament_match_check_in, e.value) b WHERE e.key LIKE 'check_in %';
  INSERT INTO tournament_match_presence SELECT b.* FROM jsonb_each(p_before) e,
    jsonb_populate_record(NULL::tournament_match_presence, e.value) b WHERE e.key LIKE 'presence %';
END
$function$;

-- The sanction was revoked: the entrant plays again and every match is as before the removal, or nothing changes and `remainder` says why,
-- with the matches that went on. The same in code: judgeRestoration in removal.ts.
CREATE OR REPLACE FUNCTION tournament_restore_entrant(p_sanction text, p_registration text, p_actor text, p_now timestamp with time zone, p_event text, p_audit text, OUT remainder text, OUT matches text[], OUT events jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  k tournament_removal;
  t tournament_tournament;
  r tournament_registration;
  changed text[];
BEGIN
  events := '[]';
  SELECT t_.* INTO t FROM tournament_removal k_ JOIN tournament_tournament t_ ON t_.id = k_.tournament_id
  WHERE k_.sanction_id = p_sanction AND k_.registration_id = p_registration FOR NO KEY UPDATE OF t_;
  IF t.id IS NULL THEN RETURN; END IF;
  SELECT * INTO k FROM tournament_removal WHERE sanction_id = p_sanction AND registration_id = p_registration FOR NO KEY UPDATE;
  SELECT * INTO r FROM tournament_registration WHERE id = p_registration FOR NO KEY UPDATE;
  changed := ARRAY(SELECT DISTINCT split_part(key, ' ', 2) FROM jsonb_object_keys(k.rows_after) AS key);
  matches := tournament_matches_apart(k.rows_after, tournament_rows_of(tournament_play_rows(t.id), changed));
  remainder := CASE WHEN t.state <> 'live' THEN 'tournament_over'
    WHEN r.state <> 'disqualified' THEN 'entrant_changed'
    WHEN EXISTS (SELECT FROM tournament_match m JOIN tournament_stage s ON s.tournament_id = m.tournament_id AND s.number = m.stage
      WHERE m.id = ANY (changed) AND s.state <> 'live') THEN 'stage_completed'
    WHEN matches <> '{}' THEN 'matches_went_on'
    WHEN (SELECT count(*) FROM tournament_match WHERE tournament_id = t.id) <> k.match_count THEN 'round_paired'
    WHEN k.state_before = 'confirmed' AND t.confirmed_count >= t.capacity THEN 'no_place' END;
  UPDATE tournament_removal SET reversed_at = p_now, reversed_by = p_actor, remainder = tournament_restore_entrant.remainder,
    matches_gone_on = matches WHERE sanction_id = p_sanction AND registration_id = p_registration;
  IF remainder IS NOT NULL THEN RETURN; END IF;
  PERFORM tournament_write_play_rows(k.rows_before, k.rows_after);
  UPDATE tournament_registration SET state = k.state_before WHERE id = r.id;
  UPDATE tournament_tournament SET event_seq = event_seq + 1, confirmed_count = confirmed_count + CASE k.state_before WHEN 'confirmed' THEN 1 ELSE 0 END
  WHERE id = t.id RETURNING event_seq INTO t.event_seq;
  PERFORM audit_append(p_audit, 'registration.restored', p_actor, r.player_id, 'registration', r.id, jsonb_build_object('sanctionId', p_sanction), p_now);
  events := jsonb_build_array(outbox_append(p_event, t.id, t.event_seq, 'registration_restored',
    jsonb_build_object('registrationId', r.id, 'state', k.state_before, 'matchIds', to_jsonb(changed)), p_now))
    || tournament_reopen_disputes(changed, p_now) || tournament_announce_ready(t.id, changed, p_now);
END
$function$;

-- Removals are kept; each is reversed once.
CREATE OR REPLACE FUNCTION keep_removal()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.reversed_at IS NOT NULL OR to_jsonb(NEW) - ARRAY['reversed_at', 'reversed_by', 'remainder', 'matches_gone_on']
    <> to_jsonb(OLD) - ARRAY['reversed_at', 'reversed_by', 'remainder', 'matches_gone_on'] THEN
    RAISE EXCEPTION 'a removal is reversed once' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'removal_reversed_once';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION keep_removal() FROM PUBLIC;

CREATE OR REPLACE TRIGGER keep_removal
  BEFORE UPDATE ON tournament_removal FOR EACH ROW
  EXECUTE FUNCTION keep_removal();

CREATE OR REPLACE TRIGGER tournament_removal_append_only
  BEFORE TRUNCATE ON tournament_removal FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER tournament_removal_kept
  BEFORE DELETE ON tournament_removal FOR EACH ROW
  EXECUTE FUNCTION tournament_keep_real();

-- Published for moderation, without the rows.
CREATE OR REPLACE VIEW tournament_removal_known WITH (security_invoker=true) AS
 SELECT sanction_id, registration_id, tournament_id, removed_by, removed_at, reversed_at, remainder, matches_gone_on
 FROM tournament_removal;
REVOKE INSERT, UPDATE, DELETE ON tournament_removal_known FROM laurel_app;
