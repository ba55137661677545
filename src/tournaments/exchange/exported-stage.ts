// A stage as its files show it: entrants with names, matches, ranks, and where results bring points, the rounds as records.

import type { Placement } from '../stages/format.ts';
import { type FormatName, formatOf } from '../stages/format-registry.ts';
import { inGroups } from '../stages/groups.ts';
import type { Stage } from '../stages/stage.ts';
import { rankStage } from '../stages/stage-ranking.ts';
import { entrantsOf, isOpen, type StoredMatch, toStageState } from '../stages/stored-match.ts';
import type { PointSystem, StandingsInput } from '../standings/results.ts';
import { eventOfStage } from '../standings/stage-event.ts';
import type { ExportedEntrant } from './exchange-store.ts';

export interface ExportedStage {
  readonly stage: Stage;
  readonly matches: readonly StoredMatch[];
  readonly isOver: boolean;
  /** Index 0 is seed 1 of the stage. */
  readonly entrants: readonly ExportedEntrant[];
  /** null where results bring no points. Ids are the seeds. */
  readonly event: StandingsInput | null;
  rank(): readonly Placement[];
}

/** Everybody meets everybody, and results bring points. */
export const pointsFormats: readonly FormatName[] = ['round_robin', 'league'];

export function exportedStage(
  stage: Stage,
  matches: readonly StoredMatch[],
  known: ReadonlyMap<string, ExportedEntrant>,
): ExportedStage {
  const ids = entrantsOf(matches);
  const state = toStageState(matches, ids, stage.settings);
  const format = inGroups(formatOf(stage.format), stage.groups);
  const points = pointsOf(stage);
  return {
    ...{ stage, matches, isOver: !matches.some(isOpen) },
    entrants: ids.flatMap((id) => known.get(id) ?? []),
    event:
      points === null
        ? null
        : eventOfStage(state, {
            ...{ kind: 'predetermined', points },
            roundCount: Math.max(0, ...matches.map(({ round }) => round)),
          }),
    rank: () => rankStage(format, state, state.disqualified),
  };
}

/** Byes bring nothing: the schedule has a gap there. */
function pointsOf(stage: Stage): PointSystem | null {
  if (stage.format !== 'round_robin' && stage.format !== 'league') return null;
  const { win, draw, loss } = stage.settings.points;
  const byes = { pairingBye: 0, fullBye: 0, halfBye: 0, zeroBye: 0 };
  return { ...{ unitsPerPoint: 1, win, draw, loss, forfeitWin: win, forfeitLoss: 0 }, ...byes };
}
