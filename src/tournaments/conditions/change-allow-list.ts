// Use case: the organizer or a co-organizer says who may register: players, and subjects of identity providers who may have no account
// yet. Who has registered stays registered.

import type { Actor } from '../../core/actor.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Id } from '../../core/id.ts';
import { limitReached } from '../../core/limits.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertAudit } from '../store.ts';
import { changeList, type ListChanged } from './condition-store.ts';
import { type ListReference, listSizeMax } from './entry-condition.ts';
import { lockForConditions } from './lock-for-conditions.ts';

export type ListedPerson = { readonly playerId: Id<'player'> } | { readonly issuer: string; readonly subject: string };

export interface AllowListOrder {
  readonly add: readonly ListedPerson[];
  readonly remove: readonly ListedPerson[];
}

/** Somebody named in both is on the list afterwards. @throws DomainError not_found, forbidden, state_conflict, limit_reached. Then nothing has changed. */
export async function changeAllowList(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  order: AllowListOrder,
): Promise<ListChanged> {
  const [add, remove] = await Promise.all([referencesOf(order.add), referencesOf(order.remove)]);
  return runAct(ports, async (sql) => {
    await lockForConditions(sql, actor, tournamentId);
    const now = ports.clock();
    const changed = await changeList(sql, tournamentId, { add, remove }, now);
    if (changed.size > listSizeMax) throw limitReached('allowListEntry', listSizeMax);
    const { added, removed } = changed;
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'tournament.allow_list_changed', actorId: actor.playerId },
      ...{ refId: tournamentId, meta: { added, removed }, createdAt: now },
    });
    return { outcome: changed };
  });
}

/** A subject is stored as a hash: it is personal data of somebody who may never come. */
const referencesOf = (people: readonly ListedPerson[]): Promise<ListReference[]> =>
  Promise.all(
    people.map(async (person) =>
      'playerId' in person ? person.playerId : `sha256:${await sha256Hex(`${person.issuer}\n${person.subject}`)}`,
    ),
  );
