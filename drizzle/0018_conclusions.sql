CREATE TABLE "tournament_conclusion" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"completed_at" timestamp (3) with time zone NOT NULL,
	"requires_review" boolean NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"approved_by" text,
	"certified_at" timestamp (3) with time zone,
	CONSTRAINT "conclusion_approval_is_whole" CHECK (("tournament_conclusion"."approved_at" is null) = ("tournament_conclusion"."approved_by" is null) and ("tournament_conclusion"."approved_at" is null or "tournament_conclusion"."requires_review"))
);
--> statement-breakpoint
ALTER TABLE "tournament_conclusion" ADD CONSTRAINT "conclusion_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;