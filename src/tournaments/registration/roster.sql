-- What rosters publish for certificates.

-- The players of a team's roster with their names; the name of an erased player is null. A roster changes only until registration closes.
CREATE OR REPLACE VIEW tournament_entry_member WITH (security_invoker=true) AS
 SELECT x.registration_id, x.player_id, coalesce(x.display_name, player_display_name(x.player_id)) AS display_name
 FROM tournament_roster x;
REVOKE INSERT, UPDATE, DELETE ON tournament_entry_member FROM laurel_app;
