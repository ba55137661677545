-- Reports. docs/rules/moderation.md#reports

-- Whether anything is kept of a player. A player of a `ply_…` token has no profile before reading or changing it, but may have entered
-- something. Who was erased is known: what stands names the id.
CREATE OR REPLACE FUNCTION moderation_knows_player(p_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM identity_kept WHERE player_id = p_id) OR EXISTS (SELECT FROM tournament_entry_player WHERE player_id = p_id)
    OR EXISTS (SELECT FROM team_squad WHERE player_id = p_id) OR EXISTS (SELECT FROM economy_kept WHERE player_id = p_id)
    OR EXISTS (SELECT FROM sanction_known WHERE player_id = p_id) OR EXISTS (SELECT FROM tournament_kept WHERE player_id = p_id)
    OR EXISTS (SELECT FROM moderation_report WHERE reporter_id = p_id) OR EXISTS (SELECT FROM audit_record WHERE actor_id = p_id)
$function$;

-- What is reported, as it is now, from the domain that owns it: {tournamentId, playerIds, facts}. null: it does not exist, or the reader
-- may not read it. Moderators (null) read all.
CREATE OR REPLACE FUNCTION moderation_subject(p_type text, p_id text, p_reader text)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE p_type
    WHEN 'player' THEN CASE WHEN p_id = p_reader OR moderation_knows_player(p_id) THEN jsonb_build_object('tournamentId', NULL,
      'playerIds', jsonb_build_array(p_id), 'facts', jsonb_build_object('displayName', player_display_name(p_id))) END
    WHEN 'team' THEN team_subject(p_id)
    WHEN 'certificate' THEN certificate_subject(p_id, p_reader)
    WHEN 'transfer' THEN economy_subject(p_id, p_reader)
    ELSE tournament_subject(p_type, p_id, p_reader) END
$function$;

-- Files a report. It opens a case, or folds into the open one of the same subject and category. `verdict` is 'done', or why not:
-- judgeReport in report.ts, in the same order. The lock on the reporter makes the limit and the mute exact; index case_open_once decides
-- which of two first reports opens the case.
CREATE OR REPLACE FUNCTION moderation_report(p_id text, p_case text, p_reporter text, p_type text, p_subject text, p_category text, p_tournament text, p_text text, p_evidence jsonb, p_per_day_max integer, p_audit text, p_now timestamp with time zone, OUT verdict text, OUT case_id text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  reporter moderation_reporter;
  earliest timestamptz;
  subject jsonb;
BEGIN
  INSERT INTO moderation_reporter (player_id) VALUES (p_reporter) ON CONFLICT DO NOTHING;
  SELECT * INTO reporter FROM moderation_reporter WHERE player_id = p_reporter FOR NO KEY UPDATE;
  -- The earliest of the last reports: when it is a day old, the next one is taken.
  SELECT r.created_at INTO earliest FROM moderation_report r WHERE r.reporter_id = p_reporter AND r.created_at > p_now - interval '1 day'
  ORDER BY r.created_at DESC OFFSET p_per_day_max - 1 LIMIT 1;
  subject := moderation_subject(p_type, p_subject, p_reporter);
  verdict := CASE
    WHEN reporter.muted_at IS NOT NULL AND coalesce(reporter.mute_ends_at > p_now, true) THEN 'muted'
    WHEN earliest IS NOT NULL THEN 'too_many'
    WHEN subject IS NULL THEN 'not_found'
    WHEN p_tournament IS NOT NULL AND NOT tournament_is_readable(p_tournament, p_reporter) THEN 'tournament_not_found'
    WHEN p_type = 'player' AND p_subject = p_reporter THEN 'own_subject'
    WHEN EXISTS (
      SELECT FROM jsonb_array_elements(p_evidence) AS item
      WHERE item ? 'evidenceId' AND moderation_subject('evidence', item ->> 'evidenceId', p_reporter) IS NULL) THEN 'evidence_not_found'
    WHEN EXISTS (
      SELECT FROM moderation_case c JOIN moderation_report r ON r.case_id = c.id
      WHERE c.subject_type = p_type AND c.subject_id = p_subject AND c.category = p_category AND c.state IN ('open', 'triaged')
        AND r.reporter_id = p_reporter) THEN 'reported'
    ELSE 'done' END;
  facts := CASE verdict WHEN 'muted' THEN jsonb_build_object('endsAt', instant_text(reporter.mute_ends_at), 'reason', reporter.mute_reason)
    WHEN 'too_many' THEN jsonb_build_object('limit', p_per_day_max, 'retryAt', instant_text(earliest + interval '1 day')) ELSE '{}' END;
  IF verdict <> 'done' THEN RETURN; END IF;
  INSERT INTO moderation_case AS c (id, subject_type, subject_id, category, tournament_id, player_ids, snapshot, state, priority, report_count,
    version, created_at)
  VALUES (p_case, p_type, p_subject, p_category, subject ->> 'tournamentId', ARRAY(SELECT jsonb_array_elements_text(subject -> 'playerIds')),
    subject -> 'facts', 'open', 3, 1, 1, p_now)
  ON CONFLICT (subject_type, subject_id, category) WHERE state IN ('open', 'triaged') DO UPDATE SET report_count = c.report_count + 1
  RETURNING c.id INTO case_id;
  INSERT INTO moderation_report (id, case_id, reporter_id, tournament_id, text, evidence, created_at)
  VALUES (p_id, case_id, p_reporter, coalesce(subject ->> 'tournamentId', p_tournament), p_text, p_evidence, p_now);
  PERFORM audit_append(p_audit, 'report.filed', p_reporter, NULL, 'case', case_id, jsonb_build_object('reportId', p_id), p_now);
END
$function$;

CREATE OR REPLACE TRIGGER moderation_report_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON moderation_report FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- Mutes a reporter, or changes the mute; null: there is no such player. Reports that were sent before are handled.
CREATE OR REPLACE FUNCTION moderation_mute_reporter(p_player text, p_actor text, p_reason text, p_ends timestamp with time zone, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO moderation_reporter (player_id, muted_at, mute_ends_at, mute_reason, muted_by)
  SELECT p_player, p_now, p_ends, p_reason, p_actor WHERE moderation_knows_player(p_player)
  ON CONFLICT (player_id) DO UPDATE SET muted_at = p_now, mute_ends_at = p_ends, mute_reason = p_reason, muted_by = p_actor
  RETURNING true
$function$;

-- What moderation keeps of a player, for the export of personal data. Not reports about the player: their reporters are not named to them.
CREATE OR REPLACE VIEW report_kept WITH (security_invoker=true) AS
 SELECT r.reporter_id AS player_id, 'reports' AS part, r.id AS key, jsonb_build_object('id', r.id, 'subjectType', c.subject_type,
   'subjectId', c.subject_id, 'category', c.category, 'tournamentId', r.tournament_id, 'text', r.text, 'evidence', r.evidence,
   'createdAt', instant_text(r.created_at), 'state', c.state, 'statement', c.statement, 'decidedAt', instant_text(c.decided_at)) AS item
 FROM moderation_report r JOIN moderation_case c ON c.id = r.case_id;
REVOKE INSERT, UPDATE, DELETE ON report_kept FROM laurel_app;
