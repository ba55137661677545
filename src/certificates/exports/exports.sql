-- What exports of certificates contain.

-- Hash of all certificates of a tournament that were not replaced, with their states and files, in the order of an export.
CREATE OR REPLACE FUNCTION certificate_manifest(p_tournament text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT encode(sha256(convert_to(coalesce(string_agg(concat_ws(' ', id, state, pdf_sha256), E'\n' ORDER BY place, id), ''), 'UTF8')), 'hex')
  FROM certificate_shown WHERE tournament_id = p_tournament AND state <> 'superseded'
$function$;
