// The standings of a stage, and the placements that follow from them. Entrants are the seeds of the stage.

import { rankEntrants, type Standings } from '../../standings/rank-entrants.ts';
import type { StandingsInput } from '../../standings/results.ts';
import { eventOfStage } from '../../standings/stage-event.ts';
import { readTieBreaks } from '../../standings/tie-break.ts';
import type { Placement, StageState, StandingsRules } from '../format.ts';

type Played = Pick<StageState<unknown>, 'entrantCount' | 'matches' | 'byes' | 'ratings'>;

export function standingsOfStage(state: Played, rules: StandingsRules): Standings {
  return rankEntrants(eventByRules(state, rules), readTieBreaks(rules.tieBreaks, rules.kind));
}

/** Forfeits count as played for points. Who was not paired gets nothing. */
export function eventByRules(
  state: Played,
  { kind, points, roundCount, hasSides, lotsSeed, earlyEnd }: StandingsRules,
): StandingsInput {
  const { win, draw, loss, bye } = points;
  const system = { unitsPerPoint: 1, win, draw, loss, forfeitWin: win, forfeitLoss: loss, zeroBye: 0 };
  return eventOfStage(state, {
    ...{ kind, roundCount, hasSides, lotsSeed, ...(earlyEnd === undefined ? {} : { earlyEnd }) },
    points: { ...system, pairingBye: bye, fullBye: win, halfBye: draw },
  });
}

export function placementsOf({ rows }: Standings): Placement[] {
  return rows.map(({ entrant, rank, steps }) => ({
    ...{ entrant: Number(entrant), rank },
    decidedBy: steps.at(-1)?.tieBreak ?? 'points',
  }));
}
