// Roles come from the token, or are granted in Laurel. The token's are known without a look-up, and nearly every request needs no others.
// Therefore granted roles are looked up only after a refusal that a role may lift.

import type { Principal, Role } from '../core/actor.ts';
import { DomainError, type RefusalCode } from '../core/errors.ts';

/** Refusals for lack of rights. `not_found` is also what a caller gets who may not know that something exists. */
export const aboutRights: ReadonlySet<RefusalCode> = new Set([
  'forbidden',
  'not_found',
  'wallet_not_found',
  'not_a_participant',
]);

export const isLiftable = (error: unknown): boolean => error instanceof DomainError && aboutRights.has(error.code);

/** Runs `act` with the token's roles and, if it is refused, once more with the granted ones. A refused act has changed nothing. */
export async function withGrantedRoles<A extends Principal | null, T>(
  actor: A,
  grantedRoles: (actor: Principal) => Promise<ReadonlySet<Role>>,
  act: (actor: A) => Promise<T>,
): Promise<T> {
  try {
    return await act(actor);
  } catch (error) {
    if (actor === null || !isLiftable(error)) throw error;
    const roles = new Set([...actor.roles, ...(await grantedRoles(actor))]);
    if (roles.size === actor.roles.size) throw error;
    return act({ ...actor, roles });
  }
}
