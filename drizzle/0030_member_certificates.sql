ALTER TABLE "certificate_certificate" ADD COLUMN "member_id" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "team_name" text;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "certificate_holders" text DEFAULT 'entrants' NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_member_has_team" CHECK (("certificate_certificate"."member_id" is null) = ("certificate_certificate"."team_name" is null));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_certificate_holders_known" CHECK ("tournament_tournament"."certificate_holders" = 'entrants' or ("tournament_tournament"."certificate_holders" = 'members' and "tournament_tournament"."mode" = 'team'));