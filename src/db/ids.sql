-- Ids that database functions make: where one act concerns as many rows as it finds, the caller cannot bring them. The same form as
-- makeId in core/id.ts.

-- The prefix, and a ULID in lower-case Crockford base32: 48 bits of milliseconds, 80 random bits.
CREATE OR REPLACE FUNCTION make_id(p_prefix text, p_now timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 VOLATILE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  -- Bytes 10 to 16 and 1 to 3 of a version 4 UUID are random.
  WITH random AS MATERIALIZED (SELECT uuid_send(gen_random_uuid()) AS bytes), ulid AS (
    SELECT ('x' || encode(substring(int8send((extract(epoch FROM p_now) * 1000)::bigint) FROM 3)
      || substring(bytes FROM 10) || substring(bytes FROM 1 FOR 3), 'hex'))::bit(128) AS bits FROM random
  )
  SELECT p_prefix || '_' || string_agg(
    substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + substring(B'00' || bits FROM 1 + 5 * digit FOR 5)::bit(5)::integer, 1), '' ORDER BY digit)
  FROM ulid, generate_series(0, 25) AS digit
$function$;
