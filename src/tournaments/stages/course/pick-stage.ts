// The stage that an act is about, and the state that the act needs it in.

import { refuse } from '../../../core/errors.ts';
import type { Stage, StageLifeState } from '../stage.ts';

/** @throws DomainError not_found. */
export function pickStage(stages: readonly Stage[], number: number): Stage {
  const stage = stages.find((each) => each.number === number);
  if (stage === undefined) throw refuse('not_found', { kind: 'stage' });
  return stage;
}

/** @throws DomainError state_conflict. */
export function refuseUnlessStage({ number, state }: Stage, needed: StageLifeState): void {
  if (state !== needed) throw refuse('state_conflict', { stage: number, state, needs: [needed] });
}
