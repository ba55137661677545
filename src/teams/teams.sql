-- View that teams publish: members with their team's captain.

CREATE OR REPLACE VIEW team_squad WITH (security_invoker=true) AS
 SELECT m.team_id,
    e.captain_id,
    m.player_id,
    m.display_name
   FROM (team_member m
     JOIN team_team e ON ((e.id = m.team_id)));
REVOKE INSERT, UPDATE, DELETE ON team_squad FROM laurel_app;
