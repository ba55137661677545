// The standings of a stage, and the placements that follow from them. Entrants are the seeds of the stage.

import { rankEntrants, type Standings } from '../../standings/rank-entrants.ts';
import { eventOfStage } from '../../standings/stage-event.ts';
import { readTieBreaks } from '../../standings/tie-break.ts';
import type { Placement, StageState, StandingsRules } from '../format.ts';

/** Forfeits count as played for points. Who was not paired gets nothing. */
export function standingsOfStage(
  state: Pick<StageState<unknown>, 'entrantCount' | 'matches'>,
  { kind, points, roundCount, hasSides, tieBreaks }: StandingsRules,
): Standings {
  const { win, draw, loss, bye } = points;
  const system = { unitsPerPoint: 1, win, draw, loss, forfeitWin: win, forfeitLoss: loss, zeroBye: 0 };
  const event = eventOfStage(state, {
    ...{ kind, roundCount, hasSides },
    points: { ...system, pairingBye: bye, fullBye: win, halfBye: draw },
  });
  return rankEntrants(event, readTieBreaks(tieBreaks, kind));
}

export function placementsOf({ rows }: Standings): Placement[] {
  return rows.map(({ entrant, rank, steps }) => ({
    ...{ entrant: Number(entrant), rank },
    decidedBy: steps.at(-1)?.tieBreak ?? 'points',
  }));
}
