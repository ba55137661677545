-- Rows that are updated again and again get room on their page for the next version: the update then needs no new entry in any
-- index, and what it leaves behind is cleaned away by the next one. Autovacuum comes by the count of changes, not by the size of
-- the table: a few hot rows among many would wait for days.
ALTER TABLE economy_wallet SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
--> statement-breakpoint
ALTER TABLE tournament_tournament SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
--> statement-breakpoint
ALTER TABLE tournament_match SET (fillfactor = 80);
--> statement-breakpoint
-- A queue: rows leave its index when rooms have heard of them, and what is left of them in it has to be stepped over until then.
ALTER TABLE event_outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
