// Runs an act under If-Match (RFC 9110 §13.1.1). Lock of the resource, the caller's own read of it, comparison and act are one transaction,
// so that no change can come between the comparison and the act.

import type { Actor, Principal, Role } from '../core/actor.ts';
import { DomainError, type RefusalCode, refuse } from '../core/errors.ts';
import { etagOf, isMatch } from './etag.ts';
import type { AnyAnswer, Route } from './route.ts';
import { aboutRights, withGrantedRoles } from './with-granted-roles.ts';

/** The id of what is locked; for routes without an id, the caller. */
export type Atomically<Services> = <T>(
  services: Services,
  lockedId: string,
  work: (services: Services) => Promise<T>,
) => Promise<T>;

interface Condition<Services> {
  readonly ifMatch: string;
  /** The read whose answer has the ETag. */
  readonly read: Route<Services>;
  /** As the token describes the caller: so the caller reads. */
  readonly reader: Actor;
  readonly grantedRoles: () => Promise<ReadonlySet<Role>>;
  readonly params: Readonly<Record<string, string>>;
  readonly services: Services;
  readonly atomically: Atomically<Services>;
  /** Whether the act turned out to be done already, by an earlier request with the same key. */
  readonly isReplay: () => boolean;
}

/** These are not about the state of the resource, so that they come before the condition (RFC 9110 §13.2.1). */
const comesFirst: ReadonlySet<RefusalCode> = new Set([...aboutRights, 'idempotency_mismatch', 'idempotency_in_flight']);

/** If the condition does not hold, the act is run all the same and rolled back: its rights and keys are judged in its own statements. */
export async function underCondition<Services>(
  condition: Condition<Services>,
  act: (services: Services) => Promise<AnyAnswer>,
): Promise<AnyAnswer> {
  const { params, reader, services, atomically, isReplay } = condition;
  // Looked up before, because within the transaction it would wait for a second connection.
  const roles = await condition.grantedRoles();
  const [lockedId = reader.playerId] = Object.values(params);
  return atomically(services, lockedId, async (inside) => {
    const isMatch = await holds(condition, roles, inside);
    try {
      const answer = await act(inside);
      if (isMatch || isReplay()) return answer;
    } catch (error) {
      if (isMatch || !(error instanceof DomainError) || comesFirst.has(error.code)) throw error;
    }
    throw refuse('precondition_failed');
  });
}

/** What the caller cannot read is not there. */
async function holds<Services>(
  { read, reader, params, ifMatch }: Condition<Services>,
  roles: ReadonlySet<Role>,
  services: Services,
): Promise<boolean> {
  try {
    const { body } = await withGrantedRoles<Principal, AnyAnswer>(
      reader,
      async () => roles,
      (actor) => read.handle({ services, actor, params, query: {}, body: {}, ifMatch: null } as never),
    );
    return isMatch(ifMatch, await etagOf(JSON.stringify(body)));
  } catch (error) {
    if (error instanceof DomainError && aboutRights.has(error.code)) return isMatch(ifMatch, null);
    throw error;
  }
}
