ALTER TABLE "certificate_certificate" DROP CONSTRAINT "certificate_revoked_has_reason";--> statement-breakpoint
ALTER TABLE "certificate_certificate" DROP CONSTRAINT "certificate_suspended_has_reason";--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "revoked_reason_code" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "revoked_note" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "suspended_reason_code" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "suspended_note" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "replaces_reason_code" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "replaces_note" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "chain_root_id" text;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD COLUMN "is_name_hidden" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "time_zone" text DEFAULT 'UTC' NOT NULL;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_chain_root_exists" FOREIGN KEY ("chain_root_id") REFERENCES "public"."certificate_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_reason_known" CHECK ((revoked_reason_code is null or revoked_reason_code in ('issued_in_error','result_corrected','disqualified','false_identity','rules_violation','under_review','name_corrected','language_changed','holder_request','other')) and (suspended_reason_code is null or suspended_reason_code in ('issued_in_error','result_corrected','disqualified','false_identity','rules_violation','under_review','name_corrected','language_changed','holder_request','other')) and (replaces_reason_code is null or replaces_reason_code in ('issued_in_error','result_corrected','disqualified','false_identity','rules_violation','under_review','name_corrected','language_changed','holder_request','other')));--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_revoked_has_reason" CHECK ("certificate_certificate"."state" <> 'revoked' or ("certificate_certificate"."revoked_at" is not null and coalesce("certificate_certificate"."revoked_reason_code", "certificate_certificate"."revoked_reason") is not null));--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_suspended_has_reason" CHECK ("certificate_certificate"."state" <> 'suspended' or ("certificate_certificate"."suspended_at" is not null and coalesce("certificate_certificate"."suspended_reason_code", "certificate_certificate"."suspended_reason") is not null));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_time_zone_is_name" CHECK ("tournament_tournament"."time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$');--> statement-breakpoint
WITH RECURSIVE chain AS (
  SELECT id, id AS root, is_private FROM certificate_certificate WHERE replaces_id IS NULL
  UNION ALL
  SELECT c.id, chain.root, c.is_private FROM certificate_certificate c JOIN chain ON c.replaces_id = chain.id
), hidden AS (SELECT root, bool_or(is_private) AS is_private FROM chain GROUP BY root HAVING count(*) > 1)
UPDATE certificate_certificate c SET chain_root_id = nullif(chain.root, c.id), is_private = hidden.is_private
FROM chain JOIN hidden ON hidden.root = chain.root WHERE c.id = chain.id;
--> statement-breakpoint
-- A replacement belongs to the chain of what it replaces, and is as private as that.
CREATE FUNCTION join_certificate_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT coalesce(chain_root_id, id), is_private INTO NEW.chain_root_id, NEW.is_private
  FROM certificate_certificate WHERE id = NEW.replaces_id;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER certificate_joins_chain BEFORE INSERT ON certificate_certificate
  FOR EACH ROW WHEN (NEW.replaces_id IS NOT NULL) EXECUTE FUNCTION join_certificate_chain();
--> statement-breakpoint
-- What was printed stays as it was printed, a revoked certificate stays revoked, a name once hidden stays hidden, and none
-- is ever deleted. A certificate is revoked only after what replaced it: a chain must not stay valid at its end.
CREATE OR REPLACE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'certificates are never deleted' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_never_deleted';
  END IF;
  IF OLD.state = 'revoked' AND (NEW.state, NEW.revoked_at, NEW.revoked_reason, NEW.revoked_reason_code, NEW.revoked_note)
    IS DISTINCT FROM (OLD.state, OLD.revoked_at, OLD.revoked_reason, OLD.revoked_reason_code, OLD.revoked_note) THEN
    RAISE EXCEPTION 'a revoked certificate stays revoked' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_revoked_for_ever';
  END IF;
  IF NEW.state = 'revoked' AND OLD.state <> 'revoked'
    AND EXISTS (SELECT 1 FROM certificate_certificate WHERE replaces_id = OLD.id AND state <> 'revoked') THEN
    RAISE EXCEPTION 'a certificate is revoked after what replaced it' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_successor_first';
  END IF;
  IF OLD.is_name_hidden AND NOT NEW.is_name_hidden THEN
    RAISE EXCEPTION 'a hidden name stays hidden' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_name_stays_hidden';
  END IF;
  IF (NEW.code, NEW.legacy_code, NEW.registration_id, NEW.type, NEW.language, NEW.display_name, NEW.tournament_title, NEW.place, NEW.entrant_count, NEW.ended_on, NEW.issuer, NEW.accent_color, NEW.replaces_id)
    IS DISTINCT FROM (OLD.code, OLD.legacy_code, OLD.registration_id, OLD.type, OLD.language, OLD.display_name, OLD.tournament_title, OLD.place, OLD.entrant_count, OLD.ended_on, OLD.issuer, OLD.accent_color, OLD.replaces_id) THEN
    RAISE EXCEPTION 'what a certificate says is never rewritten' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_words_final';
  END IF;
  RETURN NEW;
END
$$;
