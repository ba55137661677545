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
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_suspended_has_reason" CHECK ("certificate_certificate"."state" <> 'suspended' or ("certificate_certificate"."suspended_at" is not null and "certificate_certificate"."suspended_reason" is not null));--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_accent_is_color" CHECK ("certificate_certificate"."accent_color" ~ '^#[0-9a-f]{6}$');--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_replaces_another" CHECK ("certificate_certificate"."replaces_id" <> "certificate_certificate"."id");--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_accent_is_color" CHECK ("tournament_tournament"."accent_color" ~ '^#[0-9a-f]{6}$');
