CREATE TABLE "tournament_match_check_in" (
	"match_id" text PRIMARY KEY NOT NULL,
	"minutes" integer NOT NULL,
	"ready_at" timestamp (3) with time zone,
	CONSTRAINT "match_check_in_minutes_positive" CHECK ("tournament_match_check_in"."minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_match_presence" (
	"match_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"checked_in_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "match_presence_once" PRIMARY KEY("match_id","registration_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_booking" (
	"match_id" text NOT NULL,
	"tournament_id" text NOT NULL,
	"subject" text NOT NULL,
	"period" "tstzrange" NOT NULL,
	CONSTRAINT "booking_once_per_match" PRIMARY KEY("match_id","subject")
);
--> statement-breakpoint
CREATE TABLE "tournament_match_plan" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"check_in_minutes" integer,
	"match_minutes" integer NOT NULL,
	"rest_minutes" integer NOT NULL,
	CONSTRAINT "match_plan_check_in_in_range" CHECK ("tournament_match_plan"."check_in_minutes" between 1 and 1440),
	CONSTRAINT "match_plan_length_in_range" CHECK ("tournament_match_plan"."match_minutes" between 5 and 1440),
	CONSTRAINT "match_plan_rest_in_range" CHECK ("tournament_match_plan"."rest_minutes" between 0 and 1440)
);
--> statement-breakpoint
CREATE TABLE "tournament_schedule" (
	"match_id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"station" text,
	"stream" text,
	"is_postponed" boolean NOT NULL,
	"called_at" timestamp (3) with time zone,
	CONSTRAINT "schedule_times_in_order" CHECK (("tournament_schedule"."starts_at" is null) = ("tournament_schedule"."ends_at" is null) and coalesce("tournament_schedule"."starts_at" < "tournament_schedule"."ends_at", true)),
	CONSTRAINT "schedule_postponed_has_no_time" CHECK (not "tournament_schedule"."is_postponed" or "tournament_schedule"."starts_at" is null),
	CONSTRAINT "schedule_stream_length" CHECK (char_length("tournament_schedule"."stream") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "tournament_station" (
	"tournament_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "station_once_per_tournament" PRIMARY KEY("tournament_id","name"),
	CONSTRAINT "station_name_length" CHECK (char_length("tournament_station"."name") between 1 and 40),
	CONSTRAINT "station_name_is_clean" CHECK ("tournament_station"."name" is nfc normalized and "tournament_station"."name" = btrim("tournament_station"."name") and "tournament_station"."name" !~ '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]'),
	CONSTRAINT "station_position_not_negative" CHECK ("tournament_station"."position" >= 0)
);
--> statement-breakpoint
ALTER TABLE "tournament_match_check_in" ADD CONSTRAINT "match_check_in_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match_presence" ADD CONSTRAINT "match_presence_check_in_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match_check_in"("match_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match_presence" ADD CONSTRAINT "match_presence_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_booking" ADD CONSTRAINT "booking_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match_plan" ADD CONSTRAINT "match_plan_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_schedule" ADD CONSTRAINT "schedule_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_schedule" ADD CONSTRAINT "schedule_station_exists" FOREIGN KEY ("tournament_id","station") REFERENCES "public"."tournament_station"("tournament_id","name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_station" ADD CONSTRAINT "station_plan_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_match_plan"("tournament_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_schedule_time" ON "tournament_schedule" USING btree ("tournament_id","starts_at","match_id");--> statement-breakpoint
-- Compares text and ranges in one GiST index. In a schema of its own, so that its functions stay out of `public`.
CREATE SCHEMA IF NOT EXISTS extension;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA extension;--> statement-breakpoint
-- A station or an entrant is booked once at a time.
ALTER TABLE "tournament_booking" ADD CONSTRAINT "booking_once_at_a_time" EXCLUDE USING gist ("tournament_id" WITH =, "subject" WITH =, "period" WITH &&);
