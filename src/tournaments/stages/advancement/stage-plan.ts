// Whether the stages of a tournament can be played as they are planned: each gets enough entrants, and no more than its format takes.

import { formatOf } from '../format-registry.ts';
import type { Stage } from '../stage.ts';
import { placesOf, type Qualification, sizeOf } from './qualification.ts';

export interface PlanFault {
  /** `capacity`, or a field of a stage. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Numbers have gaps where stages were dropped. */
const stageAt = (stages: readonly Stage[], number: number) => stages.find((stage) => stage.number === number);

/** The most entrants that a stage can get. `entrantsMax`: of stage 1. */
export function stageSize(stages: readonly Stage[], number: number, entrantsMax: number): number {
  const stage = stageAt(stages, number);
  if (stage === undefined || stage.entrants === null) return entrantsMax;
  const source = stageAt(stages, stage.entrants.stage);
  return sizeOf(stage.entrants, source?.groups ?? 1) ?? stageSize(stages, stage.entrants.stage, entrantsMax);
}

/** The first fault of each stage. */
export function planFaults(stages: readonly Stage[], entrantsMax: number): PlanFault[] {
  return stages.flatMap((stage, index) => {
    const found = sourceFault(stages, stage, entrantsMax) ?? sizeFault(stages, stage, entrantsMax);
    if (found === null) return [];
    const [field, message] = found;
    return [{ path: field === 'capacity' ? ['capacity'] : ['stages', index, field], message }];
  });
}

type Fault = readonly [field: string, message: string] | null;

function sourceFault(stages: readonly Stage[], { number, entrants }: Stage, entrantsMax: number): Fault {
  if (entrants === null) return number === 1 ? null : ['entrants', 'is needed from the second stage on'];
  if (number === 1) return ['entrants', 'must be null in the first stage: it has all who are confirmed'];
  if (entrants.stage >= number) return ['entrants', `stage ${entrants.stage} is not before stage ${number}`];
  const message = askFault(stages, entrants, entrantsMax) ?? overlapFault(stages, number, entrants);
  return message === null ? null : ['entrants', message];
}

/** More than the earlier stage has. */
function askFault(stages: readonly Stage[], entrants: Qualification, entrantsMax: number): string | null {
  if (entrants.from === 'split' && entrants.ranks[0] > entrants.ranks[1]) return 'the first rank is after the last';
  const groups = stageAt(stages, entrants.stage)?.groups ?? 1;
  const available = stageSize(stages, entrants.stage, entrantsMax);
  const last = placesOf(entrants, groups)?.[1] ?? 0;
  if (last > available) return `stage ${entrants.stage} has at most ${available} entrants, not ${last}`;
  const smallest = Math.floor(available / groups);
  if (entrants.from === 'ranking' && entrants.perGroup > smallest)
    return `a group of stage ${entrants.stage} has at most ${smallest} entrants, not ${entrants.perGroup}`;
  return null;
}

/** Nobody goes on to two stages. */
function overlapFault(stages: readonly Stage[], number: number, entrants: Qualification): string | null {
  const groups = stageAt(stages, entrants.stage)?.groups ?? 1;
  const own = placesOf(entrants, groups);
  const other = stages.find((stage) => {
    const theirs = stage.entrants?.stage === entrants.stage ? placesOf(stage.entrants, groups) : null;
    return stage.number < number && own !== null && theirs !== null && theirs[0] <= own[1] && own[0] <= theirs[1];
  });
  return other === undefined ? null : `stage ${other.number} takes some of these entrants of stage ${entrants.stage}`;
}

function sizeFault(stages: readonly Stage[], stage: Stage, entrantsMax: number): Fault {
  const { number, groups, settings } = stage;
  const format = formatOf(stage.format);
  const size = stageSize(stages, number, entrantsMax);
  const sizeField = number === 1 ? 'capacity' : 'entrants';
  if (groups > 1 && format.canBeGrouped?.(settings) !== true) return ['groups', 'this format has one group'];
  if (size < 2 * groups) return [sizeField, `${groups === 1 ? 'a stage' : 'each group'} needs two entrants`];
  const least = format.entrantsLeast?.(settings) ?? 2;
  if (Math.floor(size / groups) < least)
    return [sizeField, `so many rounds without a rematch need ${least} entrants${groups > 1 ? ' in each group' : ''}`];
  if (Math.ceil(size / groups) > format.entrantsMax)
    return [
      sizeField,
      `at most ${format.entrantsMax * groups} in this format${groups > 1 ? ` with ${groups} groups` : ''}`,
    ];
  const needed = format.entrantsNeeded?.(settings) ?? size;
  if (needed !== size && stage.entrants?.from !== 'manual')
    return [sizeField, `the bracket has ${needed} seeds, the stage ${size} entrants`];
  return null;
}
