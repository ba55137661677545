-- Trials of rules over past acts. docs/rules/moderation.md#rules-and-shadow-mode

-- What was done, by source in the order of ids. `act` is null for what no gate judges; it is listed too, so that a reader moves on.
CREATE OR REPLACE VIEW moderation_past_act WITH (security_invoker=true) AS
 SELECT source, id, act, players, tournament_id, acted_at FROM tournament_past_act
 UNION ALL SELECT source, id, act, players, tournament_id, acted_at FROM economy_past_act;
REVOKE INSERT, UPDATE, DELETE ON moderation_past_act FROM laurel_app;

-- Judges the next acts of one source before the id `p_before`, and returns how many rows were read. Two runs at once take turns by the lock
-- on the trial, so that each act is judged once. Refusals after the first `p_kept_max` are only counted.
CREATE OR REPLACE FUNCTION moderation_trial_step(p_trial text, p_source text, p_before text, p_rows_max integer, p_kept_max integer)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  t moderation_trial;
  acts_of_rule text[];
  last_id text;
  read_rows integer;
  judged integer;
  refused integer;
BEGIN
  SELECT * INTO t FROM moderation_trial WHERE id = p_trial AND finished_at IS NULL FOR NO KEY UPDATE;
  IF t.id IS NULL THEN RETURN 0; END IF;
  SELECT r.acts INTO acts_of_rule FROM sanction_rule_known r WHERE r.id = t.rule_id;
  WITH piece AS MATERIALIZED (
    SELECT a.id, a.act, a.players, a.tournament_id, a.acted_at FROM moderation_past_act a
    WHERE a.source = p_source AND a.id > (t.positions ->> p_source) AND a.id < p_before ORDER BY a.id LIMIT p_rows_max
  ), suspect AS MATERIALIZED (
    SELECT p.*, player FROM piece p, unnest(p.players) AS player
    WHERE p.act = ANY (acts_of_rule) AND EXISTS (SELECT FROM sanction_known s WHERE s.player_id = player)
  ), refusal AS MATERIALIZED (
    SELECT DISTINCT ON (s.id) s.*, v.facts FROM suspect s, sanction_judge_past(t.rule_id, s.player, s.tournament_id, s.act, s.acted_at) AS v (facts)
    WHERE v.facts IS NOT NULL ORDER BY s.id, s.player
  ), kept AS (
    INSERT INTO moderation_trial_refusal (trial_id, ref_id, act, player_id, tournament_id, acted_at, sanction_id, ends_at)
    SELECT t.id, r.id, r.act, r.player, r.tournament_id, r.acted_at, r.facts ->> 'sanctionId', (r.facts ->> 'endsAt')::timestamptz
    FROM refusal r ORDER BY r.id LIMIT greatest(0, p_kept_max - t.refused_acts)
  )
  SELECT count(*), max(p.id), count(*) FILTER (WHERE p.act = ANY (acts_of_rule)), (SELECT count(*) FROM refusal)
  INTO read_rows, last_id, judged, refused FROM piece p;
  IF read_rows > 0 THEN
    UPDATE moderation_trial SET positions = jsonb_set(positions, ARRAY[p_source], to_jsonb(last_id)), judged_acts = judged_acts + judged,
      refused_acts = refused_acts + refused WHERE id = p_trial;
  END IF;
  RETURN read_rows;
END
$function$;

-- Starts a trial between two times: 'done', or why not. The lock makes the number of trials at once exact;
-- that of a shadow begins when it is made, and does not count.
CREATE OR REPLACE FUNCTION moderation_start_trial(p_id text, p_rule text, p_from timestamp with time zone, p_to timestamp with time zone, p_positions jsonb, p_at_once_max integer, p_actor text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('moderation_trial', 0));
  IF NOT EXISTS (SELECT FROM sanction_rule_known r WHERE r.id = p_rule) THEN RETURN 'not_found'; END IF;
  IF (SELECT count(*) FROM moderation_trial t WHERE t.from_at < t.created_at AND t.finished_at IS NULL) >= p_at_once_max THEN RETURN 'too_many'; END IF;
  INSERT INTO moderation_trial (id, rule_id, from_at, to_at, positions, started_by, created_at)
  VALUES (p_id, p_rule, p_from, p_to, p_positions, p_actor, p_now);
  RETURN 'done';
END
$function$;

-- The first shadow of a rule, or another one, begins with its switch; the trial of the shadow that ends gets its end.
CREATE OR REPLACE FUNCTION moderation_switch_rule(p_rule text, p_state text, p_version integer, p_active_max integer, p_trial text, p_positions jsonb, p_actor text, p_now timestamp with time zone, OUT verdict text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT s.verdict, s.facts INTO verdict, facts FROM sanction_switch_rule(p_rule, p_state, p_version, p_active_max, p_actor, p_now) s;
  IF verdict <> 'done' THEN RETURN; END IF;
  UPDATE moderation_trial SET to_at = greatest(p_now, from_at) WHERE rule_id = p_rule AND to_at IS NULL;
  IF p_state = 'shadow' THEN
    INSERT INTO moderation_trial (id, rule_id, from_at, positions, started_by, created_at) VALUES (p_trial, p_rule, p_now, p_positions, p_actor, p_now);
  END IF;
END
$function$;

-- What was found of a player, for the export of personal data.
CREATE OR REPLACE VIEW trial_kept WITH (security_invoker=true) AS
 SELECT r.player_id, 'rule_trials' AS part, r.trial_id || ' ' || r.ref_id AS key, jsonb_build_object('trialId', r.trial_id, 'act', r.act,
   'refId', r.ref_id, 'tournamentId', r.tournament_id, 'actedAt', instant_text(r.acted_at), 'sanctionId', r.sanction_id) AS item
 FROM moderation_trial_refusal r;
REVOKE INSERT, UPDATE, DELETE ON trial_kept FROM laurel_app;
