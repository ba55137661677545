-- Triggers on object rows: tombstones are final, and `owed_since` is the time since which a copy is pending.

-- A problem and `owed_since` exist only while a copy is pending. The trigger resets both, so that no statement has to.
CREATE OR REPLACE FUNCTION keep_object_owed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF NEW.r2_status NOT IN ('wanted', 'unwanted') THEN NEW.r2_problem := NULL; END IF;
  IF NEW.s3_status NOT IN ('wanted', 'unwanted') THEN NEW.s3_problem := NULL; END IF;
  IF NEW.r2_status IN ('wanted', 'unwanted') OR NEW.s3_status IN ('wanted', 'unwanted') THEN
    NEW.owed_since := coalesce(NEW.owed_since, now());
  ELSE
    NEW.owed_since := NULL;
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE FUNCTION refuse_resurrection()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.deleted_at IS NULL THEN
    RAISE EXCEPTION 'a deleted object stays deleted' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'object_tombstone_final';
  END IF;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER object_owed_kept
  BEFORE INSERT OR UPDATE ON object_item FOR EACH ROW
  EXECUTE FUNCTION keep_object_owed();

CREATE OR REPLACE TRIGGER object_tombstone_final
  BEFORE DELETE OR UPDATE ON object_item FOR EACH ROW WHEN ((old.deleted_at IS NOT NULL))
  EXECUTE FUNCTION refuse_resurrection();

-- Deletes an object inside the act of another domain: its copies are removed by the repair. False: a legal hold keeps it.
CREATE OR REPLACE FUNCTION object_write_tombstone(p_key text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  UPDATE object_item SET deleted_at = p_now, next_attempt_at = p_now, attempts = 0,
    r2_status = CASE WHEN r2_status IN ('wanted', 'stored') THEN 'unwanted' ELSE 'none' END,
    s3_status = CASE WHEN s3_status IN ('wanted', 'stored') THEN 'unwanted' ELSE 'none' END
  WHERE key = p_key AND deleted_at IS NULL AND NOT is_held;
  RETURN NOT EXISTS (SELECT FROM object_item WHERE key = p_key AND deleted_at IS NULL);
END
$function$;
