-- Facts are appended, never changed: ledger rows, audit rows and what was said about scores refuse UPDATE, DELETE and
-- TRUNCATE, whoever asks. The legs of a transfer must sum to zero in the statement that inserts them.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END
$$;
--> statement-breakpoint
CREATE TRIGGER economy_transaction_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON economy_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER moderation_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON moderation_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER tournament_result_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tournament_result
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_unbalanced_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM inserted JOIN economy_wallet w ON w.id = inserted.wallet_id
    GROUP BY inserted.transfer_id, w.currency HAVING sum(inserted.amount) <> 0
  ) THEN
    RAISE EXCEPTION 'the legs of a transfer must sum to zero' USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_sums_to_zero';
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER transfer_sums_to_zero AFTER INSERT ON economy_transaction
  REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced_transfer();
--> statement-breakpoint
INSERT INTO economy_wallet (id, kind, owner_id, allows_negative, created_at)
VALUES ('wal_00000000000000000000000000', 'treasury', '', true, now());
