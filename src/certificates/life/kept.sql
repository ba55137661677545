-- Personal data in certificates: what is kept of a player, and what becomes of it when the player's data is erased.

CREATE OR REPLACE VIEW certificate_kept WITH (security_invoker=true) AS
 SELECT coalesce(c.member_id, e.player_id) AS player_id, 'certificates' AS part, c.id AS key, jsonb_build_object('id', c.id, 'code', c.code, 'tournamentId', c.tournament_id,
   'registrationId', c.registration_id, 'type', c.type, 'state', c.state, 'displayName', c.display_name, 'printedName', c.printed_name, 'teamName', c.team_name,
   'place', c.place, 'isPrivate', c.is_private, 'issuedAt', instant_text(c.issued_at), 'revokedReason', c.revoked_reason,
   'downloadCount', c.download_count, 'firstDownloadedAt', instant_text(c.first_downloaded_at)) AS item
 FROM tournament_entry e JOIN certificate_certificate c ON c.registration_id = e.id
 UNION ALL SELECT i.player_id, 'issuer_profile', i.player_id, jsonb_build_object('name', i.name, 'site', i.site, 'logoKey', i.logo_key,
   'signatoryName', i.signatory_name, 'signatoryOffice', i.signatory_office, 'updatedAt', instant_text(i.updated_at))
 FROM certificate_issuer i;
REVOKE INSERT, UPDATE, DELETE ON certificate_kept FROM laurel_app;

-- Makes the certificates of a player private, whole chains, also those as a member of a team. What is printed stays, also on a team's
-- certificate, which has the team's name.
-- A certificate that waits for a printed name is not printed yet, so its name is replaced. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION certificate_erase(p_player text, p_name text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  own text[] := ARRAY(
    SELECT c.id FROM tournament_entry_player x JOIN tournament_entry e ON e.id = x.registration_id
      JOIN certificate_certificate c ON c.registration_id = e.id
    WHERE x.player_id = p_player AND (c.member_id = p_player OR (c.member_id IS NULL AND e.team_id IS NULL)));
  hidden bigint;
  replaced bigint;
BEGIN
  -- Acts on a chain lock its first certificate. They end before the changes below read their rows.
  PERFORM 1 FROM certificate_certificate WHERE id = ANY (own) ORDER BY id FOR NO KEY UPDATE;
  UPDATE certificate_certificate SET is_private = true WHERE id = ANY (own) AND NOT is_private;
  GET DIAGNOSTICS hidden = ROW_COUNT;
  UPDATE certificate_certificate SET display_name = p_name
  WHERE id = ANY (own) AND state = 'pending' AND failure = 'needs_printed_name' AND display_name <> p_name;
  GET DIAGNOSTICS replaced = ROW_COUNT;
  RETURN hidden + replaced;
END
$function$;
