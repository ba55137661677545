-- When and where matches take place. docs/rules/matches.md#schedule

-- What each match with a time occupies: its station, and each entrant that is known.
CREATE OR REPLACE VIEW tournament_due_booking WITH (security_invoker=true) AS
 SELECT s.match_id, s.tournament_id, occupied.subject, tstzrange(s.starts_at, s.ends_at) AS period
 FROM tournament_schedule s CROSS JOIN LATERAL (
   SELECT 'at:' || s.station AS subject WHERE s.station IS NOT NULL
   UNION ALL SELECT x.registration_id FROM tournament_slot x WHERE x.match_id = s.match_id AND x.registration_id IS NOT NULL) occupied
 WHERE s.starts_at IS NOT NULL;
REVOKE INSERT, UPDATE, DELETE ON tournament_due_booking FROM laurel_app;

-- Writes times of matches, `[{matchId, startsAt, endsAt, station, stream, isPostponed}, …]`, and books what they occupy. `is_too_early`: a match would start before the tournament,
-- which begins at its time, or when it was started, whichever was first.
-- `conflicts` are other matches that occupy the same. With either nothing is booked, and the caller rolls back. Constraint
-- booking_once_at_a_time refuses what this does not find. `warnings` are entrants who rest less than the match plan says. The caller holds the lock on the tournament.
CREATE OR REPLACE FUNCTION tournament_write_schedule(p_tournament text, p_entries jsonb, p_rest_minutes integer, OUT is_too_early boolean, OUT conflicts jsonb, OUT warnings jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  rest interval := make_interval(mins => p_rest_minutes);
  ids text[];
BEGIN
  conflicts := '[]';
  warnings := '[]';
  is_too_early := EXISTS (
    SELECT FROM jsonb_array_elements(p_entries) e JOIN tournament_tournament t ON t.id = p_tournament
      AND (e ->> 'startsAt')::timestamptz < least(t.starts_at, t.started_at));
  IF is_too_early THEN RETURN; END IF;
  INSERT INTO tournament_schedule (match_id, tournament_id, starts_at, ends_at, station, stream, is_postponed)
  SELECT e."matchId", p_tournament, e."startsAt", e."endsAt", e.station, e.stream, e."isPostponed"
  FROM jsonb_to_recordset(p_entries) AS e ("matchId" text, "startsAt" timestamptz, "endsAt" timestamptz, station text, stream text, "isPostponed" boolean)
  ON CONFLICT (match_id) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, station = excluded.station,
    stream = excluded.stream, is_postponed = excluded.is_postponed;
  SELECT array_agg(e ->> 'matchId') INTO ids FROM jsonb_array_elements(p_entries) e;
  DELETE FROM tournament_booking b USING tournament_match m
  WHERE b.tournament_id = p_tournament AND m.id = b.match_id AND (m.id = ANY (ids) OR m.state = 'cancelled');
  -- A match that ended early occupies nothing any more.
  UPDATE tournament_booking b SET period = tstzrange(lower(b.period), greatest(lower(b.period), m.completed_at)) FROM tournament_match m
  WHERE b.tournament_id = p_tournament AND m.id = b.match_id AND m.state = 'completed' AND m.completed_at < upper(b.period);
  SELECT jsonb_agg(DISTINCT jsonb_build_object('matchId', d.match_id, 'otherMatchId', b.match_id, 'subject', d.subject)) INTO conflicts
  FROM tournament_due_booking d JOIN tournament_booking b ON b.tournament_id = d.tournament_id AND b.subject = d.subject AND b.period && d.period
  WHERE d.match_id = ANY (ids);
  conflicts := coalesce(conflicts, '[]');
  IF conflicts <> '[]' THEN RETURN; END IF;
  INSERT INTO tournament_booking (match_id, tournament_id, subject, period)
  SELECT match_id, tournament_id, subject, period FROM tournament_due_booking WHERE match_id = ANY (ids);
  -- What was double booked before and is free now.
  INSERT INTO tournament_booking (match_id, tournament_id, subject, period)
  SELECT d.match_id, d.tournament_id, d.subject, d.period FROM tournament_due_booking d JOIN tournament_match m ON m.id = d.match_id
  WHERE d.tournament_id = p_tournament AND m.state NOT IN ('completed', 'cancelled') AND NOT EXISTS (
    SELECT FROM tournament_booking b WHERE b.match_id = d.match_id AND b.subject = d.subject)
  ON CONFLICT DO NOTHING;
  SELECT coalesce(jsonb_agg(jsonb_build_object('code', 'short_rest', 'matchId', b.match_id, 'otherMatchId', o.match_id, 'registrationId', b.subject,
    'minutes', (extract(epoch FROM greatest(lower(o.period) - upper(b.period), lower(b.period) - upper(o.period))) / 60)::integer)
    ORDER BY b.match_id, b.subject, o.match_id), '[]') INTO warnings
  FROM tournament_booking b JOIN tournament_booking o ON o.tournament_id = b.tournament_id AND o.subject = b.subject AND o.match_id <> b.match_id
    AND o.period && tstzrange(lower(b.period) - rest, upper(b.period) + rest)
  WHERE b.match_id = ANY (ids) AND b.subject NOT LIKE 'at:%' AND p_rest_minutes > 0;
END
$function$;

-- Open matches whose station or entrant another match has booked at the time, which happens when entrants come into a match that has a
-- time already; and entrants who rest less than the match plan says. `subject` as in tournament_booking.
CREATE OR REPLACE FUNCTION tournament_schedule_warnings(p_tournament text)
 RETURNS TABLE(code text, match_id text, other_match_id text, subject text, minutes integer, starts_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT 'double_booked', d.match_id, b.match_id, d.subject, NULL::integer, lower(d.period)
  FROM tournament_due_booking d JOIN tournament_match m ON m.id = d.match_id AND m.state NOT IN ('completed', 'cancelled')
    JOIN tournament_booking b ON b.tournament_id = d.tournament_id AND b.subject = d.subject AND b.period && d.period AND b.match_id <> d.match_id
    JOIN tournament_match o ON o.id = b.match_id AND o.state <> 'cancelled' AND NOT (o.state = 'completed' AND o.completed_at <= lower(d.period))
  WHERE d.tournament_id = p_tournament AND NOT EXISTS (
    SELECT FROM tournament_booking own WHERE own.match_id = d.match_id AND own.subject = d.subject)
  UNION ALL SELECT 'short_rest', b.match_id, o.match_id, b.subject, (extract(epoch FROM lower(b.period) - upper(o.period)) / 60)::integer, lower(b.period)
  FROM tournament_match_plan p JOIN tournament_booking b ON b.tournament_id = p.tournament_id AND b.subject NOT LIKE 'at:%'
    JOIN tournament_match m ON m.id = b.match_id AND m.state NOT IN ('completed', 'cancelled')
    JOIN tournament_booking o ON o.tournament_id = b.tournament_id AND o.subject = b.subject AND o.match_id <> b.match_id
      AND o.period && tstzrange(lower(b.period) - make_interval(mins => p.rest_minutes), lower(b.period)) AND lower(o.period) < lower(b.period)
  WHERE p.tournament_id = p_tournament AND p.rest_minutes > 0
$function$;

-- The bookings of a match follow its entrants. What another match has booked at that time is not booked twice, and is a warning: a result
-- is never refused because of the schedule.
CREATE OR REPLACE FUNCTION tournament_rebook_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF OLD.registration_id IS NOT DISTINCT FROM NEW.registration_id THEN RETURN NULL; END IF;
  PERFORM FROM tournament_schedule WHERE match_id = NEW.match_id AND starts_at IS NOT NULL;
  IF FOUND THEN
    DELETE FROM tournament_booking WHERE match_id = NEW.match_id;
    -- A match that ended early occupies nothing any more.
    UPDATE tournament_booking b SET period = tstzrange(lower(b.period), greatest(lower(b.period), m.completed_at))
    FROM tournament_due_booking d, tournament_match m
    WHERE d.match_id = NEW.match_id AND b.tournament_id = d.tournament_id AND b.subject = d.subject AND b.period && d.period
      AND m.id = b.match_id AND m.state = 'completed' AND m.completed_at < upper(b.period);
    INSERT INTO tournament_booking (match_id, tournament_id, subject, period)
    SELECT match_id, tournament_id, subject, period FROM tournament_due_booking WHERE match_id = NEW.match_id ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER slot_is_booked
  AFTER UPDATE OF registration_id ON tournament_slot FOR EACH ROW
  EXECUTE FUNCTION tournament_rebook_match();
