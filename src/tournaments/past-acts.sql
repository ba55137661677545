-- What players have done in tournaments, for rules of moderation that are judged afterwards. By source in the order of ids; `act` is one
-- of the gated acts, null for what no gate judges.

CREATE OR REPLACE VIEW tournament_past_act WITH (security_invoker=true) AS
 SELECT 'registration' AS source, r.id, 'register' AS act,
   ARRAY(SELECT r.player_id UNION SELECT x.player_id FROM tournament_roster x WHERE x.registration_id = r.id) AS players,
   r.tournament_id, r.created_at AS acted_at
 FROM tournament_registration r
 UNION ALL SELECT 'event', e.id,
   CASE WHEN e.type = 'match_checked_in' OR e.type = 'checked_in' AND (e.payload ->> 'isCheckedIn')::boolean THEN 'check_in'
     WHEN e.type = 'staff_changed' AND e.payload ->> 'state' = 'active' THEN 'staff' END,
   CASE WHEN e.type = 'staff_changed' THEN ARRAY[e.payload ->> 'playerId'] WHEN e.type IN ('checked_in', 'match_checked_in')
     THEN ARRAY(SELECT r.player_id FROM tournament_registration r WHERE r.id = e.payload ->> 'registrationId') END,
   e.tournament_id, e.created_at
 FROM outbox_event e
 UNION ALL SELECT 'result', r.id, CASE WHEN r.kind IN ('report', 'confirm') THEN 'report' END, ARRAY[r.actor_id],
   (SELECT m.tournament_id FROM tournament_match m WHERE m.id = r.match_id), r.created_at
 FROM tournament_result r
 UNION ALL SELECT 'evidence', e.id, 'report', ARRAY[e.player_id],
   (SELECT m.tournament_id FROM tournament_match m WHERE m.id = e.match_id), e.created_at
 FROM tournament_evidence e
 UNION ALL SELECT 'tournament', t.id, 'host', ARRAY[t.organizer_id], NULL, t.created_at FROM tournament_tournament t;
REVOKE INSERT, UPDATE, DELETE ON tournament_past_act FROM laurel_app;
