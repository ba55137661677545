-- Reminders: events that cron writes when a time has come or a match can be played, each once. docs/rules/tournaments.md#reminders

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
  UNION ALL SELECT 'match_ready', m.id, jsonb_build_object('matchId', m.id, 'stage', m.stage, 'group', m.group_number, 'round', m.round, 'position', m.position,
    'registrationIds', (SELECT jsonb_agg(s.registration_id ORDER BY s.slot) FROM tournament_slot s WHERE s.match_id = m.id AND s.registration_id IS NOT NULL))
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
