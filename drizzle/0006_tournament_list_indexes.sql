CREATE INDEX CONCURRENTLY "idx_tournament_starts" ON "tournament_tournament" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_tournament_state" ON "tournament_tournament" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_tournament_state_starts" ON "tournament_tournament" USING btree ("state","starts_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_tournament_organizer" ON "tournament_tournament" USING btree ("organizer_id","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_tournament_organizer_starts" ON "tournament_tournament" USING btree ("organizer_id","starts_at","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_tournament_game" ON "tournament_tournament" USING btree ("game","id");--> statement-breakpoint
CREATE INDEX CONCURRENTLY "idx_tournament_game_starts" ON "tournament_tournament" USING btree ("game","starts_at","id");