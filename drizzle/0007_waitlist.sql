ALTER TABLE "tournament_registration" ADD COLUMN "waitlist_number" integer;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "waitlist_capacity" integer DEFAULT 4096 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "waitlisted_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_waitlist_while_waiting" CHECK (("tournament_registration"."state" = 'waitlisted') = ("tournament_registration"."waitlist_number" is not null));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_waitlist_capacity_in_range" CHECK ("tournament_tournament"."waitlist_capacity" between 0 and 4096);--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_waitlist_exact" CHECK ("tournament_tournament"."waitlisted_count" between 0 and "tournament_tournament"."waitlist_capacity");