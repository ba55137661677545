-- Sealed segments and stored heads are append-only, as the rows that they seal.

CREATE OR REPLACE TRIGGER audit_segment_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_segment FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE TRIGGER audit_head_append_only
  BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_head FOR EACH STATEMENT
  EXECUTE FUNCTION refuse_change();
