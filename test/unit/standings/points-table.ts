// An oracle for standings of a round robin: points, then direct encounter, score difference and wins, written another way.

import type { MatchPoints, Placement } from '../../../src/tournaments/stages/format.ts';
import type { StageMatch } from '../../../src/tournaments/stages/match.ts';

interface MatchRecord {
  readonly entrant: number;
  readonly opponent: number;
  readonly points: number;
  readonly scoreDifference: number;
  readonly isWin: boolean;
}

/** A figure of an entrant among `tied`, the entrants it is compared with. Higher is better. */
interface Rule {
  readonly name: string;
  figure(own: readonly MatchRecord[], tied: ReadonlySet<number>): number;
}

const sum = (records: readonly MatchRecord[], value: (record: MatchRecord) => number) =>
  records.reduce((total, record) => total + value(record), 0);

const rules: readonly Rule[] = [
  { name: 'points', figure: (own) => sum(own, ({ points }) => points) },
  {
    name: 'direct_encounter',
    figure: (own, tied) => sum(own, ({ opponent, points }) => (tied.has(opponent) ? points : 0)),
  },
  { name: 'score_difference', figure: (own) => sum(own, ({ scoreDifference }) => scoreDifference) },
  { name: 'wins', figure: (own) => sum(own, ({ isWin }) => (isWin ? 1 : 0)) },
];

/** Only completed matches count. Every entrant once, best first. */
export function rankByPoints(
  entrants: readonly number[],
  matches: readonly StageMatch[],
  points: MatchPoints,
): Placement[] {
  const records = Map.groupBy(
    matches.flatMap((match) => readRecords(match, points)),
    ({ entrant }) => entrant,
  );
  const placements: Placement[] = [];
  for (const { members, decidedBy } of refine({ members: entrants, decidedBy: 'points' }, records, 0)) {
    const rank = placements.length + 1;
    placements.push(...members.map((entrant) => ({ entrant, rank, decidedBy })));
  }
  return placements;
}

interface Part {
  readonly members: readonly number[];
  readonly decidedBy: string;
}

/** Splits by one rule. The parts meet the same rule again, since head-to-head changes with who is tied, then the next one. */
function refine(part: Part, records: ReadonlyMap<number, readonly MatchRecord[]>, index: number): Part[] {
  const rule = rules[index];
  if (rule === undefined || part.members.length === 1) return [part];
  const tied = new Set(part.members);
  const groups = Map.groupBy(part.members, (entrant) => rule.figure(records.get(entrant) ?? [], tied));
  if (groups.size === 1) return refine(part, records, index + 1);
  return [...groups]
    .sort(([left], [right]) => right - left)
    .flatMap(([, members]) => refine({ members, decidedBy: rule.name }, records, index));
}

/** One record per side of a completed match. Both sides of a double forfeit have lost. */
function readRecords({ slots, result }: StageMatch, points: MatchPoints): MatchRecord[] {
  if (result === null) return [];
  return slots.flatMap(({ entrant }, slot) => {
    const opponent = slots[1 - slot]?.entrant ?? null;
    if (entrant === null || opponent === null) return [];
    const [own, other] = [result.places[slot] ?? null, result.places[1 - slot] ?? null];
    const isDraw = own !== null && own === other;
    const isWin = own === 1 && !isDraw;
    const scoreDifference = (result.scores?.[slot] ?? 0) - (result.scores?.[1 - slot] ?? 0);
    const won = isDraw ? points.draw : isWin ? points.win : points.loss;
    return [{ entrant, opponent, points: won, scoreDifference, isWin }];
  });
}
