// A Swiss stage as the pairing reads it: each group is paired on its own, and all play the same round.

import type { Id } from '../../../core/id.ts';
import type { StageEntrant } from '../course/stage-entrant-store.ts';
import { nextRoundOf, type SwissSettings } from '../formats/swiss.ts';
import { type GroupState, statesOfGroups } from '../groups.ts';
import type { Stage } from '../stage.ts';
import { type StoredMatch, toStageState } from '../stored-match.ts';

export interface SwissRounds {
  readonly groups: readonly GroupState<SwissSettings>[];
  /** The one to be paired. */
  readonly round: number;
  readonly openIds: readonly Id<'match'>[];
}

/** null if the stage is not a Swiss. */
export function readSwiss(
  stage: Stage,
  matches: readonly StoredMatch[],
  entrants: readonly StageEntrant[],
): SwissRounds | null {
  if (stage.format !== 'swiss') return null;
  const state = toStageState(matches, entrants, stage.settings);
  const openIds = matches.filter(({ outcome }) => outcome === null).map(({ id }) => id);
  return { groups: statesOfGroups(state, stage.groups), round: nextRoundOf(state), openIds };
}
