CREATE TABLE "tournament_line_up_player" (
	"match_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"player_id" text NOT NULL,
	CONSTRAINT "line_up_player_once" PRIMARY KEY("match_id","player_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_line_up" (
	"match_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "line_up_once" PRIMARY KEY("match_id","registration_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_counted" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"list_id" text NOT NULL,
	"number" integer,
	CONSTRAINT "counted_number_positive" CHECK ("tournament_counted"."number" > 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_rated" (
	"list_id" text NOT NULL,
	"player_id" text NOT NULL,
	"rating" double precision NOT NULL,
	"deviation" double precision NOT NULL,
	"volatility" double precision NOT NULL,
	"games" integer NOT NULL,
	"last_number" integer NOT NULL,
	CONSTRAINT "rated_once_per_list" PRIMARY KEY("list_id","player_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_rating_list" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"name" text NOT NULL,
	"system" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rating_list_name_length" CHECK (char_length("tournament_rating_list"."name") between 1 and 60),
	CONSTRAINT "rating_system_known" CHECK ("tournament_rating_list"."system" in ('glicko2'))
);
--> statement-breakpoint
CREATE TABLE "tournament_referee_call" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"match_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"caller_id" text NOT NULL,
	"reason" text NOT NULL,
	"called_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" text,
	CONSTRAINT "referee_call_reason_known" CHECK ("tournament_referee_call"."reason" in ('rules','technical_issue','opponent_absent','conduct','result','other')),
	CONSTRAINT "referee_call_resolved_by_somebody" CHECK (("tournament_referee_call"."resolved_at" is null) = ("tournament_referee_call"."resolved_by" is null))
);
--> statement-breakpoint
CREATE TABLE "tournament_bye" (
	"tournament_id" text NOT NULL,
	"stage" integer NOT NULL,
	"registration_id" text NOT NULL,
	"round" integer NOT NULL,
	"points" text NOT NULL,
	CONSTRAINT "bye_once_per_round" PRIMARY KEY("tournament_id","stage","registration_id","round"),
	CONSTRAINT "bye_after_first_round" CHECK ("tournament_bye"."round" > 1),
	CONSTRAINT "bye_points_known" CHECK ("tournament_bye"."points" in ('half','zero'))
);
--> statement-breakpoint
CREATE TABLE "tournament_waitlist_offer" (
	"registration_id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_reminder" (
	"tournament_id" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminder_once" PRIMARY KEY("tournament_id","type","subject")
);
--> statement-breakpoint
CREATE TABLE "tournament_veto_act" (
	"match_id" text NOT NULL,
	"step" integer NOT NULL,
	"choice" text NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "veto_step_once" PRIMARY KEY("match_id","step"),
	CONSTRAINT "veto_step_not_negative" CHECK ("tournament_veto_act"."step" >= 0),
	CONSTRAINT "veto_choice_length" CHECK (char_length("tournament_veto_act"."choice") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "tournament_veto_plan" (
	"tournament_id" text NOT NULL,
	"stage" integer NOT NULL,
	"plan" jsonb NOT NULL,
	CONSTRAINT "veto_plan_once_per_stage" PRIMARY KEY("tournament_id","stage")
);
--> statement-breakpoint
CREATE TABLE "tournament_veto" (
	"match_id" text PRIMARY KEY NOT NULL,
	"entrant_a" text NOT NULL,
	"entrant_b" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tournament_match_plan" ADD COLUMN "line_up_min" integer;--> statement-breakpoint
ALTER TABLE "tournament_match_plan" ADD COLUMN "line_up_max" integer;--> statement-breakpoint
ALTER TABLE "tournament_match_plan" ADD COLUMN "blind_line_ups" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "offer_minutes" integer;--> statement-breakpoint
ALTER TABLE "tournament_line_up_player" ADD CONSTRAINT "line_up_player_in_line_up" FOREIGN KEY ("match_id","registration_id") REFERENCES "public"."tournament_line_up"("match_id","registration_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_line_up_player" ADD CONSTRAINT "line_up_player_on_roster" FOREIGN KEY ("registration_id","player_id") REFERENCES "public"."tournament_roster"("registration_id","player_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_line_up" ADD CONSTRAINT "line_up_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_line_up" ADD CONSTRAINT "line_up_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_counted" ADD CONSTRAINT "counted_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_counted" ADD CONSTRAINT "counted_list_exists" FOREIGN KEY ("list_id") REFERENCES "public"."tournament_rating_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_rated" ADD CONSTRAINT "rated_list_exists" FOREIGN KEY ("list_id") REFERENCES "public"."tournament_rating_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_referee_call" ADD CONSTRAINT "referee_call_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_referee_call" ADD CONSTRAINT "referee_call_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_referee_call" ADD CONSTRAINT "referee_call_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_bye" ADD CONSTRAINT "bye_entrant_exists" FOREIGN KEY ("tournament_id","stage","registration_id") REFERENCES "public"."tournament_stage_entrant"("tournament_id","stage","registration_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_waitlist_offer" ADD CONSTRAINT "offer_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_veto_act" ADD CONSTRAINT "veto_act_veto_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_veto"("match_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_veto_plan" ADD CONSTRAINT "veto_plan_stage_exists" FOREIGN KEY ("tournament_id","stage") REFERENCES "public"."tournament_stage"("tournament_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_veto" ADD CONSTRAINT "veto_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_veto" ADD CONSTRAINT "veto_side_a_exists" FOREIGN KEY ("entrant_a") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_veto" ADD CONSTRAINT "veto_side_b_exists" FOREIGN KEY ("entrant_b") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_counted_list" ON "tournament_counted" USING btree ("list_id");--> statement-breakpoint
CREATE INDEX "idx_counted_unrated" ON "tournament_counted" USING btree ("tournament_id") WHERE "tournament_counted"."number" is null;--> statement-breakpoint
CREATE INDEX "idx_rated_order" ON "tournament_rated" USING btree ("list_id","rating" DESC NULLS LAST,"player_id");--> statement-breakpoint
CREATE INDEX "idx_rated_player" ON "tournament_rated" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "idx_rating_list_owner" ON "tournament_rating_list" USING btree ("owner_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "referee_call_open_once" ON "tournament_referee_call" USING btree ("match_id") WHERE "tournament_referee_call"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "idx_referee_call_queue" ON "tournament_referee_call" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_referee_call_caller" ON "tournament_referee_call" USING btree ("caller_id");--> statement-breakpoint
CREATE INDEX "idx_offer_tournament" ON "tournament_waitlist_offer" USING btree ("tournament_id","ends_at");--> statement-breakpoint
ALTER TABLE "tournament_match_plan" ADD CONSTRAINT "match_plan_line_ups_in_range" CHECK (("tournament_match_plan"."line_up_min" is null) = ("tournament_match_plan"."line_up_max" is null) and coalesce("tournament_match_plan"."line_up_min" >= 1 and "tournament_match_plan"."line_up_min" <= "tournament_match_plan"."line_up_max" and "tournament_match_plan"."line_up_max" <= 20, true));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_offer_in_range" CHECK ("tournament_tournament"."offer_minutes" between 5 and 10080);