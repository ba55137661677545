CREATE TABLE "object_run" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"options" jsonb NOT NULL,
	"cursor" text COLLATE "C" NOT NULL,
	"tally" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "object_run_kind_known" CHECK ("object_run"."kind" in ('backfill','consistency','integrity'))
);
--> statement-breakpoint
ALTER TABLE "object_item" ALTER COLUMN "key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
CREATE UNIQUE INDEX "object_run_once_at_a_time" ON "object_run" USING btree ("kind","scope") WHERE "object_run"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "idx_object_run_started_desc" ON "object_run" USING btree ("kind","started_at" DESC NULLS FIRST);