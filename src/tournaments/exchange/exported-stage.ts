// A stage as its files show it: entrants with names, matches, ranks, and where results bring points, the rounds as records.

import type { StageEntrant } from '../stages/course/stage-entrant-store.ts';
import type { StandingsRules } from '../stages/format.ts';
import { formatOf } from '../stages/format-registry.ts';
import { inGroups } from '../stages/groups.ts';
import type { Stage } from '../stages/stage.ts';
import { rankStage } from '../stages/stage-ranking.ts';
import { eventByRules, standingsOfStage } from '../stages/standings/stage-standings.ts';
import { isOpen, type StoredMatch, toStageState } from '../stages/stored-match.ts';
import type { Standings } from '../standings/rank-entrants.ts';
import type { StandingsInput } from '../standings/results.ts';
import type { ExportedEntrant } from './exchange-store.ts';

export interface ExportedStage {
  readonly stage: Stage;
  readonly matches: readonly StoredMatch[];
  readonly isOver: boolean;
  /** Index 0 is seed 1 of the stage. */
  readonly entrants: readonly ExportedEntrant[];
  /** null where results bring no points. */
  readonly points: ExportedPoints | null;
  /** Best first. Frozen when the stage is completed. */
  rank(): readonly ExportedRank[];
}

/** `entrant` is a seed of the stage. */
export interface ExportedRank {
  readonly entrant: number;
  readonly rank: number;
  readonly decidedBy: string;
}

/** Ids are the seeds. */
export interface ExportedPoints {
  readonly rules: StandingsRules;
  readonly event: StandingsInput;
  standings(): Standings;
}

export function exportedStage(
  stage: Stage,
  matches: readonly StoredMatch[],
  stored: readonly StageEntrant[],
  known: ReadonlyMap<string, ExportedEntrant>,
): ExportedStage {
  const state = toStageState(matches, stored, stage.settings);
  const format = inGroups(formatOf(stage.format), stage.groups);
  const rules = format.standings?.(stage.settings, stored.length) ?? null;
  return {
    ...{ stage, matches, isOver: !matches.some(isOpen) },
    entrants: stored.flatMap(({ registrationId, rating }) => {
      const entrant = known.get(registrationId);
      return entrant === undefined ? [] : [{ ...entrant, rating: rating ?? entrant.rating }];
    }),
    points: rules && { rules, event: eventByRules(state, rules), standings: () => standingsOfStage(state, rules) },
    rank: () => frozenRanks(stored) ?? rankStage(format, state, state.disqualified),
  };
}

/** As they were written when the stage was completed: who leaves afterwards keeps its rank. null before. */
function frozenRanks(stored: readonly StageEntrant[]): ExportedRank[] | null {
  const ranks = stored.flatMap(({ seed, rank, decidedBy }) =>
    rank === null || decidedBy === null ? [] : [{ entrant: seed, rank, decidedBy }],
  );
  if (ranks.length < stored.length) return null;
  return ranks.sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}
