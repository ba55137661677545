-- Matches get stages, slots and games. No Laurel is deployed, so matches and results of a data folder are not carried over.
DROP FUNCTION IF EXISTS "tournament_everybody_moved"(integer, integer);--> statement-breakpoint
DROP TABLE "tournament_result";--> statement-breakpoint
DROP TABLE "tournament_match";--> statement-breakpoint
CREATE TABLE "tournament_stage" (
	"tournament_id" text NOT NULL,
	"number" integer NOT NULL,
	"format" text NOT NULL,
	"settings" jsonb NOT NULL,
	"allows_draws" boolean NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "stage_once_per_number" PRIMARY KEY("tournament_id","number"),
	CONSTRAINT "stage_number_positive" CHECK ("tournament_stage"."number" > 0),
	CONSTRAINT "stage_state_known" CHECK ("tournament_stage"."state" in ('planned','live','completed'))
);
--> statement-breakpoint
CREATE TABLE "tournament_match" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"stage" integer NOT NULL,
	"group_number" integer NOT NULL,
	"round" integer NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"reported_by" text,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "match_state_known" CHECK ("tournament_match"."state" in ('scheduled','check_in','ready','live','pending_result','completed','disputed','cancelled')),
	CONSTRAINT "match_outcome_known" CHECK ("tournament_match"."outcome" in ('played','walkover','forfeit','double_forfeit','bye')),
	CONSTRAINT "match_completed_has_outcome" CHECK (("tournament_match"."state" = 'completed') = ("tournament_match"."outcome" is not null) and ("tournament_match"."outcome" is null) = ("tournament_match"."completed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "tournament_result" (
	"id" text PRIMARY KEY NOT NULL,
	"match_id" text NOT NULL,
	"kind" text NOT NULL,
	"score_a" integer NOT NULL,
	"score_b" integer NOT NULL,
	"actor_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_slot" (
	"match_id" text NOT NULL,
	"slot" integer NOT NULL,
	"registration_id" text,
	"vacancy" text,
	"score" integer,
	"place" integer,
	"source_kind" text NOT NULL,
	"source_match" text,
	"source_number" integer NOT NULL,
	CONSTRAINT "slot_once_per_match" PRIMARY KEY("match_id","slot"),
	CONSTRAINT "slot_not_negative" CHECK ("tournament_slot"."slot" >= 0),
	CONSTRAINT "slot_filled_or_vacant" CHECK (num_nonnulls("tournament_slot"."registration_id", "tournament_slot"."vacancy") <= 1),
	CONSTRAINT "slot_score_not_negative" CHECK ("tournament_slot"."score" >= 0),
	CONSTRAINT "slot_place_has_entrant" CHECK ("tournament_slot"."place" is null or "tournament_slot"."place" > 0 and "tournament_slot"."registration_id" is not null),
	CONSTRAINT "slot_source_known" CHECK (case "tournament_slot"."source_kind" when 'seed' then "tournament_slot"."source_match" is null and "tournament_slot"."source_number" > 0
        when 'winner' then "tournament_slot"."source_match" is not null and "tournament_slot"."source_number" = 1
        when 'loser' then "tournament_slot"."source_match" is not null and "tournament_slot"."source_number" = 2
        when 'place' then "tournament_slot"."source_match" is not null and "tournament_slot"."source_number" > 0 else false end)
);
--> statement-breakpoint
CREATE TABLE "tournament_game" (
	"match_id" text NOT NULL,
	"number" integer NOT NULL,
	"slot" integer NOT NULL,
	"score" integer NOT NULL,
	CONSTRAINT "game_once_per_slot" PRIMARY KEY("match_id","number","slot"),
	CONSTRAINT "game_number_positive" CHECK ("tournament_game"."number" > 0),
	CONSTRAINT "game_score_not_negative" CHECK ("tournament_game"."score" >= 0)
);
--> statement-breakpoint
ALTER TABLE "tournament_game" ADD CONSTRAINT "game_slot_exists" FOREIGN KEY ("match_id","slot") REFERENCES "public"."tournament_slot"("match_id","slot") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_source_exists" FOREIGN KEY ("source_match") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_stage_exists" FOREIGN KEY ("tournament_id","stage") REFERENCES "public"."tournament_stage"("tournament_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_result" ADD CONSTRAINT "result_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slot_entrants_differ" ON "tournament_slot" USING btree ("match_id","registration_id");--> statement-breakpoint
CREATE INDEX "idx_slot_source" ON "tournament_slot" USING btree ("source_match") WHERE "tournament_slot"."source_match" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "match_once_per_position" ON "tournament_match" USING btree ("tournament_id","stage","group_number","round","position");--> statement-breakpoint
CREATE INDEX "idx_result_match" ON "tournament_result" USING btree ("match_id","id");--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP COLUMN "format";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP COLUMN "has_third_place_match";
--> statement-breakpoint
ALTER TABLE tournament_match SET (fillfactor = 80);--> statement-breakpoint
ALTER TABLE tournament_slot SET (fillfactor = 80);
