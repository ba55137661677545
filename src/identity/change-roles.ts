// Use cases: an administrator grants a role to a player or withdraws it. Roles in tokens are the issuer's affair.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { mayChangeRoles } from './permission.ts';
import type { GrantableRole, GrantedRole } from './player.ts';
import { deleteRole, insertRole } from './store.ts';

interface Change {
  readonly playerId: Id<'player'>;
  readonly role: GrantableRole;
}

/** @throws DomainError forbidden. */
export function refuseUnlessAdmin(actor: Actor): void {
  if (!mayChangeRoles(actor)) throw refuse('forbidden', { needs: 'admin' });
}

/** Granting it again changes nothing. @throws DomainError forbidden. */
export async function grantRole(ports: Ports, actor: Actor, change: Change): Promise<GrantedRole> {
  refuseUnlessAdmin(actor);
  return grant(ports, change, actor.playerId);
}

/** For the operator's command, which makes the first administrator. */
export function grantByCommand(ports: Ports, change: Change): Promise<GrantedRole> {
  return grant(ports, change, null);
}

async function grant(ports: Ports, change: Change, grantedBy: Id<'player'> | null): Promise<GrantedRole> {
  const { playerId, role } = change;
  const now = ports.clock();
  const audit = {
    id: ports.newId('audit'),
    event: 'player.role_granted',
    actorId: grantedBy ?? playerId,
    refId: playerId,
    meta: grantedBy === null ? { role, by: 'command' } : { role },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => ({ outcome: await insertRole(sql, { ...change, grantedBy, now }, audit) }));
}

/** @throws DomainError forbidden; not_found if the role was not granted in Laurel. */
export async function withdrawRole(ports: Ports, actor: Actor, change: Change): Promise<void> {
  refuseUnlessAdmin(actor);
  const audit = {
    id: ports.newId('audit'),
    event: 'player.role_withdrawn',
    actorId: actor.playerId,
    refId: change.playerId,
    meta: { role: change.role },
    createdAt: ports.clock(),
  } as const;
  if (!(await deleteRole(ports.db, change, audit))) throw refuse('not_found', { kind: 'role' });
}
