CREATE TABLE "tournament_sandbox_act" (
	"tournament_id" text NOT NULL,
	"key" text NOT NULL,
	"refusal" text,
	"acted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_act_once" PRIMARY KEY("tournament_id","key")
);
--> statement-breakpoint
CREATE TABLE "tournament_sandbox" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"creator_id" text NOT NULL,
	"seed" text NOT NULL,
	"acts_per_minute" integer NOT NULL,
	"dispute_percent" integer NOT NULL,
	"no_show_percent" integer NOT NULL,
	"players" text[] NOT NULL,
	"next_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sandbox_speed_in_range" CHECK ("tournament_sandbox"."acts_per_minute" between 1 and 6000),
	CONSTRAINT "sandbox_chances_in_range" CHECK ("tournament_sandbox"."dispute_percent" between 0 and 100 and "tournament_sandbox"."no_show_percent" between 0 and 100)
);
--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "is_sandbox" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_sandbox_act" ADD CONSTRAINT "sandbox_act_sandbox_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_sandbox"("tournament_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_sandbox" ADD CONSTRAINT "sandbox_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_sandbox_due" ON "tournament_sandbox" USING btree ("next_at") WHERE "tournament_sandbox"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "idx_sandbox_creator" ON "tournament_sandbox" USING btree ("creator_id");--> statement-breakpoint
CREATE INDEX "idx_sandbox_created" ON "tournament_sandbox" USING btree ("created_at");--> statement-breakpoint
-- Issues play coins, as the treasury issues real ones.
INSERT INTO "economy_wallet" ("id", "kind", "owner_id", "currency", "allows_negative", "created_at")
VALUES ('wal_7zzzzzzzzzzzzzzzzzzzzzzzzz', 'treasury', '', 'PLAY', true, now());
