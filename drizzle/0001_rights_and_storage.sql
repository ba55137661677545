-- What Drizzle's definitions do not express: the role of the application, its rights, the storage of busy tables, and the treasury.
-- Functions, triggers and views, with their rights, are the *.sql files beside their domains; the migrator applies them afterwards.

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'laurel_app') THEN CREATE ROLE laurel_app NOLOGIN; END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role laurel_app does not exist, and % may not create it: have an administrator run CREATE ROLE laurel_app NOLOGIN, then migrate again',
      current_user USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO laurel_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO laurel_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO laurel_app;
--> statement-breakpoint
-- The ledger and what is append-only: written by functions that run with their owner's rights, or inserted and never changed.
REVOKE INSERT, UPDATE, DELETE ON economy_wallet, economy_transaction, economy_hold, economy_owed_payment, moderation_audit, tournament_result
  FROM laurel_app;
--> statement-breakpoint
GRANT INSERT (id, kind, owner_id, currency, created_at), UPDATE (is_frozen) ON economy_wallet TO laurel_app;
--> statement-breakpoint
GRANT UPDATE (next_attempt_at) ON economy_owed_payment TO laurel_app;
--> statement-breakpoint
GRANT INSERT ON moderation_audit, tournament_result TO laurel_app;
--> statement-breakpoint
-- Since PostgreSQL 15 nobody has it; before, anybody could have made operators that functions here would use.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
-- Rows that are updated often need free space on their page, so that the next version needs no new index entry. Autovacuum starts after
-- a number of changes, not after a share of the table: a few busy rows among many would wait for days.
ALTER TABLE economy_wallet SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);
--> statement-breakpoint
ALTER TABLE tournament_tournament SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
--> statement-breakpoint
ALTER TABLE tournament_match SET (fillfactor = 80);
--> statement-breakpoint
ALTER TABLE tournament_slot SET (fillfactor = 80);
--> statement-breakpoint
-- A queue: rows leave its index when rooms have received them, and readers step over their dead entries until a vacuum.
ALTER TABLE event_outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
--> statement-breakpoint
INSERT INTO economy_wallet (id, kind, owner_id, allows_negative, created_at)
VALUES ('wal_00000000000000000000000000', 'treasury', '', true, now());
