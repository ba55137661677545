// Standings by partition refinement: each tie-break in turn splits the groups that are still tied. Nobody is compared in pairs, so
// three entrants who beat each other in a circle stay tied instead of coming out in the order of a sort.

import { splitByEncounter, splitByGames } from './direct-encounter.ts';
import { compare, type Fraction } from './fraction.ts';
import type { Context, Measure, Term } from './measure.ts';
import { isLessBetter, measureRules } from './measure-rules.ts';
import { type Part, partWhere } from './parts.ts';
import { type Records, readRecords } from './record.ts';
import type { StandingsInput } from './results.ts';
import { type TieBreak, tieBreakText } from './tie-break.ts';

/** One split of a tied group, as one of its members sees it. Terms are those of an encounter; other terms are in `measures`. */
export interface Step {
  readonly tieBreak: string;
  readonly value: Fraction | null;
  readonly tiedCount: number;
  /** Nearest different places in the group that was split. */
  readonly above: Fraction | null;
  readonly below: Fraction | null;
  readonly terms: readonly Term[];
}

export interface Standing {
  readonly entrant: string;
  /** Shared by all who are still tied after the last tie-break; the next rank counts all of them. */
  readonly rank: number;
  /** The splits that led here, in order; the last one decided the rank. */
  readonly steps: readonly Step[];
}

export interface Standings {
  /** Best first; shared ranks by seed. */
  readonly rows: readonly Standing[];
  /** Canonical text of the tie-break → entrant → figure. Encounters are left out; a tie-break that is skipped has no figures. */
  readonly measures: ReadonlyMap<string, ReadonlyMap<string, Measure>>;
  /** Tie-breaks that do not apply to this event: ratings, if somebody is unrated. */
  readonly skipped: readonly string[];
  readonly records: Records;
}

type Split = (tied: readonly string[]) => readonly Part[];

export function rankEntrants(input: StandingsInput, tieBreaks: readonly TieBreak[]): Standings {
  const context: Context = { input, records: readRecords(input) };
  const measures = new Map<string, ReadonlyMap<string, Measure>>();
  const skipped: string[] = [];
  const steps = new Map<string, Step[]>(input.entrants.map(({ id }) => [id, []]));
  const bySeed = [...input.entrants].sort((left, right) => left.seed - right.seed);
  let groups: (readonly string[])[] = [bySeed.map(({ id }) => id)];
  for (const tieBreak of tieBreaks) {
    const text = tieBreakText(tieBreak);
    const measured = measureEverybody(context, tieBreak);
    if (measured === null) skipped.push(text);
    if (measured !== undefined) measures.set(text, measured ?? new Map());
    const split =
      measured === undefined ? encounterSplit(context, tieBreak) : measured && measureSplit(measured, tieBreak);
    if (split) groups = groups.flatMap((group) => refine(group, text, split, steps));
  }
  return { rows: rowsOf(groups, steps), measures, skipped, records: context.records };
}

/** Splits until nothing changes: an encounter starts anew among exactly those who are still tied. */
function refine(
  group: readonly string[],
  tieBreak: string,
  split: Split,
  steps: Map<string, Step[]>,
): (readonly string[])[] {
  if (group.length < 2) return [group];
  const parts = split(group);
  if (parts.length < 2) return [group];
  parts.forEach((part, index) => {
    const above = parts[index - 1]?.at(-1)?.value ?? null;
    const below = parts[index + 1]?.[0]?.value ?? null;
    for (const { entrant, value, terms } of part) {
      steps.get(entrant)?.push({ tieBreak, value, tiedCount: group.length, above, below, terms });
    }
  });
  return parts.flatMap((part) =>
    refine(
      part.map(({ entrant }) => entrant),
      tieBreak,
      split,
      steps,
    ),
  );
}

function measureSplit(measured: ReadonlyMap<string, Measure>, tieBreak: TieBreak): Split {
  const sign = isLessBetter(tieBreak) ? 1 : -1;
  const order = (left: Fraction | null, right: Fraction | null) => {
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * compare(left, right);
  };
  return (tied) => {
    const sorted = tied
      .map((entrant) => ({ entrant, value: measured.get(entrant)?.value ?? null, terms: [] }))
      .sort((left, right) => order(left.value, right.value));
    return partWhere(sorted, (left, right) => order(left.value, right.value) === 0);
  };
}

function encounterSplit(context: Context, tieBreak: TieBreak): Split {
  const split = tieBreak.name === 'direct_encounter' ? splitByEncounter : splitByGames;
  return (tied) => split(context, tieBreak, tied);
}

function measureEverybody(context: Context, tieBreak: TieBreak) {
  const { name } = tieBreak;
  if (name === 'direct_encounter' || name === 'head_to_head_games') return undefined;
  return measureRules[name](context, tieBreak);
}

function rowsOf(groups: readonly (readonly string[])[], steps: ReadonlyMap<string, readonly Step[]>): Standing[] {
  const rows: Standing[] = [];
  for (const group of groups) {
    const rank = rows.length + 1;
    for (const entrant of group) rows.push({ entrant, rank, steps: steps.get(entrant) ?? [] });
  }
  return rows;
}
