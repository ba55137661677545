-- What sanctions publish. Acts call the gate inside their own statement.

-- Why the player may not perform the act now: null, or the facts of the refusal. `p_tournament` is null for acts outside of tournaments.
-- `p_act` is 'register', 'report' or 'transfer'. Nobody can be sanctioned yet, so every player is free.
CREATE OR REPLACE FUNCTION sanction_gate(p_player text, p_tournament text, p_act text, p_now timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT NULL::jsonb
$function$;
