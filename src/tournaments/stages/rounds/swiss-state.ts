// A Swiss stage as the pairing reads it.

import type { Id } from '../../../core/id.ts';
import type { StageState } from '../format.ts';
import type { SwissSettings } from '../formats/swiss.ts';
import type { Stage } from '../stage.ts';
import { entrantsOf, type StoredMatch, toStageState } from '../stored-match.ts';

export interface SwissRounds {
  readonly entrants: readonly Id<'registration'>[];
  readonly state: StageState<SwissSettings>;
  readonly openIds: readonly Id<'match'>[];
}

/** null if the stage is not a Swiss. */
export function readSwiss(
  stage: Stage,
  matches: readonly StoredMatch[],
  gone: readonly Id<'registration'>[],
): SwissRounds | null {
  if (stage.format !== 'swiss') return null;
  const { settings } = stage;
  const entrants = entrantsOf(matches);
  const withdrawn = entrants.flatMap((id, index) => (gone.includes(id) ? [index + 1] : []));
  const state = { ...toStageState(matches, entrants, settings), settings, withdrawn };
  const openIds = matches.filter(({ outcome }) => outcome === null).map(({ id }) => id);
  return { entrants, state, openIds };
}
