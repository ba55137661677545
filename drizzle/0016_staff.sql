CREATE TABLE "tournament_staff" (
	"tournament_id" text NOT NULL,
	"player_id" text NOT NULL,
	"role" text NOT NULL,
	"state" text DEFAULT 'invited' NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	CONSTRAINT "staff_once_per_tournament" PRIMARY KEY("tournament_id","player_id"),
	CONSTRAINT "staff_role_known" CHECK ("tournament_staff"."role" in ('co_organizer','referee','check_in','caster')),
	CONSTRAINT "staff_state_known" CHECK ("tournament_staff"."state" in ('invited','active')),
	CONSTRAINT "staff_accepted_when_active" CHECK (("tournament_staff"."state" = 'active') = ("tournament_staff"."accepted_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "tournament_staff" ADD CONSTRAINT "staff_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_staff_player" ON "tournament_staff" USING btree ("player_id","tournament_id");