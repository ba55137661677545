CREATE TABLE "certificate_issuer" (
	"player_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"site" text,
	"logo_key" text,
	"signatory_name" text,
	"signatory_office" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "issuer_site_is_https" CHECK ("certificate_issuer"."site" like 'https://%'),
	CONSTRAINT "issuer_office_needs_signatory" CHECK ("certificate_issuer"."signatory_name" is not null or "certificate_issuer"."signatory_office" is null)
);
--> statement-breakpoint
ALTER TABLE "tournament_tournament" ALTER COLUMN "issuer" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "printed_name" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "issuer_site" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "logo_key" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "signatory_name" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "signatory_office" text;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD COLUMN "printed_name" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_active_has_not_failed" CHECK ("certificate_certificate"."state" <> 'active' or "certificate_certificate"."failure" is null);--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_printed_name_length" CHECK (char_length("tournament_registration"."printed_name") between 1 and 50);