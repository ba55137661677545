ALTER TABLE "tournament_bye" DROP CONSTRAINT "bye_after_first_round";--> statement-breakpoint
ALTER TABLE "tournament_bye" DROP CONSTRAINT "bye_entrant_exists";
--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tournament_bye" ADD CONSTRAINT "bye_stage_exists" FOREIGN KEY ("tournament_id","stage") REFERENCES "public"."tournament_stage"("tournament_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_bye" ADD CONSTRAINT "bye_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_bye" ADD CONSTRAINT "bye_round_positive" CHECK ("tournament_bye"."round" > 0);