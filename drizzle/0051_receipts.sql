CREATE TABLE "economy_receipt" (
	"transfer_id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"reference" text NOT NULL,
	"reverses" text,
	"content" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "receipt_issuer_is_name" CHECK ("economy_receipt"."issuer" ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
	CONSTRAINT "receipt_reference_is_name" CHECK ("economy_receipt"."reference" ~ '^[A-Za-z0-9_.:/-]{1,200}$'),
	CONSTRAINT "receipt_credit_has_content" CHECK (("economy_receipt"."content" is not null) = ("economy_receipt"."reverses" is null) and "economy_receipt"."content" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE UNIQUE INDEX "receipt_once_per_reference" ON "economy_receipt" USING btree ("issuer","reference") WHERE "economy_receipt"."reverses" is null;--> statement-breakpoint
CREATE INDEX "idx_receipt_day" ON "economy_receipt" USING btree ("issuer","created_at","transfer_id");--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "economy_receipt" FROM laurel_app;
