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

-- Removes exports that were asked for before `p_before`, a few at a time: their pieces are deleted from the stores. A piece that a younger
-- export has too stays. An export of which a legal hold keeps a piece stays whole. Returns how many were removed.
CREATE OR REPLACE FUNCTION certificate_remove_exports(p_before timestamp with time zone, p_max integer, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  old record;
  piece record;
  removed bigint := 0;
BEGIN
  -- Ids are in the order of time. In random order, so that those that stay hold up no others.
  FOR old IN SELECT id, tournament_id FROM certificate_export
    WHERE id = ANY (ARRAY(SELECT e.id FROM certificate_export e WHERE e.id < make_id('exp', p_before) ORDER BY random() LIMIT p_max))
    ORDER BY id FOR UPDATE SKIP LOCKED
  LOOP
    BEGIN
      FOR piece IN SELECT p.key FROM certificate_export_piece p WHERE p.export_id = old.id AND NOT EXISTS (
        SELECT FROM certificate_export e JOIN certificate_export_piece o ON o.export_id = e.id
        WHERE e.tournament_id = old.tournament_id AND e.id <> old.id AND o.key = p.key)
      LOOP
        IF NOT object_write_tombstone(piece.key, p_now) THEN RAISE SQLSTATE 'LR001'; END IF;
      END LOOP;
      DELETE FROM certificate_export_piece WHERE export_id = old.id;
      DELETE FROM certificate_export WHERE id = old.id;
      removed := removed + 1;
    EXCEPTION WHEN SQLSTATE 'LR001' THEN NULL;
    END;
  END LOOP;
  RETURN removed;
END
$function$;
