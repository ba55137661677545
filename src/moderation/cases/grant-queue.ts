// Use cases: an administrator grants the right on a queue to a moderator, or withdraws it. It counts from the next request.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { ReportCategory } from '../reports/subject.ts';
import { deleteQueueRight, insertQueueRight, type QueueRight } from './queue-store.ts';

export interface QueueChange {
  readonly playerId: Id<'player'>;
  readonly category: ReportCategory;
}

const auditOf = (ports: Ports, actor: Actor, { playerId, category }: QueueChange) => ({
  id: ports.newId('audit'),
  actorId: actor.playerId,
  refId: playerId,
  meta: { category },
  createdAt: ports.clock(),
});

/** Granting it again changes nothing. The right serves only who is a moderator, too. */
export function grantQueue(ports: Ports, actor: Actor, change: QueueChange): Promise<QueueRight> {
  const audit = { ...auditOf(ports, actor, change), event: 'queue.granted' } as const;
  const right = { ...change, grantedBy: actor.playerId, grantedAt: audit.createdAt };
  return runAct(ports, async (sql) => {
    await insertQueueRight(sql, right, audit);
    return { outcome: right };
  });
}

/** @throws DomainError not_found. */
export async function withdrawQueue(ports: Ports, actor: Actor, change: QueueChange): Promise<void> {
  const audit = { ...auditOf(ports, actor, change), event: 'queue.withdrawn' } as const;
  await runAct(ports, async (sql) => {
    if (!(await deleteQueueRight(sql, change, audit))) throw refuse('not_found', { kind: 'queue right' });
    return { outcome: null };
  });
}
