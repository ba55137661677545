-- Chains of replacements and immutable fields of certificates; docs/rules/certificates.md, Life and Replacements.

-- Printed fields are immutable, revocation and hidden names are final, and certificates are never deleted. A certificate can be
-- revoked only after its replacement, so that the end of a chain does not stay valid.
CREATE OR REPLACE FUNCTION refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
  IF (NEW.code, NEW.legacy_code, NEW.registration_id, NEW.member_id, NEW.type, NEW.language, NEW.tournament_title, NEW.place, NEW.is_place_shared, NEW.entrant_count, NEW.ended_on, NEW.issuer, NEW.issuer_site, NEW.logo_key, NEW.signatory_name, NEW.signatory_office, NEW.accent_color, NEW.replaces_id, NEW.chain_root_id)
    IS DISTINCT FROM (OLD.code, OLD.legacy_code, OLD.registration_id, OLD.member_id, OLD.type, OLD.language, OLD.tournament_title, OLD.place, OLD.is_place_shared, OLD.entrant_count, OLD.ended_on, OLD.issuer, OLD.issuer_site, OLD.logo_key, OLD.signatory_name, OLD.signatory_office, OLD.accent_color, OLD.replaces_id, OLD.chain_root_id)
    OR ((NEW.display_name, NEW.printed_name, NEW.team_name) IS DISTINCT FROM (OLD.display_name, OLD.printed_name, OLD.team_name) AND OLD.failure IS DISTINCT FROM 'needs_printed_name') THEN
    RAISE EXCEPTION 'what a certificate says is never rewritten' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_words_final';
  END IF;
  RETURN NEW;
END
$function$;

-- A replacement joins the chain of the replaced certificate and takes its privacy.
CREATE OR REPLACE FUNCTION join_certificate_chain()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  SELECT coalesce(chain_root_id, id), is_private INTO NEW.chain_root_id, NEW.is_private
  FROM certificate_certificate WHERE id = NEW.replaces_id;
  RETURN NEW;
END
$function$;

CREATE OR REPLACE TRIGGER certificate_final
  BEFORE DELETE OR UPDATE ON certificate_certificate FOR EACH ROW
  EXECUTE FUNCTION refuse_rewriting();

CREATE OR REPLACE TRIGGER certificate_joins_chain
  BEFORE INSERT ON certificate_certificate FOR EACH ROW WHEN ((new.replaces_id IS NOT NULL))
  EXECUTE FUNCTION join_certificate_chain();
