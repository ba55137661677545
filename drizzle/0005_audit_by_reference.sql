CREATE INDEX CONCURRENTLY "idx_moderation_ref_created_desc" ON "moderation_audit" USING btree ("ref_type","ref_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
DROP INDEX CONCURRENTLY IF EXISTS "idx_moderation_ref";
