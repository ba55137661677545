-- The audit trail is append-only.

CREATE OR REPLACE TRIGGER moderation_audit_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON moderation_audit FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

-- Appends the row of a privileged act, in the act's own transaction.
CREATE OR REPLACE FUNCTION audit_append(p_id text, p_event text, p_actor text, p_subject text, p_ref_type text, p_ref_id text, p_meta jsonb, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO moderation_audit (id, event, actor_id, subject_id, ref_type, ref_id, meta, created_at)
  VALUES (p_id, p_event, p_actor, p_subject, p_ref_type, p_ref_id, p_meta, p_now);
$function$;

-- For queries of other domains.
CREATE OR REPLACE VIEW audit_record WITH (security_invoker=true) AS
 SELECT id, event, actor_id, ref_type, ref_id, meta, created_at, subject_id FROM moderation_audit;
REVOKE INSERT, UPDATE, DELETE ON audit_record FROM laurel_app;

-- An act with an API key says so to its transaction; every audit row of it names the key.
CREATE OR REPLACE FUNCTION audit_name_api_key()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  NEW.meta := NEW.meta || jsonb_build_object('apiKeyId', current_setting('laurel.apiKey', true));
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER audit_name_api_key
  BEFORE INSERT ON moderation_audit FOR EACH ROW WHEN (current_setting('laurel.apiKey', true) <> '')
  EXECUTE FUNCTION audit_name_api_key();
