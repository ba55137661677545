ALTER TABLE "http_idempotency" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "http_idempotency" ADD COLUMN "is_permanent" boolean DEFAULT false NOT NULL;