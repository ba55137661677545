-- Tournaments of organizers on probation: a moderator reviews one before it is published. docs/rules/moderation.md#hosting-probation

-- Names the settings of a tournament, with its stages. A review counts for the settings that the moderator has seen.
CREATE OR REPLACE FUNCTION tournament_settings_hash(p_id text)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT md5((to_jsonb(t) - ARRAY['state', 'event_seq', 'published_at', 'confirmed_count', 'waitlisted_count'])::text
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

-- A moderator lets a tournament be published. 'done', or why not.
CREATE OR REPLACE FUNCTION tournament_review_hosting(p_id text, p_actor text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
DECLARE
  t tournament_tournament;
BEGIN
  SELECT * INTO t FROM tournament_tournament WHERE id = p_id FOR NO KEY UPDATE;
  IF t.id IS NULL THEN RETURN 'not_found';
  ELSIF tournament_has_interest(t.id, p_actor) THEN RETURN 'conflict_of_interest';
  ELSIF t.state NOT IN ('draft', 'pending_approval') THEN RETURN 'published';
  END IF;
  RETURN sanction_review_hosting(t.organizer_id, t.id, tournament_settings_hash(t.id), p_actor, p_now);
END
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
  AFTER UPDATE OF state ON tournament_tournament FOR EACH ROW WHEN (new.state = 'completed' AND old.state <> 'completed')
  EXECUTE FUNCTION tournament_fulfil_probation();
