-- Whether a name is stored as it is shown: normalized, trimmed and without control characters. Without settings of its own, so that
-- expressions take it in. The same rule in code: isCleanName in db/columns.ts.
CREATE OR REPLACE FUNCTION is_clean_name(p_name text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT p_name IS NFC NORMALIZED AND p_name OPERATOR(pg_catalog.=) pg_catalog.btrim(p_name)
    AND p_name OPERATOR(pg_catalog.!~) '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]'
$function$;
