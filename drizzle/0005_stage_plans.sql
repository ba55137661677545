ALTER TABLE "tournament_stage" DROP CONSTRAINT "stage_number_positive";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_capacity_in_range";--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD COLUMN "group_count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD COLUMN "qualification" jsonb;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_number_in_range" CHECK ("tournament_stage"."number" between 1 and 8);--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_groups_positive" CHECK ("tournament_stage"."group_count" > 0);--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_has_entrants" CHECK (("tournament_stage"."number" = 1) = ("tournament_stage"."qualification" is null));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_capacity_in_range" CHECK ("tournament_tournament"."capacity" between 2 and 4096);