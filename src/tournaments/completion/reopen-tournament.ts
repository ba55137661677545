// Use case: the organizer takes the completion back, to correct a result. Only for some hours, and only while nothing was paid and no
// certificate was issued.

import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { stateChange } from '../setup/state-change.ts';
import { changeState } from '../store.ts';
import { findConclusion, reopenStages, withdrawConclusion } from './completion-store.ts';
import { explainReopening, judgeReopening } from './conclusion.ts';

/** @throws DomainError not_found, forbidden, state_conflict with the reason. */
export async function reopenTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  reason: string,
): Promise<void> {
  const change = stateChange(ports, actor, id, 'live');
  const audit = { ...change.audit, event: 'tournament.reopened' as const, meta: { reason } };
  await runAct(ports, async (sql) => {
    const { state, isSettled } = await lockTournament(sql, actor, id);
    const facts = { state, isSettled, conclusion: await findConclusion(sql, id) };
    if (!(await withdrawConclusion(sql, id, change.now)))
      throw explainReopening(judgeReopening(facts, change.now), facts);
    await reopenStages(sql, id);
    const changed = await changeState(sql, { ...change, from: ['completed'], audit });
    invariant(changed !== null, 'the state was checked under the lock');
    return { outcome: null, events: [changed] };
  });
}
