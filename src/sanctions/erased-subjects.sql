-- Erasure does not end a sanction: keyed hashes of the subjects stay while one runs, and a new sign-in with the same subject meets it again.
-- docs/rules/people.md#erasure

-- The sanctions of a player that are not over: also those that wait for their start or for a second moderator.
CREATE OR REPLACE FUNCTION sanction_is_over(p_sanction sanction_record, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_sanction.revoked_at IS NOT NULL OR p_sanction.fulfilled_at IS NOT NULL OR coalesce(p_sanction.ends_at <= p_now, false)
$function$;

-- Keeps the hashes of a player whose subjects are erased now, if a sanction is not over.
CREATE OR REPLACE FUNCTION sanction_remember(p_player text, p_hashes text[], p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO sanction_erased_subject (hash, player_id, erased_at) SELECT DISTINCT h.hash, p_player, p_now FROM unnest(p_hashes) AS h (hash)
  WHERE EXISTS (SELECT FROM sanction_record s WHERE s.player_id = p_player AND NOT sanction_is_over(s, p_now))
  ON CONFLICT (hash) DO UPDATE SET player_id = excluded.player_id, erased_at = excluded.erased_at
$function$;

-- A hash ends with the last sanction of its player.
CREATE OR REPLACE FUNCTION sanction_forget_ended(p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  DELETE FROM sanction_erased_subject e
  WHERE NOT EXISTS (SELECT FROM sanction_record s WHERE s.player_id = e.player_id AND NOT sanction_is_over(s, p_now))
$function$;

-- The subject is known again: the same sanctions on the new player, with the same terms. The hashes are not needed any more.
CREATE OR REPLACE FUNCTION meet_sanctions_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  erased text;
  s sanction_record;
  met text;
BEGIN
  SELECT e.player_id INTO erased FROM sanction_erased_subject e WHERE e.hash = ANY (NEW.hashes) LIMIT 1;
  IF erased IS NULL THEN RETURN NULL; END IF;
  FOR s IN SELECT * FROM sanction_record r WHERE r.player_id = erased AND NOT sanction_is_over(r, NEW.linked_at) ORDER BY r.id LOOP
    met := make_id('san', NEW.linked_at);
    INSERT INTO sanction_record (id, player_id, kind, areas, tournament_id, reason_code, statement, note, starts_at, ends_at, imposed_by,
      created_at, needs_confirmation, confirmed_by, confirmed_at, earlier_id)
    VALUES (met, NEW.player_id, s.kind, s.areas, s.tournament_id, s.reason_code, s.statement, s.note, s.starts_at, s.ends_at, s.imposed_by,
      s.created_at, s.needs_confirmation, s.confirmed_by, s.confirmed_at, s.id);
    PERFORM sanction_carry_strike(s.id, met, NEW.linked_at);
    PERFORM audit_append(make_id('aud', NEW.linked_at), 'sanction.met_again', NEW.player_id, NEW.player_id, 'sanction', met,
      jsonb_build_object('earlierId', s.id), NEW.linked_at);
  END LOOP;
  DELETE FROM sanction_erased_subject e WHERE e.player_id = erased;
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION meet_sanctions_again() FROM PUBLIC;

CREATE OR REPLACE TRIGGER meet_sanctions_again
  AFTER INSERT ON identity_subject FOR EACH ROW WHEN (new.hashes IS NOT NULL)
  EXECUTE FUNCTION meet_sanctions_again();
