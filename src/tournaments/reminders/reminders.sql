-- Reminders: events that are written when a time has come or a match can be played, each once. docs/rules/tournaments.md#reminders

-- The payload of `match_ready`. It has no settings of its own, so that it is planned as a part of the statement that calls it.
CREATE OR REPLACE FUNCTION tournament_ready_facts(m public.tournament_match)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  SELECT pg_catalog.jsonb_build_object('matchId', m.id, 'stage', m.stage, 'group', m.group_number, 'round', m.round, 'position', m.position,
    'registrationIds', (SELECT pg_catalog.jsonb_agg(s.registration_id ORDER BY s.slot) FROM public.tournament_slot s
      WHERE s.match_id OPERATOR(pg_catalog.=) m.id AND s.registration_id IS NOT NULL))
$function$;

-- Says of the matches, and of those that follow a completed one of them, which can be played now and were not announced yet: at once, so
-- that it comes right after the event of the act. Cron says what an act has left out. Returns the events. The caller holds the lock on the
-- tournament.
CREATE OR REPLACE FUNCTION tournament_announce_ready(p_tournament text, p_matches text[], p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
DECLARE
  ready text[];
  events jsonb;
BEGIN
  -- After a match without an opponent comes the next one. A few rows of a large table: the planner cannot know how many.
  WITH RECURSIVE reach (id) AS (
    SELECT unnest(p_matches)
    UNION SELECT s.match_id FROM reach r JOIN tournament_match m ON m.id = r.id AND m.state = 'completed' JOIN tournament_slot s ON s.source_match = m.id
  ) SELECT array_agg(m.id) INTO ready FROM reach r JOIN tournament_match m ON m.id = r.id WHERE m.state = 'ready';
  IF ready IS NULL THEN RETURN '[]'; END IF;
  WITH announced AS (
    INSERT INTO tournament_reminder (tournament_id, type, subject, created_at) SELECT p_tournament, 'match_ready', id, p_now FROM unnest(ready) AS id
    ON CONFLICT ON CONSTRAINT reminder_once DO NOTHING RETURNING subject
  ), numbered AS (
    UPDATE tournament_tournament SET event_seq = event_seq + (SELECT count(*) FROM announced) WHERE id = p_tournament AND EXISTS (SELECT FROM announced)
    RETURNING event_seq
  ), event AS (
    SELECT n.event_seq + 1 - row_number() OVER (ORDER BY m.stage DESC, m.group_number DESC, m.round DESC, m.position DESC) AS seq,
      tournament_ready_facts(m) AS payload
    FROM announced JOIN tournament_match m ON m.id = announced.subject, numbered n
  ) SELECT coalesce(jsonb_agg(outbox_append(make_id('evt', p_now), p_tournament, seq::integer, 'match_ready', payload, p_now) ORDER BY seq), '[]')
  INTO events FROM event;
  RETURN events;
END
$function$;

-- What is to be said of the tournament now, whether or not it has been said. The same rule in code: dueReminders in reminder.ts.
CREATE OR REPLACE FUNCTION tournament_due_reminders(p_tournament text, p_now timestamp with time zone)
 RETURNS TABLE(type text, subject text, payload jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH t AS (SELECT *, state IN ('published', 'registration_open', 'registration_closed') AND p_now < starts_at AS is_before FROM tournament_tournament WHERE id = p_tournament)
  SELECT 'check_in_opened', '', jsonb_build_object('endsAt', instant_text(starts_at)) FROM t
  WHERE is_before AND p_now >= starts_at - check_in_minutes * interval '1 minute'
  UNION ALL SELECT 'deadline_near', 'registration', jsonb_build_object('deadline', 'registration', 'endsAt', instant_text(registration_closes_at)) FROM t
  WHERE state = 'registration_open' AND p_now < registration_closes_at AND p_now >= registration_closes_at - interval '60 minutes'
  UNION ALL SELECT 'deadline_near', 'check_in', jsonb_build_object('deadline', 'check_in', 'endsAt', instant_text(starts_at)) FROM t
  WHERE is_before AND check_in_minutes IS NOT NULL AND p_now >= starts_at - least(check_in_minutes, 10) * interval '1 minute'
  UNION ALL SELECT 'match_ready', m.id, tournament_ready_facts(m)
  FROM t JOIN tournament_match m ON m.tournament_id = t.id WHERE t.state = 'live' AND m.state = 'ready'
  -- Each new time of the match is said again.
  UNION ALL SELECT 'schedule_conflict', concat_ws(' ', w.match_id, w.subject, extract(epoch FROM w.starts_at)), jsonb_build_object('matchId', w.match_id,
    'otherMatchId', w.other_match_id, 'registrationId', CASE WHEN w.subject NOT LIKE 'at:%' THEN w.subject END,
    'station', CASE WHEN w.subject LIKE 'at:%' THEN substr(w.subject, 4) END)
  FROM t, tournament_schedule_warnings(t.id) w WHERE t.state = 'live' AND w.code = 'double_booked'
$function$;

-- Writes the events that are due and were not written before. Returns them.
CREATE OR REPLACE FUNCTION tournament_remind(p_tournament text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  due record;
  seq integer;
  events jsonb := '[]';
BEGIN
  PERFORM 1 FROM tournament_tournament WHERE id = p_tournament FOR NO KEY UPDATE;
  FOR due IN SELECT * FROM tournament_due_reminders(p_tournament, p_now) d ORDER BY d.type, d.subject LOOP
    INSERT INTO tournament_reminder (tournament_id, type, subject, created_at) VALUES (p_tournament, due.type, due.subject, p_now)
    ON CONFLICT ON CONSTRAINT reminder_once DO NOTHING;
    CONTINUE WHEN NOT FOUND;
    UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = p_tournament RETURNING event_seq INTO seq;
    events := events || outbox_append(make_id('evt', p_now), p_tournament, seq, due.type, due.payload, p_now);
  END LOOP;
  RETURN events;
END
$function$;
