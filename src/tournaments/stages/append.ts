// Writes the stages of a tournament inside a larger statement.

import type { Fragment, Sql } from '../../db/client.ts';
import { formatOf } from './format-registry.ts';
import type { Stage } from './stage.ts';

/** One row per stage; replaces the rows that are there. `source` is a CTE with the tournament's `id`, or none to write nothing. */
export function writeStages(sql: Sql, stages: readonly Stage[], source: Fragment) {
  const rows = stages.map(({ number, name, groups, entrants, bestOf, scoring, format, settings }) => {
    const allowsDraws = formatOf(format).allowsDraws(settings);
    return {
      ...{ number, name, group_count: groups, qualification: entrants, format, settings },
      ...{ allows_draws: allowsDraws, scoring, best_of: bestOf },
    };
  });
  return sql`
    INSERT INTO tournament_stage (tournament_id, number, name, group_count, qualification, format, settings, allows_draws, scoring, best_of, state)
    SELECT source.id, s.number, s.name, s.group_count, s.qualification, s.format, s.settings, s.allows_draws, s.scoring, s.best_of, 'planned'
    FROM ${source} source, jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS s (number integer, name text, group_count integer,
      qualification jsonb, format text, settings jsonb, allows_draws boolean, scoring text, best_of integer)
    ON CONFLICT ON CONSTRAINT stage_once_per_number DO UPDATE SET (name, group_count, qualification, format, settings, allows_draws, scoring, best_of)
      = (EXCLUDED.name, EXCLUDED.group_count, EXCLUDED.qualification, EXCLUDED.format, EXCLUDED.settings, EXCLUDED.allows_draws,
        EXCLUDED.scoring, EXCLUDED.best_of)`;
}
