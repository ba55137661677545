CREATE TABLE "economy_reconciliation" (
	"day" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"drift_count" integer,
	"report" jsonb
);
--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "settled_at" timestamp (3) with time zone;