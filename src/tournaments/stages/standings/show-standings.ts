// Use case: read the standings of a stage that counts points, as they are now. The placements at the end are the same ranking.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { PageRequest } from '../../../core/page.ts';
import type { Database } from '../../../db/client.ts';
import { run } from '../../../db/transaction.ts';
import { readTournament } from '../../setup/read-tournament.ts';
import type { ExplainedStanding } from '../../standings/explanation.ts';
import { listStageEntrants, type StageEntrant } from '../course/stage-entrant-store.ts';
import { formatOf } from '../format-registry.ts';
import { statesOfGroups } from '../groups.ts';
import type { Stage } from '../stage.ts';
import { listStageMatches } from '../stage-store.ts';
import { toStageState } from '../stored-match.ts';
import { tableMaker, withDisqualifiedLast } from './stage-table.ts';
import type { Tally } from './tally.ts';

export interface StandingRow extends Pick<ExplainedStanding, 'rank' | 'figures' | 'steps'>, Tally {
  readonly registrationId: Id<'registration'>;
  readonly displayName: string;
  readonly seed: number;
  readonly group: number;
  readonly decidedBy: string;
  readonly isExplained: boolean;
  /** Of an entrant of the same group, by the number in the explanation. */
  readonly registrationOf: (entrant: number) => Id<'registration'> | undefined;
}

export interface StandingsRequest {
  readonly id: Id<'tournament'>;
  readonly stage: number;
  readonly isExplained: boolean;
  readonly page: PageRequest;
}

const formatsWithTable = ['round_robin', 'league', 'swiss', 'free_for_all without advancing'];

/** One row more than the page has, where there is one. @throws DomainError not_found, state_conflict. */
export async function showStandings(
  db: Database,
  actor: Actor | null,
  { id, stage: number, isExplained, page }: StandingsRequest,
): Promise<StandingRow[]> {
  const { stages } = await readTournament(db, actor, id);
  const stage = stages.find((each) => each.number === number);
  if (stage === undefined) throw refuse('not_found', { kind: 'stage' });
  const { format, settings, groups } = stage;
  const tableOf = tableMaker(stage, formatOf(format).standings);
  if (tableOf === null) throw refuse('state_conflict', { stage: number, format, needs: formatsWithTable });
  const [matches, entrants] = await Promise.all([
    run(() => listStageMatches(db.sql, id, number)),
    listStageEntrants(db.sql, id, number),
  ]);
  const entrantIn = (seeds: readonly number[], entrant: number) => entrants[(seeds[entrant - 1] ?? 0) - 1];
  const rows = statesOfGroups(toStageState(matches, entrants, settings), groups).flatMap(({ group, seeds, state }) =>
    withDisqualifiedLast(tableOf(state), (entrant) => isDisqualified(stage, entrantIn(seeds, entrant))).map((row) => ({
      ...{ row, group, seeds },
    })),
  );
  const idOf = ({ row, seeds }: (typeof rows)[number]) => entrantIn(seeds, row.entrant)?.registrationId;
  const first = page.after === null ? 0 : 1 + rows.findIndex((row) => idOf(row) === page.after);
  const shown = rows.slice(first, first + page.limit + 1);
  return shown.flatMap((each) => {
    const entrant = entrantIn(each.seeds, each.row.entrant);
    if (entrant === undefined) return [];
    const { figures, steps } = each.row.explain();
    const { rank, decidedBy } = each.row;
    return {
      ...{ registrationId: entrant.registrationId, displayName: entrant.displayName, seed: entrant.seed },
      ...{ group: each.group, ...each.row.tally },
      ...{ rank, figures, steps, decidedBy, isExplained },
      registrationOf: (other: number) => entrantIn(each.seeds, other)?.registrationId,
    };
  });
}

/** A completed stage is frozen: who is disqualified afterwards keeps the rank. */
function isDisqualified({ state }: Pick<Stage, 'state'>, entrant: StageEntrant | undefined): boolean {
  return state === 'completed' ? entrant?.decidedBy === 'disqualification' : entrant?.left === 'disqualified';
}
