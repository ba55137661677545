-- A deleted object stays deleted: its row cannot be deleted or brought back, whoever asks. What no store needs any more is
-- kept as proof that it is meant to be gone.

CREATE FUNCTION refuse_resurrection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.deleted_at IS NULL THEN
    RAISE EXCEPTION 'a deleted object stays deleted' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'object_tombstone_final';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER object_tombstone_final BEFORE UPDATE OR DELETE ON object_item
  FOR EACH ROW WHEN (OLD.deleted_at IS NOT NULL) EXECUTE FUNCTION refuse_resurrection();
