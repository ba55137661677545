// The next act of a sandbox: a pure function of its seed and of what is there. An act is done once, whatever came of it, so that a script ends.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { SandboxAct, SandboxView } from './sandbox.ts';
import { beforeStart } from './script-before.ts';
import { afterEnd, whileLive } from './script-course.ts';

/** null: nothing is left to do. */
export function nextAct(view: SandboxView): SandboxAct | null {
  for (const act of dueActs(view)) if (!view.done.has(act.key)) return act;
  return null;
}

function dueActs(view: SandboxView): Iterable<SandboxAct> {
  const { state } = view.tournament;
  if (state === 'live') return whileLive(view);
  return state === 'completed' ? afterEnd(view) : beforeStart(view);
}

/** Who does an act. */
export function playerOf({ creatorId, players }: SandboxView, as: SandboxAct['as']): Id<'player'> {
  const player = as === null ? creatorId : players[as];
  invariant(player !== undefined, 'the script names players of the sandbox');
  return player;
}
