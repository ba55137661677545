CREATE TABLE "object_item" (
	"key" text PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"content_type" text NOT NULL,
	"r2_status" text NOT NULL,
	"s3_status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"is_held" boolean DEFAULT false NOT NULL,
	CONSTRAINT "object_held_is_kept" CHECK (not ("object_item"."is_held" and "object_item"."deleted_at" is not null)),
	CONSTRAINT "object_copies_fit_life" CHECK (case when "object_item"."deleted_at" is null
        then "object_item"."r2_status" in ('none','wanted','stored') and "object_item"."s3_status" in ('none','wanted','stored')
        else "object_item"."r2_status" in ('none','unwanted','removed') and "object_item"."s3_status" in ('none','unwanted','removed') end)
);
--> statement-breakpoint
CREATE INDEX "idx_object_backlog" ON "object_item" USING btree ("next_attempt_at") WHERE "object_item"."r2_status" in ('wanted','unwanted') or "object_item"."s3_status" in ('wanted','unwanted');