CREATE TABLE "tournament_superseded_result" (
	"result_id" text PRIMARY KEY NOT NULL,
	"correction_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_state_known";--> statement-breakpoint
ALTER TABLE "tournament_match" ADD COLUMN "created_after" text;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD COLUMN "absent_id" text;--> statement-breakpoint
ALTER TABLE "tournament_superseded_result" ADD CONSTRAINT "superseded_result_exists" FOREIGN KEY ("result_id") REFERENCES "public"."tournament_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_superseded_result" ADD CONSTRAINT "superseding_result_exists" FOREIGN KEY ("correction_id") REFERENCES "public"."tournament_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_creator_exists" FOREIGN KEY ("created_after") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_absentee_exists" FOREIGN KEY ("absent_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_absentee_is_vacancy" CHECK ("tournament_slot"."absent_id" is null or "tournament_slot"."vacancy" is not null);--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_state_known" CHECK ("tournament_registration"."state" in ('pending','confirmed','waitlisted','rejected','cancelled','no_show','withdrawn','disqualified'));