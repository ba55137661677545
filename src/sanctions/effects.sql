-- What sanctions publish for effects that last: frozen wallets, suspended certificates, and tournaments that must be reviewed before they
-- are published. docs/rules/moderation.md#effects

-- Sanctions that count while their time runs. Whoever reads it compares `starts_at` and `ends_at` with the time of the act.
CREATE OR REPLACE VIEW sanction_effect WITH (security_invoker=true) AS
 SELECT player_id, kind, tournament_id, reason_code, greatest(starts_at, confirmed_at) AS starts_at, ends_at
 FROM sanction_record
 WHERE kind IN ('wallet_freeze', 'certificate_suspension') AND revoked_at IS NULL AND (NOT needs_confirmation OR confirmed_at IS NOT NULL);
REVOKE INSERT, UPDATE, DELETE ON sanction_effect FROM laurel_app;

-- Whether a sanction freezes the wallets of an owner now. Tournaments and Laurel itself are never sanctioned.
CREATE OR REPLACE FUNCTION sanction_freezes(p_owner text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM sanction_effect s WHERE s.player_id = p_owner AND s.kind = 'wallet_freeze'
    AND s.starts_at <= statement_timestamp() AND (s.ends_at IS NULL OR s.ends_at > statement_timestamp()))
$function$;

-- Probations that count while their time runs, as sanction_effect.
CREATE OR REPLACE VIEW sanction_probation WITH (security_invoker=true) AS
 SELECT id AS sanction_id, player_id, greatest(starts_at, confirmed_at) AS starts_at, ends_at
 FROM sanction_record
 WHERE kind = 'hosting_probation' AND revoked_at IS NULL AND fulfilled_at IS NULL AND (NOT needs_confirmation OR confirmed_at IS NOT NULL);
REVOKE INSERT, UPDATE, DELETE ON sanction_probation FROM laurel_app;

-- The last review of each tournament that was reviewed.
CREATE OR REPLACE VIEW sanction_hosting_review_known WITH (security_invoker=true) AS
 SELECT tournament_id, organizer_id, outcome, reason, reviewed_at FROM sanction_hosting_review;
REVOKE INSERT, UPDATE, DELETE ON sanction_hosting_review_known FROM laurel_app;

-- `facts`: of the probation that keeps the organizer from publishing without a review; null: there is none. `outcome`: of the review since
-- it began, of exactly these settings; null: they wait for one.
CREATE OR REPLACE FUNCTION sanction_hosting_state(p_organizer text, p_tournament text, p_settings_hash text, p_now timestamp with time zone, OUT facts jsonb, OUT outcome text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  facts := sanction_gate(p_organizer, p_tournament, 'publish', p_now);
  SELECT v.outcome INTO outcome FROM sanction_hosting_review v JOIN sanction_record s ON s.id = facts ->> 'sanctionId'
  WHERE v.tournament_id = p_tournament AND v.organizer_id = p_organizer AND v.settings_hash = p_settings_hash AND v.reviewed_at >= s.starts_at;
END
$function$;

-- Why the organizer may not publish the tournament now: the facts of a probation. null: there is none, or a moderator has approved the
-- tournament since it began, with these settings.
CREATE OR REPLACE FUNCTION sanction_publish_gate(p_organizer text, p_tournament text, p_settings_hash text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN h.outcome IS DISTINCT FROM 'approved' THEN h.facts END
  FROM sanction_hosting_state(p_organizer, p_tournament, p_settings_hash, p_now) h
$function$;

-- A later review of the same tournament takes the place of the earlier one. 'done', or 'not_on_probation'. Without outcome and reason it
-- was another function.
DROP FUNCTION IF EXISTS sanction_review_hosting(text, text, text, text, timestamp with time zone);
CREATE OR REPLACE FUNCTION sanction_review_hosting(p_organizer text, p_tournament text, p_settings_hash text, p_outcome text, p_reason text, p_actor text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  IF sanction_gate(p_organizer, p_tournament, 'publish', p_now) IS NULL THEN RETURN 'not_on_probation'; END IF;
  INSERT INTO sanction_hosting_review (tournament_id, organizer_id, settings_hash, outcome, reason, reviewed_by, reviewed_at)
  VALUES (p_tournament, p_organizer, p_settings_hash, p_outcome, p_reason, p_actor, p_now)
  ON CONFLICT (tournament_id) DO UPDATE SET organizer_id = excluded.organizer_id, settings_hash = excluded.settings_hash,
    outcome = excluded.outcome, reason = excluded.reason, reviewed_by = excluded.reviewed_by, reviewed_at = excluded.reviewed_at;
  RETURN 'done';
END
$function$;

-- The organizer's tournament has ended. A probation in which it was approved ends too, unless the organizer was sanctioned again since
-- the review.
CREATE OR REPLACE FUNCTION sanction_fulfil_probation(p_organizer text, p_tournament text, p_now timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  UPDATE sanction_record s SET fulfilled_at = p_now FROM sanction_hosting_review v
  WHERE v.tournament_id = p_tournament AND v.organizer_id = p_organizer AND s.player_id = p_organizer AND s.kind = 'hosting_probation'
    AND s.revoked_at IS NULL AND s.fulfilled_at IS NULL AND s.starts_at <= v.reviewed_at AND (s.ends_at IS NULL OR s.ends_at > p_now)
    AND v.outcome = 'approved'
    -- What an appeal has reduced since is no new sanction.
    AND NOT EXISTS (SELECT FROM sanction_record other WHERE other.player_id = p_organizer AND other.created_at > v.reviewed_at
      AND other.revoked_at IS NULL AND (SELECT min(l.created_at) FROM sanction_lineage(other.id) l) > v.reviewed_at)
$function$;

-- Whether this sanction is in force and keeps its player from the act in the tournament.
CREATE OR REPLACE FUNCTION sanction_bars(p_id text, p_tournament text, p_act text, p_now timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT EXISTS (SELECT FROM sanction_record r WHERE r.id = p_id AND r.revoked_at IS NULL AND r.fulfilled_at IS NULL AND r.starts_at <= p_now
    AND (r.ends_at IS NULL OR r.ends_at > p_now) AND (NOT r.needs_confirmation OR r.confirmed_at IS NOT NULL)
    AND (r.tournament_id IS NULL OR r.tournament_id = p_tournament) AND sanction_blocks(r.kind, r.areas, p_act))
$function$;
