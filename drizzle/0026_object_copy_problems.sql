ALTER TABLE "object_item" ADD COLUMN "r2_problem" text;--> statement-breakpoint
ALTER TABLE "object_item" ADD COLUMN "s3_problem" text;--> statement-breakpoint
ALTER TABLE "object_item" ADD COLUMN "owed_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "object_run" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "object_run" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "object_run" ADD CONSTRAINT "object_run_paused_is_unfinished" CHECK ("object_run"."paused_at" is null or "object_run"."finished_at" is null);--> statement-breakpoint
ALTER TABLE "object_run" ADD CONSTRAINT "object_run_cancelled_is_finished" CHECK ("object_run"."cancelled_at" is null or "object_run"."finished_at" is not null);
--> statement-breakpoint
-- A problem belongs to a copy that is not done yet, and so does the time since when it has been owed. Every statement that
-- changes a status may forget about both.
CREATE FUNCTION keep_object_owed() RETURNS trigger LANGUAGE plpgsql AS $$
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
$$;
--> statement-breakpoint
CREATE TRIGGER object_owed_kept BEFORE INSERT OR UPDATE ON object_item FOR EACH ROW EXECUTE FUNCTION keep_object_owed();
--> statement-breakpoint
UPDATE object_item SET owed_since = coalesce(deleted_at, created_at)
WHERE r2_status IN ('wanted', 'unwanted') OR s3_status IN ('wanted', 'unwanted');
