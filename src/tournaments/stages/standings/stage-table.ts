// The table of a stage, or of one of its groups, as it is now: by points in matches of two, or by the games of lobbies.

import { type ExplainedStanding, explainStandings } from '../../standings/explanation.ts';
import type { Format, StageState } from '../format.ts';
import type { FormatChoice, StageSettings } from '../format-registry.ts';
import type { FreeForAllSettings } from '../formats/free-for-all.ts';
import { type LobbyRow, lobbyRows } from '../formats/lobby-rounds.ts';
import { rankDisqualifiedLast } from '../stage-ranking.ts';
import { standingsOfStage } from './stage-standings.ts';
import { type Tally, tallyOf } from './tally.ts';

type Explained = Pick<ExplainedStanding, 'figures' | 'steps'>;

export interface TableRow {
  /** Inside the group, from 1. */
  readonly entrant: number;
  readonly rank: number;
  readonly decidedBy: string;
  readonly tally: Tally;
  /** Everything about 4,096 entrants is too large, so each row is explained by itself. */
  readonly explain: () => Explained;
}

/** null: the format counts no points. */
export function tableMaker(
  { format, settings }: FormatChoice,
  rulesOf: Format<StageSettings>['standings'],
): ((state: StageState<StageSettings>) => TableRow[]) | null {
  if (format === 'free_for_all' && settings.advancing === null)
    return (state) => lobbyRows(state as StageState<FreeForAllSettings>).map(lobbyTableRow);
  if (rulesOf === undefined) return null;
  return (state) => {
    const standings = standingsOfStage(state, rulesOf(settings, state.entrantCount));
    return standings.rows.map((row) => ({
      ...{ entrant: Number(row.entrant), rank: row.rank, decidedBy: row.steps.at(-1)?.tieBreak ?? 'points' },
      tally: tallyOf(standings.records.get(row.entrant)?.lines ?? []),
      explain: () => explainStandings(standings, [row])[0] ?? { figures: [], steps: [] },
    }));
  };
}

/** As in the placements: ranks without them, then all of them on the last one. */
export function withDisqualifiedLast(rows: readonly TableRow[], isOut: (entrant: number) => boolean): TableRow[] {
  const rowOf = new Map(rows.map((row) => [row.entrant, row]));
  const disqualified = [...rowOf.keys()].filter(isOut);
  return rankDisqualifiedLast(rows, disqualified).flatMap(({ entrant, rank, decidedBy }) => {
    const row = rowOf.get(entrant);
    return row === undefined ? [] : [{ ...row, rank, decidedBy }];
  });
}

function lobbyTableRow({ entrant, rank, total, games, places }: LobbyRow): TableRow {
  const terms = games.map(({ round, points, isCounted }) => ({
    ...{ round, opponent: null, kind: null, value: String(points), opponentScore: null, points: null, dummy: null },
    cut: isCounted ? null : ('lowest' as const),
  }));
  const [won, drawn] = ['won' as const, 'shared' as const].map(
    (kind) => places.filter((place) => place === kind).length,
  );
  const played = places.length;
  return {
    ...{ entrant, rank, decidedBy: 'points' },
    tally: {
      ...{ played, won: won ?? 0, drawn: drawn ?? 0, lost: played - (won ?? 0) - (drawn ?? 0) },
      ...{ scoresFor: games.reduce((sum, { points }) => sum + points, 0), scoresAgainst: null },
    },
    explain: () => ({
      steps: [],
      figures: [{ tieBreak: 'points', value: String(total), from: 'sum', terms }],
    }),
  };
}
