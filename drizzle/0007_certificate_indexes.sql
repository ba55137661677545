CREATE INDEX CONCURRENTLY "idx_certificate_retry" ON "certificate_certificate" USING btree ("retry_at") WHERE "certificate_certificate"."state" = 'pending';--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_certificate_registration" ON "certificate_certificate" USING btree ("registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "certificate_legacy_code_unique" ON "certificate_certificate" USING btree ("legacy_code") WHERE "certificate_certificate"."legacy_code" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX CONCURRENTLY "certificate_replaced_once" ON "certificate_certificate" USING btree ("replaces_id") WHERE "certificate_certificate"."replaces_id" is not null;--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_certificate_pdf_sha256" ON "certificate_certificate" USING btree ("pdf_sha256");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_certificate_png_sha256" ON "certificate_certificate" USING btree ("png_sha256");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_registration_player" ON "tournament_registration" USING btree ("player_id");--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "idx_certificate_pending";
