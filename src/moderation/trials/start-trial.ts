// Use case: an administrator tries a rule on acts that were done between two times. The cron judges them, piece by piece.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { limitReached } from '../../core/limits.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type Trial, trialDaysMax, trialsAtOnceMax } from './trial.ts';
import { insertTrial } from './trial-store.ts';

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** @throws DomainError invalid_request, not_found, limit_reached. */
export function startTrial(ports: Ports, actor: Actor, ruleId: Id<'rule'>, { from, to }: Span): Promise<Trial> {
  const now = ports.clock();
  if (to <= from) throw refuse('invalid_request', { field: 'to', reason: 'is not after the start' });
  if (to > now) throw refuse('invalid_request', { field: 'to', reason: 'is in the future' });
  if (to > addSeconds(from, trialDaysMax * 86_400))
    throw refuse('invalid_request', { field: 'to', reason: `is more than ${trialDaysMax} days after the start` });
  const trial: Trial = {
    id: ports.newId('trial'),
    ruleId,
    fromAt: from,
    toAt: to,
    judgedActs: 0,
    refusedActs: 0,
    startedBy: actor.playerId,
    createdAt: now,
    finishedAt: null,
  };
  const audit = {
    id: ports.newId('audit'),
    event: 'rule.trial_started',
    actorId: actor.playerId,
    refId: ruleId,
    meta: { trialId: trial.id },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const verdict = await insertTrial(sql, trial, audit);
    if (verdict === 'not_found') throw refuse('not_found', { kind: 'rule' });
    if (verdict === 'too_many') throw limitReached('runningTrial', trialsAtOnceMax);
    return { outcome: trial };
  });
}
