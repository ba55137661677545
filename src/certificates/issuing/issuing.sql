-- When certificates may be made. docs/rules/certificates.md#issuing

-- Only for placements that stand. From the first certificate on, the tournament is not reopened.
CREATE OR REPLACE FUNCTION certificate_follows_placements()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM tournament_certify(made.tournament_id) FROM (SELECT DISTINCT tournament_id FROM made) made;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER certificate_follows_placements
  AFTER INSERT ON certificate_certificate REFERENCING NEW TABLE AS made FOR EACH STATEMENT
  EXECUTE FUNCTION certificate_follows_placements();

-- Simulated players get no certificates: nobody could take one for a real one.
CREATE OR REPLACE TRIGGER certificate_has_no_sandbox
  BEFORE INSERT ON certificate_certificate FOR EACH ROW
  EXECUTE FUNCTION tournament_refuse_sandbox();
DROP TRIGGER IF EXISTS certificate_of_real_tournament ON certificate_certificate;
DROP FUNCTION IF EXISTS certificate_refuse_sandbox();
