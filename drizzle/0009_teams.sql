CREATE TABLE "team_member" (
	"team_id" text NOT NULL,
	"player_id" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_once_per_team" PRIMARY KEY("team_id","player_id")
);--> statement-breakpoint
CREATE TABLE "team_team" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"captain_id" text NOT NULL,
	"join_code" text NOT NULL,
	"member_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "team_members_in_range" CHECK ("team_team"."member_count" between 1 and 40)
);--> statement-breakpoint
CREATE TABLE "tournament_roster" (
	"registration_id" text NOT NULL,
	"tournament_id" text NOT NULL,
	"player_id" text NOT NULL,
	CONSTRAINT "roster_once_per_registration" PRIMARY KEY("registration_id","player_id")
);--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD COLUMN "team_id" text;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "roster_size" integer;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "member_team_exists" FOREIGN KEY ("team_id") REFERENCES "public"."team_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_roster" ADD CONSTRAINT "roster_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_member_player" ON "team_member" USING btree ("player_id");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_once_per_tournament" ON "tournament_roster" USING btree ("tournament_id","player_id");--> statement-breakpoint
CREATE INDEX "idx_roster_player" ON "tournament_roster" USING btree ("player_id");--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_team_exists" FOREIGN KEY ("team_id") REFERENCES "public"."team_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_roster_size_in_range" CHECK (case "tournament_tournament"."mode" when 'team' then "tournament_tournament"."roster_size" is not null and "tournament_tournament"."roster_size" between 2 and 20 else "tournament_tournament"."roster_size" is null end);
