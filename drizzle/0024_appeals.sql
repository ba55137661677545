CREATE TABLE "moderation_appeal" (
	"id" text PRIMARY KEY NOT NULL,
	"sanction_id" text NOT NULL,
	"player_id" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"statement" text,
	"ends_at" timestamp (3) with time zone,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "appeal_text_given" CHECK (char_length("moderation_appeal"."text") between 20 and 2000),
	CONSTRAINT "appeal_outcome_known" CHECK ("moderation_appeal"."outcome" in ('upheld','reduced','lifted')),
	CONSTRAINT "appeal_decided_whole" CHECK (("moderation_appeal"."outcome" is null) = ("moderation_appeal"."decided_by" is null) and ("moderation_appeal"."outcome" is null) = ("moderation_appeal"."decided_at" is null) and ("moderation_appeal"."outcome" is null) = ("moderation_appeal"."statement" is null)),
	CONSTRAINT "appeal_end_of_reduced" CHECK (coalesce("moderation_appeal"."outcome" = 'reduced', false) = ("moderation_appeal"."ends_at" is not null)),
	CONSTRAINT "appeal_by_another" CHECK ("moderation_appeal"."decided_by" <> "moderation_appeal"."player_id")
);
--> statement-breakpoint
ALTER TABLE "moderation_appeal" ADD CONSTRAINT "appeal_sanction_exists" FOREIGN KEY ("sanction_id") REFERENCES "public"."sanction_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_once_per_sanction" ON "moderation_appeal" USING btree ("sanction_id");--> statement-breakpoint
CREATE INDEX "idx_appeal_open" ON "moderation_appeal" USING btree ("id") WHERE "moderation_appeal"."outcome" is null;