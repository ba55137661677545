CREATE TABLE "tournament_lasting_walkover" (
	"match_id" text NOT NULL,
	"registration_id" text NOT NULL,
	CONSTRAINT "walkover_lasts_once" PRIMARY KEY("match_id","registration_id")
);
--> statement-breakpoint
ALTER TABLE "tournament_lasting_walkover" ADD CONSTRAINT "lasting_walkover_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_lasting_walkover" ADD CONSTRAINT "lasting_walkover_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;