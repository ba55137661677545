-- Strikes: points that a sanction adds, and that decay. A strike counts until then, unless it is dismissed or its sanction is revoked. That
-- of a sanction that needs a second moderator counts from the confirmation.

CREATE OR REPLACE FUNCTION sanction_add_strike(p_sanction text, p_player text, p_points integer, p_decays timestamp with time zone, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO sanction_strike (sanction_id, player_id, points, created_at, decays_at) VALUES (p_sanction, p_player, p_points, p_now, p_decays)
$function$;

-- A strike follows the sanction that stands: what takes the place of another one has the strike of that one, if it still counts.
CREATE OR REPLACE FUNCTION sanction_carry_strike(p_from text, p_to text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO sanction_strike (sanction_id, player_id, points, created_at, decays_at)
  SELECT s.id, s.player_id, k.points, p_now, k.decays_at FROM sanction_strike k, sanction_record s
  WHERE k.sanction_id = p_from AND s.id = p_to AND k.dismissed_at IS NULL AND k.decays_at > p_now
$function$;

-- For queries of other domains. Whether it counts at a time: strikeState in strike.ts.
CREATE OR REPLACE VIEW sanction_strike_known WITH (security_invoker=true) AS
 SELECT k.sanction_id, k.player_id, k.points, k.created_at, k.decays_at, k.dismissed_by, k.dismissed_at, k.dismiss_reason, s.reason_code,
   s.revoked_at, s.needs_confirmation, s.confirmed_at
 FROM sanction_strike k JOIN sanction_record s ON s.id = k.sanction_id;
REVOKE INSERT, UPDATE, DELETE ON sanction_strike_known FROM laurel_app;

-- 'done', or why not: judgeDismissal in strike.ts.
CREATE OR REPLACE FUNCTION sanction_dismiss_strike(p_sanction text, p_actor text, p_reason text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  k sanction_strike;
BEGIN
  PERFORM sanction_lock(p_sanction);
  SELECT * INTO k FROM sanction_strike WHERE sanction_id = p_sanction FOR NO KEY UPDATE;
  IF k.sanction_id IS NULL THEN RETURN 'not_found';
  ELSIF k.dismissed_at IS NOT NULL OR k.decays_at <= p_now
    OR EXISTS (SELECT FROM sanction_record s WHERE s.id = p_sanction AND (s.revoked_at IS NOT NULL OR s.needs_confirmation AND s.confirmed_at IS NULL))
    THEN RETURN 'closed';
  ELSIF p_actor = k.player_id THEN RETURN 'own_sanction';
  END IF;
  UPDATE sanction_strike SET dismissed_by = p_actor, dismissed_at = p_now, dismiss_reason = p_reason WHERE sanction_id = p_sanction;
  RETURN 'done';
END
$function$;

-- A strike is dismissed once, and nothing else of it changes.
CREATE OR REPLACE FUNCTION keep_strike_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  decision constant text[] := ARRAY['dismissed_by', 'dismissed_at', 'dismiss_reason'];
BEGIN
  IF OLD.dismissed_at IS NOT NULL OR to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision THEN
    RAISE EXCEPTION 'a strike is dismissed once' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'strike_terms_final';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION keep_strike_terms() FROM PUBLIC;

CREATE OR REPLACE TRIGGER keep_strike_terms
  BEFORE UPDATE ON sanction_strike FOR EACH ROW
  EXECUTE FUNCTION keep_strike_terms();

CREATE OR REPLACE TRIGGER sanction_strike_append_only
  BEFORE DELETE OR TRUNCATE ON sanction_strike FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
