-- Players, and the subjects of identity providers that are mapped to them.

-- The player of a subject. The first request of a subject makes the player with the given id and name; of simultaneous first requests
-- one makes it and the others find it. Keyed hashes are for what is remembered after an erasure.
CREATE OR REPLACE FUNCTION identity_player_of(p_issuer text, p_subject text, p_player text, p_name text, p_hashes text[], p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  found_player text;
BEGIN
  LOOP
    SELECT s.player_id INTO found_player FROM identity_subject s WHERE s.issuer = p_issuer AND s.subject = p_subject;
    EXIT WHEN found_player IS NOT NULL;
    -- Waits for a simultaneous request with the same subject. If that one commits, nothing is inserted here, and the next round finds it.
    WITH linked AS (
      INSERT INTO identity_subject (issuer, subject, player_id, linked_at, hashes) VALUES (p_issuer, p_subject, p_player, p_now, p_hashes)
      ON CONFLICT ON CONSTRAINT subject_is_one_player DO NOTHING RETURNING player_id
    ) INSERT INTO identity_player (id, display_name, created_at) SELECT player_id, p_name, p_now FROM linked;
  END LOOP;
  RETURN found_player;
END
$function$;

-- The keyed hashes of all subjects of a player.
CREATE OR REPLACE FUNCTION identity_keyed_hashes(p_player text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(array_agg(h.hash), '{}') FROM identity_subject s, unnest(s.hashes) AS h (hash) WHERE s.player_id = p_player
$function$;

-- The name that the player has chosen in Laurel, or that came with the first token; null if unknown.
CREATE OR REPLACE FUNCTION player_display_name(p_player text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT display_name FROM identity_player WHERE id = p_player
$function$;

-- The subjects of a player as hashes, as hashes name people who may have no account yet.
CREATE OR REPLACE FUNCTION identity_subject_hashes(p_player text)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT encode(sha256(convert_to(issuer || E'\n' || subject, 'UTF8')), 'hex') FROM identity_subject WHERE player_id = p_player
$function$;

-- What identity keeps of a player, for the export of personal data.
CREATE OR REPLACE VIEW identity_kept WITH (security_invoker=true) AS
 SELECT p.id AS player_id, 'profile' AS part, p.id AS key,
   jsonb_build_object('id', p.id, 'displayName', p.display_name, 'createdAt', instant_text(p.created_at), 'erasedAt', instant_text(p.erased_at)) AS item FROM identity_player p
 UNION ALL SELECT s.player_id, 'subjects', s.issuer || E'\n' || s.subject,
   jsonb_build_object('issuer', s.issuer, 'subject', s.subject, 'linkedAt', instant_text(s.linked_at)) FROM identity_subject s
 UNION ALL SELECT r.player_id, 'roles', r.role,
   jsonb_build_object('role', r.role, 'grantedBy', r.granted_by, 'grantedAt', instant_text(r.granted_at)) FROM identity_role r;
REVOKE INSERT, UPDATE, DELETE ON identity_kept FROM laurel_app;

-- Erases the name, the subjects and the roles of a player. Returns the number of changed rows: 0 if nothing was left to erase.
CREATE OR REPLACE FUNCTION identity_erase(p_player text, p_now timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH player AS (
    INSERT INTO identity_player AS p (id, created_at, erased_at) VALUES (p_player, p_now, p_now)
    ON CONFLICT (id) DO UPDATE SET display_name = NULL, erased_at = p_now
      WHERE p.erased_at IS NULL OR p.display_name IS NOT NULL RETURNING id
  ), subject AS (DELETE FROM identity_subject WHERE player_id = p_player RETURNING player_id),
    role AS (DELETE FROM identity_role WHERE player_id = p_player RETURNING player_id)
  SELECT (SELECT count(*) FROM player) + (SELECT count(*) FROM subject) + (SELECT count(*) FROM role)
$function$;

-- Players whose personal data was erased.
CREATE OR REPLACE VIEW identity_erased WITH (security_invoker=true) AS
 SELECT id AS player_id FROM identity_player WHERE erased_at IS NOT NULL;
REVOKE INSERT, UPDATE, DELETE ON identity_erased FROM laurel_app;

-- The roles granted to a player, separated by commas. They are not withdrawn until the end of the transaction; who asks later waits for a
-- withdrawal that waits.
CREATE OR REPLACE FUNCTION identity_hold_roles(p_player text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('roles ' || p_player, 0));
  RETURN (SELECT coalesce(string_agg(role, ',' ORDER BY role), '') FROM identity_role WHERE player_id = p_player);
END
$function$;

CREATE OR REPLACE FUNCTION identity_wait_for_holders()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('roles ' || OLD.player_id, 0));
  RETURN OLD;
END
$function$;
REVOKE ALL ON FUNCTION identity_wait_for_holders() FROM PUBLIC;

CREATE OR REPLACE TRIGGER role_held_by_acts
  BEFORE DELETE ON identity_role FOR EACH ROW
  EXECUTE FUNCTION identity_wait_for_holders();

-- The roles granted to a player, separated by commas.
CREATE OR REPLACE FUNCTION identity_roles(p_player text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce(string_agg(role, ',' ORDER BY role), '') FROM identity_role WHERE player_id = p_player
$function$;
