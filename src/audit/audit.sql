-- The audit trail is append-only.

CREATE OR REPLACE TRIGGER moderation_audit_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON moderation_audit FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
