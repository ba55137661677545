CREATE TYPE "public"."wallet_kind" AS ENUM('player', 'treasury', 'fees', 'escrow');--> statement-breakpoint
ALTER TABLE "economy_wallet" DROP CONSTRAINT "wallet_balance_not_negative";--> statement-breakpoint
ALTER TABLE "economy_wallet" DROP CONSTRAINT "wallet_held_not_negative";--> statement-breakpoint
ALTER TABLE "economy_wallet" DROP CONSTRAINT "wallet_balance_exact_in_json";--> statement-breakpoint
ALTER TABLE "economy_wallet" DROP CONSTRAINT "wallet_kind_known";--> statement-breakpoint
ALTER TABLE "economy_wallet" DROP CONSTRAINT "wallet_available_not_negative";--> statement-breakpoint
ALTER TABLE "economy_transaction" DROP CONSTRAINT "transaction_wallet_exists";
--> statement-breakpoint
ALTER TABLE "economy_wallet" ALTER COLUMN "kind" SET DATA TYPE "public"."wallet_kind" USING "kind"::"public"."wallet_kind";--> statement-breakpoint
ALTER TABLE "economy_transaction" ADD COLUMN "currency" text DEFAULT 'COIN' NOT NULL;--> statement-breakpoint
ALTER TABLE "economy_wallet" ADD CONSTRAINT "wallet_available_not_negative" CHECK ("economy_wallet"."held" <= "economy_wallet"."balance" or "economy_wallet"."allows_negative");