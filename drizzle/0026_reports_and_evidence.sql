CREATE TABLE "tournament_evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"match_id" text NOT NULL,
	"player_id" text NOT NULL,
	"url" text,
	"object_key" text,
	"sha256" text,
	"size_bytes" integer,
	"content_type" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"stored_at" timestamp (3) with time zone,
	CONSTRAINT "evidence_file_or_url" CHECK (num_nonnulls("tournament_evidence"."url", "tournament_evidence"."object_key") = 1),
	CONSTRAINT "evidence_file_whole" CHECK (num_nulls("tournament_evidence"."object_key", "tournament_evidence"."sha256", "tournament_evidence"."size_bytes", "tournament_evidence"."content_type") in (0, 4)),
	CONSTRAINT "evidence_url_is_https" CHECK ("tournament_evidence"."url" like 'https://%' and char_length("tournament_evidence"."url") <= 2000),
	CONSTRAINT "evidence_size_in_range" CHECK ("tournament_evidence"."size_bytes" between 1 and 5000000),
	CONSTRAINT "evidence_type_known" CHECK ("tournament_evidence"."content_type" in ('image/jpeg','image/png','application/pdf','video/mp4'))
);
--> statement-breakpoint
ALTER TABLE "tournament_match" ADD COLUMN "reported_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "auto_confirm_minutes" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_evidence" ADD CONSTRAINT "evidence_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_file_once" ON "tournament_evidence" USING btree ("match_id","player_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_url_once" ON "tournament_evidence" USING btree ("match_id","player_id","url");--> statement-breakpoint
CREATE INDEX "idx_evidence_player" ON "tournament_evidence" USING btree ("player_id");--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_auto_confirm_in_range" CHECK ("tournament_tournament"."auto_confirm_minutes" between 0 and 1440);