-- What the outbox publishes: its events, without what only the relay needs.

CREATE OR REPLACE VIEW outbox_event WITH (security_invoker=true) AS
 SELECT id,
    tournament_id,
    seq,
    type,
    payload,
    created_at
   FROM event_outbox;
REVOKE INSERT, UPDATE, DELETE ON outbox_event FROM laurel_app;

-- Appends an event and returns its row as JSON. The caller holds the lock on the tournament and has counted `p_seq` up.
CREATE OR REPLACE FUNCTION outbox_append(p_id text, p_tournament text, p_seq integer, p_type text, p_payload jsonb, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  INSERT INTO event_outbox (id, tournament_id, seq, type, payload, created_at)
  VALUES (p_id, p_tournament, p_seq, p_type, p_payload, p_now)
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
