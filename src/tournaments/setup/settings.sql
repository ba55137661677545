-- Which settings of a tournament may change. docs/rules/tournaments.md#changes

-- Whether a setting may change in this state. The same table in code: settingRules in setup/setting-rules.ts.
CREATE OR REPLACE FUNCTION tournament_setting_is_open(p_setting text, p_state text, p_has_entrants boolean)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  SELECT CASE
    WHEN p_setting IN ('title', 'issuer', 'game', 'accentColor', 'timeZone', 'autoConfirmMinutes', 'certificateHolders')
      THEN p_state IN ('draft', 'published', 'registration_open', 'registration_closed', 'live')
    WHEN p_setting IN ('mode', 'rosterSize', 'rosterSizeMax', 'entryFee', 'requiresApproval', 'visibility')
      THEN p_state IN ('draft', 'published', 'registration_open', 'registration_closed') AND NOT p_has_entrants
    WHEN p_setting IN ('stages', 'capacity', 'entrantsMin', 'waitlistCapacity', 'offerMinutes', 'checkInMinutes', 'prizes', 'entryCondition', 'autoStart',
      'registrationClosesAt', 'startsAt')
      THEN p_state IN ('draft', 'published', 'registration_open', 'registration_closed')
    WHEN p_setting = 'registrationOpensAt' THEN p_state IN ('draft', 'published')
    ELSE false END
$function$;
