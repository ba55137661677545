CREATE TABLE "tournament_stage_entrant" (
	"tournament_id" text NOT NULL,
	"stage" integer NOT NULL,
	"registration_id" text NOT NULL,
	"seed" integer NOT NULL,
	"group_number" integer NOT NULL,
	"rank" integer,
	"decided_by" text,
	CONSTRAINT "stage_entrant_once" PRIMARY KEY("tournament_id","stage","registration_id"),
	CONSTRAINT "stage_entrant_numbers_positive" CHECK ("tournament_stage_entrant"."seed" > 0 and "tournament_stage_entrant"."group_number" > 0 and "tournament_stage_entrant"."rank" > 0),
	CONSTRAINT "stage_entrant_rank_has_reason" CHECK (("tournament_stage_entrant"."rank" is null) = ("tournament_stage_entrant"."decided_by" is null))
);
--> statement-breakpoint
ALTER TABLE "tournament_stage_entrant" ADD CONSTRAINT "stage_entrant_stage_exists" FOREIGN KEY ("tournament_id","stage") REFERENCES "public"."tournament_stage"("tournament_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_stage_entrant" ADD CONSTRAINT "stage_entrant_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "stage_entrant_seed_once" ON "tournament_stage_entrant" USING btree ("tournament_id","stage","seed");