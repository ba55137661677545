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
