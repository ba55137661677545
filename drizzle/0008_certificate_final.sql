-- What was printed stays as it was printed, a revoked certificate stays revoked, and none is ever deleted, whoever asks:
-- links and QR codes out there have to find what they were made for.

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'certificates are never deleted' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_never_deleted';
  END IF;
  IF OLD.state = 'revoked' AND (NEW.state, NEW.revoked_at, NEW.revoked_reason) IS DISTINCT FROM (OLD.state, OLD.revoked_at, OLD.revoked_reason) THEN
    RAISE EXCEPTION 'a revoked certificate stays revoked' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_revoked_for_ever';
  END IF;
  IF (NEW.code, NEW.legacy_code, NEW.registration_id, NEW.type, NEW.language, NEW.display_name, NEW.tournament_title, NEW.place, NEW.entrant_count, NEW.ended_on, NEW.issuer, NEW.accent_color, NEW.replaces_id)
    IS DISTINCT FROM (OLD.code, OLD.legacy_code, OLD.registration_id, OLD.type, OLD.language, OLD.display_name, OLD.tournament_title, OLD.place, OLD.entrant_count, OLD.ended_on, OLD.issuer, OLD.accent_color, OLD.replaces_id) THEN
    RAISE EXCEPTION 'what a certificate says is never rewritten' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'certificate_words_final';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER certificate_final BEFORE UPDATE OR DELETE ON certificate_certificate
  FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
