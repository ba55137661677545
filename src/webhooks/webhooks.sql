-- Webhooks: deliveries are made, claimed and settled here. docs/decisions/0017-webhooks.md

-- Whether an endpoint gets an event. The same rule as `wants` in endpoints/endpoint.ts.
CREATE OR REPLACE FUNCTION webhook_wants(p_endpoint webhook_endpoint, p_type text, p_tournament text, p_organizer text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_endpoint.state = 'active' AND (p_endpoint.reach = 'all' OR p_endpoint.owner_id = p_organizer)
    AND (p_endpoint.event_types = '{}' OR p_type = ANY (p_endpoint.event_types))
    AND (p_endpoint.tournament_ids = '{}' OR p_tournament = ANY (p_endpoint.tournament_ids))
$function$;

DROP FUNCTION IF EXISTS webhook_is_paused(text, timestamp with time zone);
-- Whether the owner may not read what is sent now: a sanction keeps the owner from hosting, or the endpoint reaches all tournaments and Laurel
-- does not grant its owner the role admin. Then nothing is sent: deliveries wait. API keys end in the same cases (api_key_judge).
CREATE OR REPLACE FUNCTION webhook_is_paused(p_owner text, p_reach text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT p_reach = 'all' AND NOT 'admin' = ANY (string_to_array(identity_roles(p_owner), ','))
    -- Few owners pay for the gate.
    OR EXISTS (SELECT FROM sanction_possible s WHERE s.player_id = p_owner AND s.until > p_now)
      AND sanction_gate(p_owner, NULL, 'host', p_now) IS NOT NULL
$function$;

-- The statement that marks events as relayed also makes their deliveries. Each event is marked once, so none is skipped and none is made
-- twice, whoever relays it.
CREATE OR REPLACE FUNCTION webhook_fan_out()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  everywhere webhook_endpoint[];
BEGIN
  IF NOT EXISTS (SELECT FROM webhook_endpoint WHERE state = 'active') THEN RETURN NULL; END IF;
  -- Once for all events: these are few, and no index finds them. Those of an organizer are found by the owner.
  everywhere := ARRAY(SELECT e FROM webhook_endpoint e WHERE e.state = 'active' AND e.reach = 'all');
  INSERT INTO webhook_delivery (id, webhook_id, event_id, type, tournament_id, seq, state, due_at, created_at)
  -- Due since the event: by the clock of this server it might not be due yet for a sender whose clock is behind.
  SELECT make_id('dlv', clock_timestamp()), e.id, n.id, n.type, n.tournament_id, n.seq, 'pending', least(n.created_at, clock_timestamp()),
    clock_timestamp()
  FROM relayed n JOIN waiting o ON o.id = n.id AND o.relayed_at IS NULL
  JOIN tournament_summary t ON t.id = n.tournament_id
  JOIN LATERAL (SELECT own AS one, own.id FROM webhook_endpoint own WHERE own.owner_id = t.organizer_id AND own.state = 'active' AND own.reach = 'own'
    UNION ALL SELECT every, every.id FROM unnest(everywhere) every) e ON webhook_wants(e.one, n.type, n.tournament_id, t.organizer_id)
  WHERE n.relayed_at IS NOT NULL ORDER BY n.tournament_id, n.seq
  ON CONFLICT (webhook_id, event_id) DO NOTHING;
  RETURN NULL;
END
$function$;

CREATE OR REPLACE TRIGGER webhook_fan_out
  AFTER UPDATE ON event_outbox
  REFERENCING OLD TABLE AS waiting NEW TABLE AS relayed
  FOR EACH STATEMENT EXECUTE FUNCTION webhook_fan_out();

DROP FUNCTION IF EXISTS webhook_claim(text, integer, timestamp with time zone, timestamp with time zone);
-- Takes due deliveries of an endpoint until `p_lease_until`, oldest first, so that at most `p_at_once` are being sent to it, and at most
-- `p_of_owner` to all endpoints of its owner. The same rule as `roomFor` in sending/room.ts. Then they are due again.
CREATE OR REPLACE FUNCTION webhook_claim(p_webhook text, p_at_once integer, p_of_owner integer, p_now timestamp with time zone, p_lease_until timestamp with time zone)
 RETURNS TABLE (id text, claim_count integer)
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  owner text;
  room integer;
BEGIN
  SELECT e.owner_id INTO owner FROM webhook_endpoint e WHERE e.id = p_webhook;
  -- One after the other: events wake the senders of all endpoints of an owner at the same moment, and each would count too few.
  PERFORM pg_advisory_xact_lock(hashtextextended('webhooks sent for ' || owner, 0));
  PERFORM FROM webhook_endpoint e WHERE e.id = p_webhook AND e.state = 'active' AND NOT webhook_is_paused(e.owner_id, e.reach, p_now);
  IF NOT FOUND THEN RETURN; END IF;
  -- Also those of deleted endpoints: their requests are under way.
  SELECT greatest(0, least(p_at_once - count(*) FILTER (WHERE s.webhook_id = p_webhook), p_of_owner - count(*))) INTO room
  FROM webhook_endpoint e JOIN webhook_delivery s ON s.webhook_id = e.id AND s.state = 'sending' AND s.due_at > p_now
  WHERE e.owner_id = owner;
  RETURN QUERY
  WITH due AS MATERIALIZED (
    SELECT d.id FROM webhook_delivery d WHERE d.webhook_id = p_webhook AND d.due_at <= p_now
    ORDER BY d.due_at LIMIT room FOR UPDATE SKIP LOCKED
  )
  UPDATE webhook_delivery d SET state = 'sending', due_at = p_lease_until, claim_count = d.claim_count + 1
  FROM due WHERE d.id = due.id RETURNING d.id, d.claim_count;
END
$function$;

-- Another endpoint of the same owner that has work, of which nothing is being sent, while its owner has room: one that found none before.
-- Not one that fails: a receiver that is down waits for cron.
CREATE OR REPLACE FUNCTION webhook_next_of_owner(p_webhook text, p_of_owner integer, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH own AS MATERIALIZED (
    SELECT e.*, (SELECT count(*) FROM webhook_delivery s WHERE s.webhook_id = e.id AND s.state = 'sending' AND s.due_at > p_now) AS sending
    FROM webhook_endpoint one JOIN webhook_endpoint e ON e.owner_id = one.owner_id WHERE one.id = p_webhook
  )
  SELECT e.id FROM own e
  WHERE e.id <> p_webhook AND e.state = 'active' AND e.failing_since IS NULL AND e.sending = 0
    AND (SELECT sum(o.sending) FROM own o) < p_of_owner
    AND EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = e.id AND d.due_at <= p_now)
    AND NOT webhook_is_paused(e.owner_id, e.reach, p_now)
  ORDER BY random() LIMIT 1
$function$;

-- An endpoint ends: its owner is told by the other endpoints, and the audit trail keeps it. Returns whether it was active.
CREATE OR REPLACE FUNCTION webhook_disable(p_webhook text, p_reason text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  ended webhook_endpoint;
BEGIN
  UPDATE webhook_endpoint SET state = 'disabled', disabled_at = p_now, disabled_reason = p_reason
  WHERE id = p_webhook AND state = 'active' RETURNING * INTO ended;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM audit_append(make_id('aud', p_now), 'webhook.disabled', ended.owner_id, NULL, 'webhook', p_webhook,
    jsonb_build_object('reason', p_reason), p_now);
  INSERT INTO webhook_delivery (id, webhook_id, type, payload, state, due_at, created_at)
  SELECT make_id('dlv', p_now), e.id, 'webhook_disabled',
    jsonb_build_object('webhookId', p_webhook, 'reason', p_reason, 'failingSince', instant_text(ended.failing_since)), 'pending', p_now, p_now
  FROM webhook_endpoint e WHERE e.owner_id = ended.owner_id AND e.state = 'active';
  RETURN true;
END
$function$;

-- The outcome of an attempt. `p_next` is when the delivery is tried again; null: it ends. Without an error it has succeeded. An outcome
-- that comes after its lease, when another claim has begun, is kept as an attempt and changes nothing else. Returns whether the endpoint
-- was disabled by it.
CREATE OR REPLACE FUNCTION webhook_record(p_delivery text, p_claim integer, p_started timestamp with time zone, p_ms integer, p_status integer, p_error text, p_answer text, p_next timestamp with time zone, p_failing_before timestamp with time zone, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  endpoint text;
  since timestamp with time zone;
BEGIN
  UPDATE webhook_delivery SET
    state = CASE WHEN p_error IS NULL THEN 'delivered' WHEN p_next IS NULL THEN 'failed' ELSE 'pending' END,
    due_at = CASE WHEN p_error IS NOT NULL THEN p_next END,
    failure_count = failure_count + CASE WHEN p_error IS NULL THEN 0 ELSE 1 END,
    finished_at = CASE WHEN p_error IS NULL OR p_next IS NULL THEN p_now END
  WHERE id = p_delivery AND state = 'sending' AND claim_count = p_claim RETURNING webhook_id INTO endpoint;
  INSERT INTO webhook_attempt (delivery_id, number, started_at, duration_ms, status, error, answer)
  SELECT d.id, p_claim, p_started, p_ms, p_status, p_error, p_answer FROM webhook_delivery d WHERE d.id = p_delivery
  ON CONFLICT ON CONSTRAINT webhook_attempt_once DO NOTHING;
  IF endpoint IS NULL THEN RETURN false; END IF;
  IF p_error IS NULL THEN
    UPDATE webhook_endpoint SET failing_since = NULL WHERE id = endpoint AND failing_since IS NOT NULL;
    RETURN false;
  END IF;
  UPDATE webhook_endpoint SET failing_since = p_started WHERE id = endpoint AND failing_since IS NULL;
  IF p_status = 410 THEN RETURN webhook_disable(endpoint, 'gone', p_now); END IF;
  SELECT e.failing_since INTO since FROM webhook_endpoint e WHERE e.id = endpoint;
  RETURN since <= p_failing_before AND webhook_disable(endpoint, 'failing', p_now);
END
$function$;

-- Queues what an endpoint wants of past events and did not get: those that have no delivery, and those whose delivery has failed. What was
-- delivered is not repeated. Looks at `p_limit` events at most, in order: from `p_from_id` on, or those of a tournament after `p_seq`.
-- `last_id` and `last_seq` are of the last one; null if there are no more.
CREATE OR REPLACE FUNCTION webhook_recover(p_webhook text, p_from_id text, p_tournament text, p_seq integer, p_limit integer, p_now timestamp with time zone, OUT queued integer, OUT last_id text, OUT last_seq integer)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  looked text[];
BEGIN
  IF p_tournament IS NULL THEN
    looked := ARRAY(SELECT o.id FROM outbox_event o WHERE o.id >= p_from_id ORDER BY o.id LIMIT p_limit);
  ELSE
    looked := ARRAY(SELECT o.id FROM outbox_event o WHERE o.tournament_id = p_tournament AND o.seq > p_seq ORDER BY o.seq LIMIT p_limit);
  END IF;
  INSERT INTO webhook_delivery AS d (id, webhook_id, event_id, type, tournament_id, seq, state, due_at, created_at)
  SELECT make_id('dlv', p_now), p_webhook, o.id, o.type, o.tournament_id, o.seq, 'pending', p_now, p_now
  FROM outbox_event o JOIN tournament_summary t ON t.id = o.tournament_id
  JOIN webhook_endpoint e ON e.id = p_webhook AND webhook_wants(e, o.type, o.tournament_id, t.organizer_id)
  WHERE o.id = ANY (looked)
  ON CONFLICT (webhook_id, event_id) DO UPDATE SET state = 'pending', due_at = p_now, failure_count = 0, finished_at = NULL
    WHERE d.state = 'failed';
  GET DIAGNOSTICS queued = ROW_COUNT;
  IF cardinality(looked) = p_limit THEN
    SELECT o.id, o.seq INTO last_id, last_seq FROM outbox_event o WHERE o.id = looked[p_limit];
  END IF;
END
$function$;

DROP FUNCTION IF EXISTS webhook_resend(text, timestamp with time zone);
-- Sends a delivery again, with all attempts. One that is being sent stays as it is. False: its event is gone, with the sandbox that it was of.
CREATE OR REPLACE FUNCTION webhook_resend(p_delivery text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF EXISTS (SELECT FROM webhook_delivery d WHERE d.id = p_delivery AND d.event_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM outbox_event o WHERE o.id = d.event_id)) THEN
    RETURN false;
  END IF;
  UPDATE webhook_delivery SET state = 'pending', due_at = p_now, failure_count = 0, finished_at = NULL
  WHERE id = p_delivery AND state <> 'sending';
  RETURN true;
END
$function$;

-- Removes at most `p_limit` deliveries with their attempts: those older than `p_before_id`, and those of deleted endpoints; then ended
-- secrets and deleted endpoints that have no more deliveries. Returns the number of deliveries. A receiver that is not asked does not fail:
-- after a pause its days count anew.
CREATE OR REPLACE FUNCTION webhook_sweep(p_before_id text, p_limit integer, p_now timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  old text[];
BEGIN
  SELECT array_agg(x.id) INTO old FROM (
    (SELECT d.id FROM webhook_delivery d WHERE d.id < p_before_id ORDER BY d.id LIMIT p_limit)
    UNION (SELECT d.id FROM webhook_endpoint e JOIN webhook_delivery d ON d.webhook_id = e.id
      -- What is being sent counts for its owner until then.
      WHERE e.state = 'deleted' AND NOT (d.state = 'sending' AND d.due_at > p_now) LIMIT p_limit)
    LIMIT p_limit
  ) x;
  DELETE FROM webhook_attempt WHERE delivery_id = ANY (old);
  DELETE FROM webhook_delivery WHERE id = ANY (old);
  UPDATE webhook_endpoint e SET failing_since = NULL WHERE e.failing_since IS NOT NULL AND webhook_is_paused(e.owner_id, e.reach, p_now);
  DELETE FROM webhook_secret s WHERE s.ends_at <= p_now
    OR EXISTS (SELECT FROM webhook_endpoint e WHERE e.id = s.webhook_id AND e.state = 'deleted');
  DELETE FROM webhook_endpoint e WHERE e.state = 'deleted'
    AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.webhook_id = e.id);
  RETURN coalesce(cardinality(old), 0);
END
$function$;

-- What is kept of a player, for the export of personal data. Addresses are their own; secrets are not given out again.
CREATE OR REPLACE VIEW webhook_kept WITH (security_invoker=true) AS
 SELECT e.owner_id AS player_id, 'webhooks' AS part, e.id AS key, jsonb_build_object('webhookId', e.id, 'url', e.url,
   'description', e.description, 'state', e.state, 'createdAt', instant_text(e.created_at)) AS item
 FROM webhook_endpoint e WHERE e.state <> 'deleted';
REVOKE INSERT, UPDATE, DELETE ON webhook_kept FROM laurel_app;

-- Erases what a player owns here: the endpoints end, and cron removes their rows. Returns the number of changed rows.
CREATE OR REPLACE FUNCTION webhook_erase(p_player text)
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  WITH erased AS (
    UPDATE webhook_endpoint SET state = 'deleted', url = '', description = NULL, disabled_at = NULL, disabled_reason = NULL
    WHERE owner_id = p_player AND state <> 'deleted' RETURNING id
  ) SELECT count(*) FROM erased
$function$;

-- The lock of a conditional request: an endpoint, by its id or that of a delivery. docs/rules/http.md#conditions
CREATE OR REPLACE FUNCTION webhook_lock_resource(p_id text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM FROM webhook_endpoint WHERE id = p_id FOR NO KEY UPDATE;
END
$function$;
