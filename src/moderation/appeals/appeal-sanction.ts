// Use cases: a player appeals against a sanction; another moderator decides.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { restoreEntrants } from '../effects/restore-entrants.ts';
import type { Appeal, AppealOutcome } from './appeal.ts';
import { decideAppeal, findAppeal, sendAppeal } from './appeal-store.ts';

/** @throws DomainError not_found, state_conflict: appealed before, the sanction has ended, or outside of the window. */
export async function appealSanction(
  ports: Ports,
  actor: Actor,
  {
    sanctionId,
    text,
    windowDays,
  }: { readonly sanctionId: Id<'sanction'>; readonly text: string; readonly windowDays: number },
): Promise<Appeal> {
  const sent = { id: ports.newId('appeal'), sanctionId, playerId: actor.playerId, text, createdAt: ports.clock() };
  const appeal: Appeal = { ...sent, outcome: null, statement: null, endsAt: null, decidedBy: null, decidedAt: null };
  return runAct(ports, async (sql) => {
    const verdict = await sendAppeal(sql, sent, windowDays);
    if (verdict === 'not_found') throw refuse('not_found', { kind: 'sanction' });
    if (verdict !== 'done') throw refuse('state_conflict', { reason: reasons[verdict], windowDays });
    return { outcome: appeal };
  });
}

const reasons = {
  appealed: 'this sanction was appealed before; each is appealed once',
  closed: 'the sanction has ended',
  too_early: 'an appeal must wait: `appealAfterDays` of the reason',
  too_late: 'the time for an appeal is over',
} as const;

export interface AppealRuling {
  readonly outcome: AppealOutcome;
  readonly statement: string;
  /** Of `reduced`: the earlier end. */
  readonly endsAt?: Instant | undefined;
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict, invalid_request. */
export async function ruleOnAppeal(
  ports: Ports,
  actor: Actor,
  id: Id<'appeal'>,
  ruling: AppealRuling,
): Promise<Appeal> {
  const now = ports.clock();
  const { outcome, statement, endsAt = null } = ruling;
  const decision = {
    id,
    actorId: actor.playerId,
    outcome,
    statement,
    endsAt,
    newSanctionId: ports.newId('sanction'),
    now,
  };
  const audit = {
    id: ports.newId('audit'),
    event: 'appeal.decided',
    actorId: actor.playerId,
    refId: id,
    meta: { outcome, endsAt },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    switch (await decideAppeal(sql, decision, audit)) {
      case 'not_found':
        throw refuse('not_found', { kind: 'appeal' });
      case 'decided':
        throw refuse('state_conflict', { reason: 'the appeal is decided' });
      case 'own_sanction':
        throw refuse('forbidden', { reason: 'a moderator who had no part in the sanction decides' });
      case 'conflict_of_interest':
        throw refuse('conflict_of_interest', { reason: 'you play in this tournament, or run it' });
      case 'not_shorter':
        throw refuse('invalid_request', { field: 'endsAt', reason: 'is not before the present end, or is over' });
      case 'done': {
        const decided = await findAppeal(sql, id);
        invariant(decided !== null, 'a decided appeal exists');
        const events = outcome === 'upheld' ? [] : await restoreEntrants(sql, ports, actor, decided.playerId);
        return { outcome: decided, events };
      }
    }
  });
}
