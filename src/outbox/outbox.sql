-- What the outbox publishes: its events, without what only the relay needs.

CREATE OR REPLACE VIEW outbox_event WITH (security_invoker=true) AS
 SELECT id,
    tournament_id,
    seq,
    type,
    payload,
    created_at,
    epoch
   FROM event_outbox;
REVOKE INSERT, UPDATE, DELETE ON outbox_event FROM laurel_app;

-- The epoch that events of a tournament get now: that of the database, and a hash of the tournament, so that a position of one tournament
-- is none of another. It has no settings of its own, so that it is planned as a part of the statement that calls it.
CREATE OR REPLACE FUNCTION outbox_current_epoch(p_tournament text)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT (SELECT e.epoch FROM public.event_epoch e ORDER BY e.number DESC LIMIT 1) OPERATOR(pg_catalog.||)
    pg_catalog."left"(pg_catalog.md5(p_tournament), 6)
$function$;

-- Appends an event and returns its row as JSON. The caller holds the lock on the tournament and has counted `p_seq` up.
CREATE OR REPLACE FUNCTION outbox_append(p_id text, p_tournament text, p_seq integer, p_type text, p_payload jsonb, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO event_outbox (id, tournament_id, seq, type, payload, created_at, epoch)
  VALUES (p_id, p_tournament, p_seq, p_type, p_payload, p_now,
    -- outbox_current_epoch, which would be a query of its own.
    (SELECT e.epoch || left(md5(p_tournament), 6) FROM event_epoch e ORDER BY e.number DESC LIMIT 1))
  RETURNING to_jsonb(event_outbox);
$function$;

-- Replaces the name of an entrant in the events of a tournament: the only change of an event. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION outbox_erase_name(p_tournament text, p_registration text, p_name text)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH erased AS (
    UPDATE event_outbox SET payload = jsonb_set(payload, '{displayName}', to_jsonb(p_name))
    WHERE tournament_id = p_tournament AND payload ->> 'registrationId' = p_registration AND payload ->> 'displayName' <> p_name
    RETURNING id
  ) SELECT count(*) FROM erased
$function$;

-- Deletes the events of a tournament that is removed.
CREATE OR REPLACE FUNCTION outbox_forget(p_tournament text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  DELETE FROM event_outbox WHERE tournament_id = p_tournament
$function$;
REVOKE ALL ON FUNCTION outbox_forget(text) FROM PUBLIC;

-- The epoch of the last event of a tournament; '0' before the first. With its seq it is the position of the tournament.
CREATE OR REPLACE FUNCTION outbox_epoch_of(p_tournament text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT coalesce((SELECT epoch FROM event_outbox WHERE tournament_id = p_tournament ORDER BY seq DESC LIMIT 1), '0')
$function$;

-- Begins an epoch if the database runs on another server or timeline than at the last one: it was restored or copied. A restore that
-- keeps both does not show; `p_is_forced` is for the operator who made it. Returns the current epoch.
CREATE OR REPLACE FUNCTION outbox_begin_epoch(p_is_forced boolean)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  current event_epoch;
  here text;
BEGIN
  LOCK TABLE event_epoch IN SHARE ROW EXCLUSIVE MODE;
  SELECT s.system_identifier || ':' || c.timeline_id INTO here FROM pg_control_system() s, pg_control_checkpoint() c;
  SELECT * INTO current FROM event_epoch ORDER BY number DESC LIMIT 1;
  IF current.server = here AND NOT p_is_forced THEN RETURN current.epoch; END IF;
  INSERT INTO event_epoch (epoch, server, started_at) VALUES (right(replace(gen_random_uuid()::text, '-', ''), 10), here, clock_timestamp())
  RETURNING * INTO current;
  RETURN current.epoch;
END
$function$;
REVOKE ALL ON FUNCTION outbox_begin_epoch(boolean) FROM PUBLIC;
