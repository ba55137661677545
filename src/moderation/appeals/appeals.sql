-- Appeals against sanctions. docs/rules/moderation.md

-- Sends an appeal. 'done', or why not: judgeAppeal in appeal.ts. The sanction is locked, so that of two appeals at once one is refused.
-- `p_waits` is reason → days before an appeal, from the catalogue.
CREATE OR REPLACE FUNCTION moderation_appeal(p_id text, p_actor text, p_sanction text, p_text text, p_waits jsonb, p_window_days integer, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  s record;
BEGIN
  PERFORM sanction_lock(p_sanction);
  SELECT * INTO s FROM sanction_known k WHERE k.id = p_sanction;
  IF s.id IS NULL OR s.player_id <> p_actor THEN RETURN 'not_found';
  ELSIF EXISTS (SELECT FROM sanction_lineage(p_sanction) l JOIN moderation_appeal a ON a.sanction_id = l.id) THEN RETURN 'appealed';
  ELSIF s.revoked_at IS NOT NULL OR s.fulfilled_at IS NOT NULL OR s.ends_at <= p_now THEN RETURN 'closed';
  ELSIF p_now < s.created_at + make_interval(days => (p_waits ->> s.reason_code)::integer) THEN RETURN 'too_early';
  ELSIF p_now > s.created_at + make_interval(days => p_window_days) THEN RETURN 'too_late';
  END IF;
  INSERT INTO moderation_appeal (id, sanction_id, player_id, text, created_at) VALUES (p_id, p_sanction, p_actor, p_text, p_now);
  RETURN 'done';
END
$function$;

-- Decides an appeal: 'upheld' leaves the sanction, 'lifted' revokes it, 'reduced' revokes it and imposes the same one with an earlier end.
-- 'done', or why not: judgeAppealDecision in appeal.ts.
CREATE OR REPLACE FUNCTION moderation_decide_appeal(p_id text, p_actor text, p_outcome text, p_statement text, p_ends timestamp with time zone, p_new_sanction text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  a moderation_appeal;
  s record;
BEGIN
  SELECT * INTO a FROM moderation_appeal WHERE id = p_id FOR NO KEY UPDATE;
  IF a.id IS NULL THEN RETURN 'not_found'; END IF;
  PERFORM sanction_lock(a.sanction_id);
  SELECT * INTO s FROM sanction_known k WHERE k.id = a.sanction_id;
  IF a.outcome IS NOT NULL THEN RETURN 'decided';
  ELSIF p_actor IN (s.imposed_by, s.player_id) OR p_actor = s.confirmed_by THEN RETURN 'own_sanction';
  ELSIF tournament_has_interest(s.tournament_id, p_actor) THEN RETURN 'conflict_of_interest';
  ELSIF p_ends <= greatest(s.starts_at, p_now) OR p_ends >= s.ends_at OR p_ends IS NOT NULL AND s.revoked_at IS NOT NULL THEN RETURN 'not_shorter';
  END IF;
  UPDATE moderation_appeal SET outcome = p_outcome, statement = p_statement, ends_at = p_ends, decided_by = p_actor, decided_at = p_now WHERE id = p_id;
  -- A sanction that has ended meanwhile stays as it is; it cannot be reduced.
  IF p_outcome <> 'upheld' AND sanction_revoke(s.id, p_actor, p_statement, p_now) = 'done' AND p_outcome = 'reduced' THEN
    PERFORM sanction_reduce(p_new_sanction, s.id, p_actor, p_ends, p_now);
  END IF;
  RETURN 'done';
END
$function$;

-- A decided appeal never changes, and none is deleted.
CREATE OR REPLACE TRIGGER moderation_appeal_decided_once
  BEFORE UPDATE ON moderation_appeal FOR EACH ROW WHEN (old.outcome IS NOT NULL)
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER moderation_appeal_append_only
  BEFORE DELETE OR TRUNCATE ON moderation_appeal FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- What moderation keeps of a player, for the export of personal data.
CREATE OR REPLACE VIEW moderation_kept WITH (security_invoker=true) AS
 SELECT a.player_id, 'appeals' AS part, a.id AS key, jsonb_build_object('id', a.id, 'sanctionId', a.sanction_id, 'text', a.text,
   'createdAt', instant_text(a.created_at), 'outcome', a.outcome, 'statement', a.statement, 'decidedAt', instant_text(a.decided_at)) AS item
 FROM moderation_appeal a;
REVOKE INSERT, UPDATE, DELETE ON moderation_kept FROM laurel_app;
