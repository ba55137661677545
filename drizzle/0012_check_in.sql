ALTER TABLE "tournament_registration" ADD COLUMN "checked_in_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "check_in_minutes" integer;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_check_in_in_range" CHECK ("tournament_tournament"."check_in_minutes" between 5 and 1440);