ALTER TABLE "tournament_game" ADD COLUMN "place" integer;--> statement-breakpoint
ALTER TABLE "tournament_result" ADD COLUMN "scores" integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_result" ADD COLUMN "places" integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD COLUMN "scoring" text DEFAULT 'wins' NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD COLUMN "best_of" integer;--> statement-breakpoint
ALTER TABLE "tournament_result" DROP COLUMN "score_a";--> statement-breakpoint
ALTER TABLE "tournament_result" DROP COLUMN "score_b";--> statement-breakpoint
ALTER TABLE "tournament_game" ADD CONSTRAINT "game_place_positive" CHECK ("tournament_game"."place" > 0);--> statement-breakpoint
ALTER TABLE "tournament_result" ADD CONSTRAINT "result_place_per_score" CHECK (cardinality("tournament_result"."places") = cardinality("tournament_result"."scores"));--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_scoring_known" CHECK ("tournament_stage"."scoring" in ('wins','sum','lobby'));--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_best_of_odd" CHECK ("tournament_stage"."best_of" between 1 and 15 and "tournament_stage"."best_of" % 2 = 1);