-- Functions that run with their owner's rights are for the application's role alone; those behind triggers are for nobody, or a
-- trigger on a table of one's own would move balances. What a key was first answered with stays.

DO $$
DECLARE
  f record;
  is_there boolean := EXISTS (SELECT FROM pg_roles WHERE rolname = 'laurel_app');
BEGIN
  FOR f IN SELECT oid::regprocedure AS signature, prorettype = 'trigger'::regtype AS is_trigger FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prosecdef LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.signature);
    IF is_there AND NOT f.is_trigger THEN EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO laurel_app', f.signature); END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- From PostgreSQL 15 on nobody has it; before, whoever could make an operator here could make these functions use it.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER idempotency_posting_kept BEFORE UPDATE OR DELETE ON http_idempotency FOR EACH ROW
  WHEN (OLD.status = 0 AND OLD.body IS NOT NULL) EXECUTE FUNCTION refuse_change();
