CREATE TABLE "tournament_dispute" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"match_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"opener_id" text NOT NULL,
	"reason" text NOT NULL,
	"text" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	CONSTRAINT "dispute_reason_known" CHECK ("tournament_dispute"."reason" in ('score_mismatch','no_show','cheating','technical_issue','other')),
	CONSTRAINT "dispute_text_length" CHECK (char_length("tournament_dispute"."text") between 20 and 2000),
	CONSTRAINT "dispute_outcome_known" CHECK ("tournament_dispute"."outcome" in ('decided','corrected','rejected','withdrawn','ended')),
	CONSTRAINT "dispute_closed_with_outcome" CHECK (("tournament_dispute"."outcome" is null) = ("tournament_dispute"."closed_at" is null)),
	CONSTRAINT "dispute_closed_by_somebody" CHECK (("tournament_dispute"."closed_by" is null) = ("tournament_dispute"."outcome" is null or "tournament_dispute"."outcome" = 'ended'))
);
--> statement-breakpoint
CREATE TABLE "tournament_veto_game" (
	"match_id" text NOT NULL,
	"game" integer NOT NULL,
	"winner" integer NOT NULL,
	"said_by" text NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "veto_game_once" PRIMARY KEY("match_id","game"),
	CONSTRAINT "veto_game_positive" CHECK ("tournament_veto_game"."game" > 0),
	CONSTRAINT "veto_game_winner_is_side" CHECK ("tournament_veto_game"."winner" in (0, 1))
);
--> statement-breakpoint
ALTER TABLE "tournament_dispute" ADD CONSTRAINT "dispute_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_dispute" ADD CONSTRAINT "dispute_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_dispute" ADD CONSTRAINT "dispute_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_veto_game" ADD CONSTRAINT "veto_game_veto_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_veto"("match_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_open_once" ON "tournament_dispute" USING btree ("match_id") WHERE "tournament_dispute"."outcome" is null;--> statement-breakpoint
CREATE INDEX "idx_dispute_match" ON "tournament_dispute" USING btree ("match_id","id");--> statement-breakpoint
CREATE INDEX "idx_dispute_queue" ON "tournament_dispute" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_dispute_opener" ON "tournament_dispute" USING btree ("opener_id");