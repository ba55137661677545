CREATE TABLE "economy_closed_wallet" (
	"wallet_id" text PRIMARY KEY NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL
);
