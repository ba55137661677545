CREATE TABLE "economy_hold" (
	"id" text PRIMARY KEY NOT NULL,
	"wallet_id" text NOT NULL,
	"to_wallet_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"captured" bigint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"reference" text,
	"transfer_id" text,
	"actor_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"resolved_at" timestamp (6) with time zone,
	CONSTRAINT "hold_amount_positive" CHECK ("economy_hold"."amount" > 0),
	CONSTRAINT "hold_wallets_differ" CHECK ("economy_hold"."wallet_id" <> "economy_hold"."to_wallet_id"),
	CONSTRAINT "hold_state_known" CHECK ("economy_hold"."state" in ('active','captured','released','expired')),
	CONSTRAINT "hold_captured_within_amount" CHECK (case when "economy_hold"."state" = 'captured' then "economy_hold"."captured" between 1 and "economy_hold"."amount" and "economy_hold"."transfer_id" is not null else "economy_hold"."captured" = 0 and "economy_hold"."transfer_id" is null end),
	CONSTRAINT "hold_resolved_when_closed" CHECK (("economy_hold"."state" = 'active') = ("economy_hold"."resolved_at" is null))
);--> statement-breakpoint
ALTER TABLE "economy_transaction" ALTER COLUMN "created_at" SET DATA TYPE timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "economy_transaction" ADD COLUMN "reverses" text;--> statement-breakpoint
ALTER TABLE "economy_transaction" ADD COLUMN "claim" text;--> statement-breakpoint
ALTER TABLE "economy_transaction" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD COLUMN "held" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD COLUMN "posted_at" timestamp (6) with time zone DEFAULT 'epoch' NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "requires_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "entry_fee" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "prizes" jsonb;--> statement-breakpoint
ALTER TABLE "economy_hold" ADD CONSTRAINT "hold_wallet_exists" FOREIGN KEY ("wallet_id") REFERENCES "public"."economy_wallet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "economy_hold" ADD CONSTRAINT "hold_payee_exists" FOREIGN KEY ("to_wallet_id") REFERENCES "public"."economy_wallet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_hold_active_wallet" ON "economy_hold" USING btree ("wallet_id","expires_at") WHERE "economy_hold"."state" = 'active';--> statement-breakpoint
CREATE INDEX "idx_hold_active_due" ON "economy_hold" USING btree ("expires_at") WHERE "economy_hold"."state" = 'active';--> statement-breakpoint
CREATE INDEX "idx_hold_payee" ON "economy_hold" USING btree ("to_wallet_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "hold_once_per_reference" ON "economy_hold" USING btree ("reference") WHERE "economy_hold"."reference" is not null;--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD CONSTRAINT "wallet_available_not_negative" CHECK ("economy_wallet"."balance" >= "economy_wallet"."held" or "economy_wallet"."allows_negative");--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD CONSTRAINT "wallet_held_not_negative" CHECK ("economy_wallet"."held" >= 0);--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD CONSTRAINT "wallet_balance_exact_in_json" CHECK (abs("economy_wallet"."balance") <= 9007199254740991);--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_entry_fee_not_negative" CHECK ("tournament_tournament"."entry_fee" >= 0);
