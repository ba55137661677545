CREATE TABLE "tournament_guest" (
	"registration_id" text PRIMARY KEY NOT NULL,
	"code_hash" text,
	"claimed_by" text,
	"claimed_at" timestamp (3) with time zone,
	"prize_rank" integer,
	"prize_amount" bigint,
	CONSTRAINT "guest_code_is_hash" CHECK ("tournament_guest"."code_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "guest_claim_complete" CHECK (("tournament_guest"."claimed_by" is null) = ("tournament_guest"."claimed_at" is null)),
	CONSTRAINT "guest_prize_complete" CHECK (("tournament_guest"."prize_rank" is null) = ("tournament_guest"."prize_amount" is null) and coalesce("tournament_guest"."prize_rank" > 0 and "tournament_guest"."prize_amount" > 0, true))
);
--> statement-breakpoint
ALTER TABLE "tournament_guest" ADD CONSTRAINT "guest_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "guest_code_once" ON "tournament_guest" USING btree ("code_hash");