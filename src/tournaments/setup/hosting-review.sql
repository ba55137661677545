-- Tournaments of organizers on probation: a moderator reviews one before it is published. docs/rules/moderation.md#hosting-probation

-- Names the settings of a tournament, with its stages. A review counts for the settings that the moderator has seen. The time zone is fixed,
-- so that instants have one text.
CREATE OR REPLACE FUNCTION tournament_settings_hash(p_id text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET timezone TO 'UTC'
AS $function$
  SELECT md5((to_jsonb(t) - ARRAY['state', 'event_seq', 'published_at', 'confirmed_count', 'waitlisted_count', 'is_sandbox'])::text
    || coalesce((SELECT jsonb_agg(to_jsonb(s) ORDER BY s.number)::text FROM tournament_stage s WHERE s.tournament_id = t.id), ''))
  FROM tournament_tournament t WHERE t.id = p_id
$function$;

-- Why the tournament may not be published: the facts of a probation. null: it may.
CREATE OR REPLACE FUNCTION tournament_publish_sanction(p_id text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT sanction_publish_gate(t.organizer_id, t.id, tournament_settings_hash(t.id), p_now) FROM tournament_tournament t WHERE t.id = p_id
$function$;

-- A moderator approves or refuses a draft. `p_seen` names the settings that the moderator has read; null: whatever they are. 'done', or why
-- not.
DROP FUNCTION IF EXISTS tournament_review_hosting(text, text, timestamp with time zone);
CREATE OR REPLACE FUNCTION tournament_review_hosting(p_id text, p_outcome text, p_reason text, p_seen text, p_actor text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  t tournament_tournament;
  hash text;
BEGIN
  SELECT * INTO t FROM tournament_tournament WHERE id = p_id FOR NO KEY UPDATE;
  hash := tournament_settings_hash(t.id);
  IF t.id IS NULL THEN RETURN 'not_found';
  ELSIF tournament_has_interest(t.id, p_actor) THEN RETURN 'conflict_of_interest';
  ELSIF t.state NOT IN ('draft', 'pending_approval') THEN RETURN 'published';
  ELSIF p_seen <> hash THEN RETURN 'changed';
  END IF;
  RETURN sanction_review_hosting(t.organizer_id, t.id, hash, p_outcome, p_reason, p_actor, p_now);
END
$function$;

-- Drafts of organizers on probation whose present settings nobody has reviewed, without those that the moderator has an interest in. The
-- oldest first.
CREATE OR REPLACE FUNCTION tournament_awaiting_review(p_actor text, p_limit integer, p_now timestamp with time zone)
 RETURNS TABLE(tournament_id text, title text, organizer_id text, state text, starts_at timestamp with time zone, settings_hash text, sanction_id text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT t.id, t.title, t.organizer_id, t.state, t.starts_at, s.hash, h.facts ->> 'sanctionId'
  FROM (SELECT DISTINCT p.player_id FROM sanction_probation p WHERE p.starts_at <= p_now AND (p.ends_at IS NULL OR p.ends_at > p_now)) o
    JOIN tournament_tournament t ON t.organizer_id = o.player_id AND t.state IN ('draft', 'pending_approval'),
    LATERAL (SELECT tournament_settings_hash(t.id) AS hash) s, LATERAL sanction_hosting_state(t.organizer_id, t.id, s.hash, p_now) h
  WHERE h.facts IS NOT NULL AND h.outcome IS NULL AND NOT tournament_has_interest(t.id, p_actor)
  ORDER BY t.id LIMIT p_limit
$function$;

CREATE OR REPLACE FUNCTION tournament_fulfil_probation()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
BEGIN
  PERFORM sanction_fulfil_probation(NEW.organizer_id, NEW.id, NEW.ended_at);
  RETURN NULL;
END
$function$;
REVOKE ALL ON FUNCTION tournament_fulfil_probation() FROM PUBLIC;

CREATE OR REPLACE TRIGGER tournament_fulfils_probation
  AFTER UPDATE OF state ON tournament_tournament FOR EACH ROW WHEN (new.state = 'completed' AND old.state <> 'completed' AND NOT new.is_sandbox)
  EXECUTE FUNCTION tournament_fulfil_probation();
