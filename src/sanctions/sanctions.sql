-- What sanctions publish. Acts call the gate inside their own statement. docs/rules/moderation.md

-- Whether a sanction of this kind and these areas blocks the act. The same in code: blockedActs in sanction.ts.
CREATE OR REPLACE FUNCTION sanction_blocks(p_kind text, p_areas text[], p_act text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE p_kind WHEN 'ban' THEN p_act NOT IN ('capture', 'receive', 'publish')
      WHEN 'suspend' THEN p_act NOT IN ('report', 'transfer', 'capture', 'receive', 'publish') WHEN 'mute' THEN p_act = 'transfer'
      WHEN 'wallet_freeze' THEN p_act IN ('transfer', 'capture', 'receive') WHEN 'hosting_probation' THEN p_act = 'publish' ELSE false END
    AND coalesce(p_areas IS NULL OR CASE WHEN p_act IN ('register', 'check_in', 'report') THEN 'competing'
      WHEN p_act = 'staff' THEN 'staffing' WHEN p_act = 'host' THEN 'hosting' END = ANY (p_areas), false)
$function$;

-- The sanction and those that it continues, the newest first.
CREATE OR REPLACE FUNCTION sanction_lineage(p_id text)
 RETURNS TABLE(id text, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH RECURSIVE line AS (
    SELECT r.id, r.created_at, r.earlier_id FROM sanction_record r WHERE r.id = p_id
    UNION ALL SELECT e.id, e.created_at, e.earlier_id FROM sanction_record e JOIN line ON e.id = line.earlier_id
  ) SELECT line.id, line.created_at FROM line
$function$;

-- Whether an appeal has left it: it, or a sanction that it continues, continues another one of the same player. Its player has appealed.
CREATE OR REPLACE FUNCTION sanction_is_reduced(p_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM sanction_lineage(p_id) l JOIN sanction_record r ON r.id = l.id
    JOIN sanction_record e ON e.id = r.earlier_id AND e.player_id = r.player_id)
$function$;

-- Where the player may appeal, and reads the appeal that was sent. null: it took the place of one that an appeal reduced. The same in code: appealPath in sanction.ts.
CREATE OR REPLACE FUNCTION sanction_appeal_path(p_id text)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN NOT sanction_is_reduced(p_id) THEN '/v1/sanctions/' || p_id || '/appeals' END
$function$;

-- Four eyes: whether a second moderator must confirm it. A ban of more than ten years is one for ever: no reason of the catalogue has a
-- longer length, and nobody waits for its end. The same in code: needsSecond in sanction.ts.
CREATE OR REPLACE FUNCTION sanction_needs_second(p_kind text, p_starts timestamp with time zone, p_ends timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_kind = 'ban' AND (p_ends IS NULL OR p_ends > p_starts + 3650 * interval '24 hours')
$function$;

-- Why the player may not perform the act now: null, or the facts of the refusal. Of several sanctions the one that ends last. `p_act` is
-- one of gatedActs in sanction.ts; `p_tournament` is null for acts outside of tournaments. The same in code: judgeGate, gateFacts.
CREATE OR REPLACE FUNCTION sanction_gate(p_player text, p_tournament text, p_act text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  s sanction_record;
BEGIN
  SELECT * INTO s FROM sanction_record r
  WHERE r.player_id = p_player AND r.revoked_at IS NULL AND r.starts_at <= p_now AND (r.ends_at IS NULL OR r.ends_at > p_now)
    AND r.fulfilled_at IS NULL AND (NOT r.needs_confirmation OR r.confirmed_at IS NOT NULL) AND (r.tournament_id IS NULL OR r.tournament_id = p_tournament)
    AND sanction_blocks(r.kind, r.areas, p_act)
  ORDER BY r.ends_at DESC NULLS FIRST, r.id LIMIT 1;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM sanction_rule WHERE state = 'enforced') THEN sanction_rules_gate(p_player, p_tournament, p_act, p_now) END;
  END IF;
  RETURN jsonb_build_object('sanctionId', s.id, 'kind', s.kind, 'reasonCode', s.reason_code, 'tournamentId', s.tournament_id,
    'endsAt', instant_text(s.ends_at), 'appealAt', sanction_appeal_path(s.id));
END
$function$;

-- Until when the gate may refuse anything to a player: whoever has no row that is still to end is let through by every gate. For acts that
-- can read it in their own statement, which costs less than the call. Strikes are here also while no rule is enforced: the gate knows.
CREATE OR REPLACE VIEW sanction_possible WITH (security_invoker=true) AS
 SELECT player_id, coalesce(ends_at, 'infinity') AS until FROM sanction_record WHERE revoked_at IS NULL
 UNION ALL SELECT player_id, decays_at FROM sanction_strike;
REVOKE INSERT, UPDATE, DELETE ON sanction_possible FROM laurel_app;

-- For queries of other domains.
CREATE OR REPLACE VIEW sanction_known WITH (security_invoker=true) AS
 SELECT id, player_id, kind, areas, tournament_id, reason_code, statement, note, starts_at, ends_at, imposed_by, created_at,
   needs_confirmation, confirmed_by, confirmed_at, revoked_by, revoked_at, revoke_reason, fulfilled_at, earlier_id,
   earlier_id IS NOT NULL AND sanction_is_reduced(id) AS is_reduced
 FROM sanction_record;
REVOKE INSERT, UPDATE, DELETE ON sanction_known FROM laurel_app;

-- What sanctions keep of a player, for the export of personal data.
CREATE OR REPLACE VIEW sanction_kept WITH (security_invoker=true) AS
 SELECT s.player_id, 'sanctions' AS part, s.id AS key, jsonb_build_object('id', s.id, 'kind', s.kind, 'areas', s.areas,
   'tournamentId', s.tournament_id, 'reasonCode', s.reason_code, 'statement', s.statement, 'startsAt', instant_text(s.starts_at),
   'endsAt', instant_text(s.ends_at), 'fulfilledAt', instant_text(s.fulfilled_at), 'revokedAt', instant_text(s.revoked_at), 'revokeReason', s.revoke_reason,
   'strikePoints', k.points, 'strikeDecaysAt', instant_text(k.decays_at), 'strikeDismissedAt', instant_text(k.dismissed_at),
   'reviewedTournamentIds', (SELECT coalesce(jsonb_agg(v.tournament_id ORDER BY v.tournament_id), '[]') FROM sanction_hosting_review v
     WHERE s.kind = 'hosting_probation' AND v.organizer_id = s.player_id)) AS item
 FROM sanction_record s LEFT JOIN sanction_strike k ON k.sanction_id = s.id;
REVOKE INSERT, UPDATE, DELETE ON sanction_kept FROM laurel_app;

-- Until the end of the transaction, so that later statements decide on what they see.
CREATE OR REPLACE FUNCTION sanction_lock(p_id text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT FROM sanction_record WHERE id = p_id FOR NO KEY UPDATE
$function$;

CREATE OR REPLACE FUNCTION sanction_impose(p_id text, p_actor text, p_player text, p_kind text, p_areas text[], p_tournament text, p_reason_code text, p_statement text, p_note text, p_starts timestamp with time zone, p_ends timestamp with time zone, p_needs_confirmation boolean, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO sanction_record (id, player_id, kind, areas, tournament_id, reason_code, statement, note, starts_at, ends_at, imposed_by,
    created_at, needs_confirmation)
  VALUES (p_id, p_player, p_kind, p_areas, p_tournament, p_reason_code, p_statement, p_note, p_starts, p_ends, p_actor, p_now, p_needs_confirmation)
  RETURNING 'done'
$function$;

-- An appeal has reduced a sanction: the same one with an earlier end takes its place, with what is left of its strike. It keeps its start:
-- a review of a probation still counts; and its statement: what was decided and why is in the appeal.
DROP FUNCTION IF EXISTS sanction_reduce(text, text, text, text, timestamp with time zone, timestamp with time zone);
CREATE OR REPLACE FUNCTION sanction_reduce(p_id text, p_earlier text, p_actor text, p_ends timestamp with time zone, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO sanction_record (id, player_id, kind, areas, tournament_id, reason_code, statement, note, starts_at, ends_at, imposed_by,
    created_at, needs_confirmation, earlier_id)
  SELECT p_id, player_id, kind, areas, tournament_id, reason_code, statement, note, starts_at, p_ends, p_actor, p_now, false, id
  FROM sanction_record WHERE id = p_earlier;
  SELECT sanction_carry_strike(p_earlier, p_id, p_now);
$function$;

-- Whether a sanction was taken back: it is revoked, and so is what took its place. One that was reduced still stands.
CREATE OR REPLACE FUNCTION sanction_is_taken_back(p_id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH RECURSIVE line AS (
    SELECT r.id, r.player_id, r.revoked_at FROM sanction_record r WHERE r.id = p_id
    UNION ALL SELECT n.id, n.player_id, n.revoked_at FROM line JOIN sanction_record n ON n.player_id = line.player_id AND n.earlier_id = line.id
  ) SELECT bool_and(revoked_at IS NOT NULL) FROM line
$function$;

-- Until the end of the transaction: what follows from the ends of several sanctions of one player is judged one after another.
CREATE OR REPLACE FUNCTION sanction_lock_player(p_player text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT pg_advisory_xact_lock(hashtextextended('sanction ' || p_player, 0))
$function$;

-- 'done', or why not: judgeConfirmation in sanction.ts. A sanction that has expired is closed.
CREATE OR REPLACE FUNCTION sanction_confirm(p_id text, p_actor text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  s sanction_record;
BEGIN
  SELECT * INTO s FROM sanction_record WHERE id = p_id FOR NO KEY UPDATE;
  IF s.id IS NULL THEN RETURN 'not_found';
  ELSIF NOT s.needs_confirmation OR s.confirmed_at IS NOT NULL OR s.revoked_at IS NOT NULL OR s.fulfilled_at IS NOT NULL
    OR s.ends_at <= p_now THEN RETURN 'closed';
  ELSIF p_actor IN (s.imposed_by, s.player_id) THEN RETURN 'own_sanction';
  END IF;
  UPDATE sanction_record SET confirmed_by = p_actor, confirmed_at = p_now WHERE id = p_id;
  RETURN 'done';
END
$function$;

-- 'done', or why not: judgeRevocation in sanction.ts. Who imposed it may revoke it.
CREATE OR REPLACE FUNCTION sanction_revoke(p_id text, p_actor text, p_reason text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  s sanction_record;
BEGIN
  SELECT * INTO s FROM sanction_record WHERE id = p_id FOR NO KEY UPDATE;
  IF s.id IS NULL THEN RETURN 'not_found';
  ELSIF s.revoked_at IS NOT NULL OR s.fulfilled_at IS NOT NULL OR s.ends_at <= p_now THEN RETURN 'closed';
  ELSIF p_actor = s.player_id THEN RETURN 'own_sanction';
  END IF;
  UPDATE sanction_record SET revoked_by = p_actor, revoked_at = p_now, revoke_reason = p_reason WHERE id = p_id;
  RETURN 'done';
END
$function$;

-- A sanction is confirmed once, fulfilled once and revoked once, and nothing else of it changes.
CREATE OR REPLACE FUNCTION keep_sanction_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF to_jsonb(NEW) - ARRAY['confirmed_by', 'confirmed_at', 'revoked_by', 'revoked_at', 'revoke_reason', 'fulfilled_at']
    <> to_jsonb(OLD) - ARRAY['confirmed_by', 'confirmed_at', 'revoked_by', 'revoked_at', 'revoke_reason', 'fulfilled_at'] THEN
    RAISE EXCEPTION 'the terms of a sanction never change' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sanction_terms_final';
  ELSIF OLD.revoked_at IS NOT NULL OR OLD.fulfilled_at IS NOT NULL OR OLD.confirmed_at IS DISTINCT FROM NEW.confirmed_at AND OLD.confirmed_at IS NOT NULL THEN
    RAISE EXCEPTION 'a sanction is confirmed once and ends once' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sanction_decided_once';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION keep_sanction_terms() FROM PUBLIC;

CREATE OR REPLACE TRIGGER keep_sanction_terms
  BEFORE UPDATE ON sanction_record FOR EACH ROW
  EXECUTE FUNCTION keep_sanction_terms();

CREATE OR REPLACE TRIGGER sanction_record_append_only
  BEFORE DELETE OR TRUNCATE ON sanction_record FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
