-- What a domain publishes for the queries of others: they name these views, never its tables. Read with the caller's rights.
CREATE VIEW tournament_summary WITH (security_invoker = true) AS
  SELECT id, organizer_id, title, issuer, mode, state, time_zone, accent_color, ended_at,
    state NOT IN ('draft', 'pending_approval') AND (state <> 'cancelled' OR published_at IS NOT NULL) AS is_public
  FROM tournament_tournament;
--> statement-breakpoint
CREATE VIEW tournament_entry WITH (security_invoker = true) AS
  SELECT id, tournament_id, player_id, team_id, display_name, printed_name, language, state FROM tournament_registration;
--> statement-breakpoint
-- Everybody who plays under a registration: the one who registered, and a team's roster.
CREATE VIEW tournament_entry_player WITH (security_invoker = true) AS
  SELECT id AS registration_id, player_id FROM tournament_registration
  UNION SELECT registration_id, player_id FROM tournament_roster;
--> statement-breakpoint
CREATE VIEW tournament_ranking WITH (security_invoker = true) AS
  SELECT tournament_id, registration_id, rank, count(*) OVER (PARTITION BY tournament_id, rank) > 1 AS is_shared
  FROM tournament_placement;
--> statement-breakpoint
CREATE VIEW team_squad WITH (security_invoker = true) AS
  SELECT m.team_id, e.captain_id, m.player_id, m.display_name FROM team_member m JOIN team_team e ON e.id = m.team_id;
--> statement-breakpoint
CREATE VIEW outbox_event WITH (security_invoker = true) AS
  SELECT id, tournament_id, seq, type, payload, created_at FROM event_outbox;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON tournament_summary, tournament_entry, tournament_entry_player, tournament_ranking,
  team_squad, outbox_event FROM laurel_app;
