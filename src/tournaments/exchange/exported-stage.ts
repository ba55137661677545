// A stage as its files show it: entrants with names, matches, ranks, and where results bring points, the rounds as records.

import type { Placement, StandingsRules } from '../stages/format.ts';
import { formatOf } from '../stages/format-registry.ts';
import { inGroups } from '../stages/groups.ts';
import type { Stage } from '../stages/stage.ts';
import { rankStage } from '../stages/stage-ranking.ts';
import { eventByRules, standingsOfStage } from '../stages/standings/stage-standings.ts';
import { isOpen, type StoredEntrant, type StoredMatch, toStageState } from '../stages/stored-match.ts';
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
  rank(): readonly Placement[];
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
  stored: readonly StoredEntrant[],
  known: ReadonlyMap<string, ExportedEntrant>,
): ExportedStage {
  const state = toStageState(matches, stored, stage.settings);
  const format = inGroups(formatOf(stage.format), stage.groups);
  const rules = format.standings?.(stage.settings, stored.length) ?? null;
  return {
    ...{ stage, matches, isOver: !matches.some(isOpen) },
    entrants: stored.flatMap(({ registrationId }) => known.get(registrationId) ?? []),
    points: rules && { rules, event: eventByRules(state, rules), standings: () => standingsOfStage(state, rules) },
    rank: () => rankStage(format, state, state.disqualified),
  };
}
