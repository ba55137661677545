-- Cases: who may act on one, and the acts. docs/rules/moderation.md#cases

CREATE OR REPLACE FUNCTION moderation_sees_queue(p_category text, p_actor text, p_is_admin boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_is_admin OR EXISTS (SELECT FROM moderation_queue_right q WHERE q.player_id = p_actor AND q.category = p_category)
$function$;

-- Locks the case, and says whether the moderator may act on it: null, or why not, with facts. judgeCaseAct in case.ts, in the same order.
-- `p_version` is the version that the moderator has read; null where the act needs none.
CREATE OR REPLACE FUNCTION moderation_judge_case(p_case text, p_actor text, p_is_admin boolean, p_version integer, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  c moderation_case;
BEGIN
  SELECT * INTO c FROM moderation_case WHERE id = p_case FOR NO KEY UPDATE;
  facts := '{}';
  IF c.id IS NULL OR NOT moderation_sees_queue(c.category, p_actor, p_is_admin) THEN verdict := 'not_found';
  ELSIF c.state IN ('resolved', 'rejected') THEN
    verdict := 'closed';
    facts := jsonb_build_object('state', c.state);
  ELSIF p_actor = ANY (c.player_ids) OR EXISTS (
    SELECT FROM moderation_report r WHERE r.case_id = p_case AND r.reporter_id = p_actor) THEN verdict := 'own_case';
  ELSIF tournament_has_interest(c.tournament_id, p_actor) OR EXISTS (
    SELECT FROM moderation_report r WHERE r.case_id = p_case AND tournament_has_interest(r.tournament_id, p_actor)) THEN verdict := 'conflict_of_interest';
  ELSIF c.assignee_id <> p_actor AND c.lease_ends_at > p_now THEN
    verdict := 'leased';
    facts := jsonb_build_object('assigneeId', c.assignee_id, 'leaseEndsAt', instant_text(c.lease_ends_at));
  ELSIF p_version <> c.version THEN
    verdict := 'stale';
    facts := jsonb_build_object('version', c.version);
  END IF;
END
$function$;

-- Takes the case for a time, or renews the lease; `p_ends` null gives it back. Of a renewal and a takeover at once, when the lease has run
-- out, the first gets the lock and the case.
CREATE OR REPLACE FUNCTION moderation_lease_case(p_case text, p_actor text, p_is_admin boolean, p_ends timestamp with time zone, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT j.verdict, j.facts INTO verdict, facts FROM moderation_judge_case(p_case, p_actor, p_is_admin, NULL, p_now) j;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  UPDATE moderation_case SET assignee_id = CASE WHEN p_ends IS NOT NULL THEN p_actor END, lease_ends_at = p_ends WHERE id = p_case;
  verdict := 'done';
END
$function$;

-- Says that the case is worth handling, and how urgent it is. It may be said again with another priority.
CREATE OR REPLACE FUNCTION moderation_triage_case(p_case text, p_actor text, p_is_admin boolean, p_version integer, p_priority integer, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT j.verdict, j.facts INTO verdict, facts FROM moderation_judge_case(p_case, p_actor, p_is_admin, p_version, p_now) j;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  UPDATE moderation_case SET state = 'triaged', priority = p_priority, version = version + 1 WHERE id = p_case;
  verdict := 'done';
END
$function$;

-- Decides the case for good. A sanction that it names must be on one of the players whom the case concerns.
CREATE OR REPLACE FUNCTION moderation_decide_case(p_case text, p_actor text, p_is_admin boolean, p_version integer, p_outcome text, p_statement text, p_sanction text, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT j.verdict, j.facts INTO verdict, facts FROM moderation_judge_case(p_case, p_actor, p_is_admin, p_version, p_now) j;
  IF verdict IS NULL AND p_sanction IS NOT NULL AND NOT EXISTS (
    SELECT FROM sanction_known s JOIN moderation_case c ON s.player_id = ANY (c.player_ids) WHERE s.id = p_sanction AND c.id = p_case)
  THEN verdict := 'sanction_not_found'; END IF;
  IF verdict IS NOT NULL THEN RETURN; END IF;
  UPDATE moderation_case SET state = p_outcome, statement = p_statement, sanction_id = p_sanction, decided_by = p_actor, decided_at = p_now,
    assignee_id = NULL, lease_ends_at = NULL, version = version + 1 WHERE id = p_case;
  verdict := 'done';
END
$function$;

-- What was reported never changes, and a decided case neither; only an erased name in the snapshot is replaced.
CREATE OR REPLACE FUNCTION keep_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF (NEW.id, NEW.subject_type, NEW.subject_id, NEW.category, NEW.tournament_id, NEW.player_ids, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.subject_type, OLD.subject_id, OLD.category, OLD.tournament_id, OLD.player_ids, OLD.created_at) THEN
    RAISE EXCEPTION 'what a case is about never changes' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_subject_final';
  ELSIF OLD.decided_at IS NOT NULL AND to_jsonb(NEW) - 'snapshot' <> to_jsonb(OLD) - 'snapshot' THEN
    RAISE EXCEPTION 'a case is decided once' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'case_decided_once';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION keep_case() FROM PUBLIC;

CREATE OR REPLACE TRIGGER keep_case
  BEFORE UPDATE ON moderation_case FOR EACH ROW
  EXECUTE FUNCTION keep_case();

CREATE OR REPLACE TRIGGER moderation_case_append_only
  BEFORE DELETE OR TRUNCATE ON moderation_case FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- Replaces a player's name in snapshots, and ends the rights on queues. A team's name stays. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION moderation_erase(p_player text, p_name text)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH erased AS (
    UPDATE moderation_case SET snapshot = jsonb_set(snapshot, '{displayName}', to_jsonb(p_name))
    WHERE player_ids @> ARRAY[p_player] AND subject_type IN ('player', 'registration') AND snapshot ->> 'teamId' IS NULL
      AND snapshot ->> 'displayName' <> p_name
    RETURNING id
  ), withdrawn AS (DELETE FROM moderation_queue_right WHERE player_id = p_player RETURNING category)
  SELECT (SELECT count(*) FROM erased) + (SELECT count(*) FROM withdrawn)
$function$;
