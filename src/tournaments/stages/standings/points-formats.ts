// The formats that count points, ranked by their standings: one ranking for placements and for the list of standings.

import type { Format, PointsFormat } from '../format.ts';
import { league as leaguePlay } from '../formats/league.ts';
import { roundRobin as roundRobinPlay } from '../formats/round-robin.ts';
import { swiss as swissPlay } from '../formats/swiss.ts';
import { placementsOf, standingsOfStage } from './stage-standings.ts';

function ranked<S>(format: PointsFormat<S>): Format<S> {
  return {
    ...format,
    rank: (state) => placementsOf(standingsOfStage(state, format.standings(state.settings, state.entrantCount))),
  };
}

export const roundRobin = ranked(roundRobinPlay);
export const league = ranked(leaguePlay);
export const swiss = ranked(swissPlay);
