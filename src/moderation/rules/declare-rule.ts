// Use case: an administrator declares a rule. It is off until it is switched, and its terms never change.

import type { Actor } from '../../core/actor.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Rule } from '../../sanctions/rules/rule.ts';
import { insertRule } from './rule-store.ts';

export type RuleInput = Pick<Rule, 'title' | 'acts' | 'kinds' | 'pointsMin' | 'reasonCodes' | 'tournamentId'>;

export function declareRule(ports: Ports, actor: Actor, terms: RuleInput): Promise<Rule> {
  const now = ports.clock();
  const by = actor.playerId;
  const rule: Rule = {
    id: ports.newId('rule'),
    ...terms,
    state: 'off',
    version: 1,
    declaredBy: by,
    createdAt: now,
    switchedBy: by,
    switchedAt: now,
  };
  const audit = {
    id: ports.newId('audit'),
    event: 'rule.declared',
    actorId: by,
    refId: rule.id,
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    await insertRule(sql, rule, audit);
    return { outcome: rule };
  });
}
