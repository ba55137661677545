CREATE TABLE "economy_prize_change" (
	"tournament_id" text NOT NULL,
	"revision" integer NOT NULL,
	"registration_id" text NOT NULL,
	"rank_before" integer NOT NULL,
	"rank" integer,
	"amount_before" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"actor_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "prize_change_once" PRIMARY KEY("tournament_id","revision","registration_id"),
	CONSTRAINT "prize_change_not_negative" CHECK ("economy_prize_change"."amount_before" >= 0 and "economy_prize_change"."amount" >= 0)
);
--> statement-breakpoint
ALTER TABLE "economy_owed_payment" ADD COLUMN "cancelled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "economy_owed_payment" ADD CONSTRAINT "owed_cancelled_is_settled" CHECK ("economy_owed_payment"."cancelled_at" is null or "economy_owed_payment"."settled_at" is not null);