ALTER TABLE "tournament_registration" ADD COLUMN "club" text;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD COLUMN "country" text;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD COLUMN "rating" integer;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_club_length" CHECK (char_length("tournament_registration"."club") between 1 and 80);--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_club_is_clean" CHECK ("tournament_registration"."club" is nfc normalized and "tournament_registration"."club" = btrim("tournament_registration"."club") and "tournament_registration"."club" !~ '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]');--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_country_is_code" CHECK ("tournament_registration"."country" ~ '^[A-Z]{2}$');--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_rating_in_range" CHECK ("tournament_registration"."rating" between 1 and 9999);