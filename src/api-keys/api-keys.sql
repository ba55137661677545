-- API keys: what is judged of a key before and inside an act. docs/rules/people.md#api-keys

-- Whether the player organizes the tournament that this belongs to, or the series or the rating list itself.
CREATE OR REPLACE FUNCTION api_key_reaches(p_player text, p_kind text, p_ref text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(p_player = CASE WHEN p_kind IN ('certificate', 'export') THEN tournament_organizer('tournament', certificate_tournament(p_kind, p_ref))
    ELSE tournament_organizer(p_kind, p_ref) END, false)
$function$;

-- The first statement of every act with a key, in the act's own transaction. It holds the key and the roles of its creator until the end: a
-- revocation waits for the acts that run, and later acts wait for it and see it. By advisory locks: a row that is locked FOR SHARE goes from
-- act to act past whoever waits to change it, so that the revocation of a busy key would never come through. `verdict` is null if the key
-- may act: then audit rows of the transaction name the key (audit.sql). `p_is_new`: what the act makes belongs to the caller.
CREATE OR REPLACE FUNCTION api_key_judge(p_key text, p_kind text, p_ref text, p_is_new boolean, p_now timestamp with time zone,
   OUT verdict text, OUT reach text, OUT roles text, OUT facts jsonb)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  k api_key_record;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('api key ' || p_key, 0));
  SELECT * INTO k FROM api_key_record WHERE id = p_key;
  IF k.id IS NULL OR k.revoked_at IS NOT NULL OR k.expires_at <= p_now THEN verdict := 'ended'; RETURN; END IF;
  reach := k.reach;
  roles := identity_hold_roles(k.creator_id);
  IF NOT (k.reach = 'all' AND 'admin' = ANY (string_to_array(roles, ',')) OR p_is_new OR api_key_reaches(k.creator_id, p_kind, p_ref)) THEN
    verdict := 'not_own';
    RETURN;
  END IF;
  facts := sanction_gate(k.creator_id, NULL, 'host', p_now);
  IF facts IS NOT NULL THEN verdict := 'sanctioned'; RETURN; END IF;
  PERFORM set_config('laurel.apiKey', p_key, true);
END
$function$;

-- Nobody changes what a key may do, and a revocation is for ever. A change waits for the acts that run with the key.
CREATE OR REPLACE FUNCTION keep_api_key_terms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('api key ' || OLD.id, 0));
  IF to_jsonb(NEW) - ARRAY['name', 'expires_at', 'revoked_at'] <> to_jsonb(OLD) - ARRAY['name', 'expires_at', 'revoked_at']
    OR OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at THEN
    RAISE EXCEPTION 'the scopes and the hash of a key never change' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'api_key_terms_final';
  END IF;
  RETURN NEW;
END
$function$;
REVOKE ALL ON FUNCTION keep_api_key_terms() FROM PUBLIC;

CREATE OR REPLACE TRIGGER keep_api_key_terms
  BEFORE UPDATE ON api_key_record FOR EACH ROW
  EXECUTE FUNCTION keep_api_key_terms();

-- Credits belong to no tournament: the scope would do nothing. scopesFault in api-key.ts decides alike. Keys of before stay as they are.
CREATE OR REPLACE FUNCTION api_key_judge_scopes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  RAISE EXCEPTION 'economy:credit needs the reach all' USING ERRCODE = 'check_violation', CONSTRAINT = 'api_key_credit_reaches_all';
END
$function$;
REVOKE ALL ON FUNCTION api_key_judge_scopes() FROM PUBLIC;

CREATE OR REPLACE TRIGGER api_key_credit_reaches_all
  BEFORE INSERT ON api_key_record FOR EACH ROW WHEN (NEW.reach <> 'all' AND 'economy:credit' = ANY (NEW.scopes))
  EXECUTE FUNCTION api_key_judge_scopes();

-- Keys are never deleted: audit rows name them.
CREATE OR REPLACE TRIGGER api_key_kept
  BEFORE DELETE OR TRUNCATE ON api_key_record FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- The lock of a conditional request: an API key. docs/rules/http.md#conditions
CREATE OR REPLACE FUNCTION api_key_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM api_key_record WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;

-- What is kept of a player, for the export of personal data.
CREATE OR REPLACE VIEW api_key_kept WITH (security_invoker=true) AS
 SELECT k.creator_id AS player_id, 'api_keys' AS part, k.id AS key, jsonb_build_object('id', k.id, 'name', k.name, 'scopes', k.scopes, 'reach', k.reach,
   'issuer', k.issuer, 'createdAt', instant_text(k.created_at), 'expiresAt', instant_text(k.expires_at), 'revokedAt', instant_text(k.revoked_at),
   'lastUsedAt', instant_text(u.used_at)) AS item
 FROM api_key_record k LEFT JOIN api_key_use u ON u.key_id = k.id;
REVOKE INSERT, UPDATE, DELETE ON api_key_kept FROM laurel_app;

-- Revokes all keys of a player and erases their names. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION api_key_erase(p_player text, p_name text, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH erased AS (
    UPDATE api_key_record SET name = p_name, revoked_at = coalesce(revoked_at, p_now)
    WHERE creator_id = p_player AND (name <> p_name OR revoked_at IS NULL) RETURNING id
  ) SELECT count(*) FROM erased
$function$;
