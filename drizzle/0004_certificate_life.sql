DROP INDEX "idx_certificate_pending";--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "legacy_code" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "suspended_reason" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "replaces_id" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "replaces_reason" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "is_private" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "attempt_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "retry_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_replaced_exists" FOREIGN KEY ("replaces_id") REFERENCES "public"."certificate_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_certificate_retry" ON "certificate_certificate" USING btree ("retry_at") WHERE "certificate_certificate"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "idx_certificate_registration" ON "certificate_certificate" USING btree ("registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_legacy_code_unique" ON "certificate_certificate" USING btree ("legacy_code") WHERE "certificate_certificate"."legacy_code" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_replaced_once" ON "certificate_certificate" USING btree ("replaces_id") WHERE "certificate_certificate"."replaces_id" is not null;--> statement-breakpoint
CREATE INDEX "idx_certificate_pdf_sha256" ON "certificate_certificate" USING btree ("pdf_sha256");--> statement-breakpoint
CREATE INDEX "idx_certificate_png_sha256" ON "certificate_certificate" USING btree ("png_sha256");--> statement-breakpoint
CREATE INDEX "idx_registration_player" ON "tournament_registration" USING btree ("player_id");--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_suspended_has_reason" CHECK ("certificate_certificate"."state" <> 'suspended' or ("certificate_certificate"."suspended_at" is not null and "certificate_certificate"."suspended_reason" is not null));--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_accent_is_color" CHECK ("certificate_certificate"."accent_color" ~ '^#[0-9a-f]{6}$');--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_replaces_another" CHECK ("certificate_certificate"."replaces_id" <> "certificate_certificate"."id");--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_accent_is_color" CHECK ("tournament_tournament"."accent_color" ~ '^#[0-9a-f]{6}$');