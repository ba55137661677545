-- The tournament of a certificate or of an export of certificates, for queries of other domains. null: it does not exist.

CREATE OR REPLACE FUNCTION certificate_tournament(p_kind text, p_ref text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE p_kind WHEN 'certificate' THEN (SELECT c.tournament_id FROM certificate_certificate c WHERE c.id = p_ref)
    WHEN 'export' THEN (SELECT e.tournament_id FROM certificate_export e WHERE e.id = p_ref) END
$function$;
