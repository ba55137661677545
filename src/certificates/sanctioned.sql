-- Certificates that a sanction on their holder suspends. Nothing of it is stored: it is judged at each read, and ends with the sanction.
-- docs/rules/certificates.md#suspended-by-a-sanction

-- The sanction that suspends certificates of the holder in the tournament now; of several the one that began first. The planner inlines it.
CREATE OR REPLACE FUNCTION certificate_stop(p_holder text, p_tournament text)
 RETURNS TABLE(starts_at timestamp with time zone, reason_code text)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT s.starts_at, s.reason_code FROM public.sanction_effect s
  WHERE s.player_id OPERATOR(pg_catalog.=) p_holder AND s.kind OPERATOR(pg_catalog.=) 'certificate_suspension'
    AND (s.tournament_id IS NULL OR s.tournament_id OPERATOR(pg_catalog.=) p_tournament)
    AND s.starts_at OPERATOR(pg_catalog.<=) pg_catalog.statement_timestamp()
    AND (s.ends_at IS NULL OR s.ends_at OPERATOR(pg_catalog.>) pg_catalog.statement_timestamp())
  ORDER BY s.starts_at, s.reason_code LIMIT 1
$function$;

-- The public class of a reason for sanctions. Readers of a certificate learn no more.
CREATE OR REPLACE FUNCTION certificate_reason_class(p_reason text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE WHEN p_reason IN ('impersonation', 'multiple_accounts') THEN 'false_identity' WHEN p_reason = 'other' THEN 'other'
    ELSE 'rules_violation' END
$function$;

-- The states that are shown. A certificate is its member's own, else its entrant's; that of a team as a whole is nobody's.
CREATE OR REPLACE VIEW certificate_shown WITH (security_invoker=true) AS
 SELECT c.id, c.tournament_id, c.code, c.place, c.pdf_sha256, CASE WHEN stop.starts_at IS NULL THEN c.state ELSE 'suspended' END AS state
 FROM certificate_certificate c JOIN tournament_entry r ON r.id = c.registration_id
   LEFT JOIN LATERAL certificate_stop(coalesce(c.member_id, CASE WHEN r.team_id IS NULL THEN r.player_id END), c.tournament_id) stop
   ON c.state = 'active';
REVOKE INSERT, UPDATE, DELETE ON certificate_shown FROM laurel_app;
