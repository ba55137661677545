// Use case: an administrator switches a rule off, into shadow, or into force. In shadow a trial judges what is done from then on.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { limitReached } from '../../core/limits.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { activeRulesMax, type Rule } from '../../sanctions/rules/rule.ts';
import { findRule, switchState } from './rule-store.ts';

/** @throws DomainError not_found, version_conflict, state_conflict, limit_reached. */
export function switchRule(
  ports: Ports,
  actor: Actor,
  ruleId: Id<'rule'>,
  given: Pick<Rule, 'state' | 'version'>,
): Promise<Rule> {
  const now = ports.clock();
  const [actorId, trialId] = [actor.playerId, ports.newId('trial')];
  const audit = {
    id: ports.newId('audit'),
    event: 'rule.switched',
    actorId,
    refId: ruleId,
    meta: { to: given.state },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const { verdict, facts } = await switchState(sql, { ruleId, ...given, trialId, actorId, now }, audit);
    if (verdict === 'not_found') throw refuse('not_found', { kind: 'rule' });
    if (verdict === 'stale') throw refuse('version_conflict', { version: facts.version as number });
    if (verdict === 'same') throw refuse('state_conflict', { ...facts, reason: 'it is in this state' });
    if (verdict === 'not_tried') throw refuse('state_conflict', { ...facts, reason: 'it has to be in shadow first' });
    if (verdict === 'too_many') throw limitReached('activeRule', activeRulesMax);
    const rule = await findRule(sql, ruleId);
    invariant(rule !== null, 'a rule that was switched exists');
    return { outcome: rule };
  });
}
