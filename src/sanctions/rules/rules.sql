-- Rules that moderators add to the gates. rule.ts has the same rules. docs/rules/moderation.md#rules-and-shadow-mode

-- Whether the rule refuses the act of this player at that time: null, or the facts of the refusal. It counts what was known at that
-- time, so that a past act is judged as it would have been. A sanction counts for the acts that a ban of its areas would block. The same in
-- code: judgeRule.
CREATE OR REPLACE FUNCTION sanction_rule_verdict(p_rule sanction_rule, p_player text, p_tournament text, p_act text, p_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  s sanction_record;
  met text;
  ends timestamptz;
BEGIN
  IF p_act <> ALL (p_rule.acts) OR p_rule.tournament_id IS NOT NULL AND p_rule.tournament_id IS DISTINCT FROM p_tournament THEN RETURN NULL; END IF;
  IF p_rule.kinds IS NOT NULL THEN
    SELECT r.id, r.ends_at INTO met, ends FROM sanction_record r
    WHERE r.player_id = p_player AND r.kind = ANY (p_rule.kinds) AND (p_rule.reason_codes IS NULL OR r.reason_code = ANY (p_rule.reason_codes))
      AND r.created_at <= p_at AND r.starts_at <= p_at AND (r.ends_at IS NULL OR r.ends_at > p_at)
      AND (r.revoked_at IS NULL OR r.revoked_at > p_at) AND (NOT r.needs_confirmation OR r.confirmed_at <= p_at)
      AND (r.tournament_id IS NULL OR r.tournament_id = p_tournament) AND sanction_blocks('ban', r.areas, p_act)
    ORDER BY r.ends_at DESC NULLS FIRST, r.id LIMIT 1;
  ELSE
    SELECT k.sanction_id, k.decays_at INTO met, ends FROM (
      SELECT c.sanction_id, c.decays_at, sum(c.points) OVER (ORDER BY c.decays_at DESC, c.sanction_id) AS total
      FROM sanction_strike_known c
      WHERE c.player_id = p_player AND c.created_at <= p_at AND c.decays_at > p_at AND (c.dismissed_at IS NULL OR c.dismissed_at > p_at)
        AND (c.revoked_at IS NULL OR c.revoked_at > p_at) AND (NOT c.needs_confirmation OR c.confirmed_at <= p_at)
        AND (p_rule.reason_codes IS NULL OR c.reason_code = ANY (p_rule.reason_codes))
    ) k WHERE k.total >= p_rule.points_min ORDER BY k.decays_at DESC, k.sanction_id LIMIT 1;
  END IF;
  IF met IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO s FROM sanction_record WHERE id = met;
  RETURN jsonb_build_object('sanctionId', s.id, 'kind', s.kind, 'reasonCode', s.reason_code,
    'tournamentId', coalesce(p_rule.tournament_id, CASE WHEN p_rule.kinds IS NOT NULL THEN s.tournament_id END),
    'endsAt', instant_text(ends), 'appealAt', sanction_appeal_path(s.id), 'ruleId', p_rule.id);
END
$function$;

-- What the enforced rules say of an act: null, or the facts of the one that refuses longest. The same in code: judgeRules.
CREATE OR REPLACE FUNCTION sanction_rules_gate(p_player text, p_tournament text, p_act text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RETURN (SELECT v.facts FROM sanction_rule r, sanction_rule_verdict(r, p_player, p_tournament, p_act, p_now) AS v (facts)
    WHERE r.state = 'enforced' AND v.facts IS NOT NULL ORDER BY v.facts ->> 'endsAt' DESC NULLS FIRST, r.id LIMIT 1);
END
$function$;

-- For queries of other domains.
CREATE OR REPLACE VIEW sanction_rule_known WITH (security_invoker=true) AS
 SELECT id, title, acts, kinds, points_min, reason_codes, tournament_id, state, version, declared_by, created_at, switched_by, switched_at
 FROM sanction_rule;
REVOKE INSERT, UPDATE, DELETE ON sanction_rule_known FROM laurel_app;

-- The verdict of one rule by its id, for acts of the past.
CREATE OR REPLACE FUNCTION sanction_judge_past(p_rule text, p_player text, p_tournament text, p_act text, p_at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT sanction_rule_verdict(r, p_player, p_tournament, p_act, p_at) FROM sanction_rule r WHERE r.id = p_rule
$function$;

CREATE OR REPLACE FUNCTION sanction_declare_rule(p_id text, p_title text, p_acts text[], p_kinds text[], p_points integer, p_reasons text[], p_tournament text, p_actor text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO sanction_rule (id, title, acts, kinds, points_min, reason_codes, tournament_id, state, version, declared_by, created_at, switched_by, switched_at)
  VALUES (p_id, p_title, p_acts, p_kinds, p_points, p_reasons, p_tournament, 'off', 1, p_actor, p_now, p_actor, p_now)
$function$;

-- 'done', or why not: judgeSwitch in rule.ts. `p_active_max`: rules in shadow or enforced at once. The lock makes the number exact; acts,
-- which only read the rules, do not wait for it.
CREATE OR REPLACE FUNCTION sanction_switch_rule(p_id text, p_state text, p_version integer, p_active_max integer, p_actor text, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  rule sanction_rule;
BEGIN
  LOCK TABLE sanction_rule IN SHARE ROW EXCLUSIVE MODE;
  SELECT * INTO rule FROM sanction_rule WHERE id = p_id;
  facts := jsonb_build_object('state', rule.state, 'version', rule.version);
  verdict := CASE
    WHEN rule.id IS NULL THEN 'not_found'
    WHEN p_version <> rule.version THEN 'stale'
    WHEN p_state = rule.state THEN 'same'
    WHEN p_state = 'enforced' AND rule.state = 'off' THEN 'not_tried'
    WHEN p_state <> 'off' AND (SELECT count(*) FROM sanction_rule r WHERE r.state <> 'off' AND r.id <> p_id) >= p_active_max THEN 'too_many'
    ELSE 'done' END;
  IF verdict = 'done' THEN
    UPDATE sanction_rule SET state = p_state, version = version + 1, switched_by = p_actor, switched_at = p_now WHERE id = p_id;
  END IF;
END
$function$;

-- Only the state of a rule changes, and its version with it.
CREATE OR REPLACE FUNCTION keep_rule_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  switched constant text[] := ARRAY['state', 'version', 'switched_by', 'switched_at'];
BEGIN
  IF to_jsonb(NEW) - switched <> to_jsonb(OLD) - switched OR NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'the terms of a rule never change' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'rule_terms_final';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION keep_rule_terms() FROM PUBLIC;

CREATE OR REPLACE TRIGGER keep_rule_terms
  BEFORE UPDATE ON sanction_rule FOR EACH ROW
  EXECUTE FUNCTION keep_rule_terms();

CREATE OR REPLACE TRIGGER sanction_rule_append_only
  BEFORE DELETE OR TRUNCATE ON sanction_rule FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
