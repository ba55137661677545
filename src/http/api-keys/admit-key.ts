// What an API key may do with a route: act for whoever made it, within its scopes and reach. The key of an administrator reaches
// everything, other keys what the tournaments of their creator consist of. docs/rules/people.md#api-keys

import { type Actor, hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { idPattern } from '../../core/id.ts';
import type { RouteDefinition } from '../route.ts';
import { scopeOf } from './scope.ts';

/** The first id in the path of a request. */
export interface Named {
  readonly kind: string;
  readonly id: string;
}

/** What a request is about. `isNew`: what it makes is the caller's own. */
export interface Target {
  readonly named: Named | null;
  readonly isNew: boolean;
}

export interface KeyRules<Services> {
  /** Whether the player organizes what is named. */
  readonly organizes: (services: Services, actor: Actor, named: Named) => Promise<boolean>;
  /**
   * Runs an act in a transaction that judges the key first and keeps it as it is until the commit, with the roles that its creator has now.
   * @throws DomainError unauthenticated, insufficient_scope, sanctioned.
   */
  readonly underKey: <T>(
    services: Services,
    actor: Actor,
    target: Target,
    act: (services: Services, actor: Actor) => Promise<T>,
  ) => Promise<T>;
}

export function namedBy({ params = {} }: RouteDefinition, param: (name: string) => string | undefined): Named | null {
  const [name = '', kind] = Object.entries(params)[0] ?? [];
  const id = param(name) ?? '';
  return typeof kind === 'string' && idPattern(kind).test(id) ? { kind, id } : null;
}

export const targetOf = (route: RouteDefinition, named: Named | null): Target => ({
  named,
  isNew: route.params === undefined && route.permission.parties.includes('host'),
});

/**
 * The caller as the route sees it: null where a key counts for nothing on a route that is for everybody. Acts are judged again in their
 * transaction. @throws DomainError insufficient_scope.
 */
export async function admitKey(
  route: RouteDefinition,
  actor: Actor,
  target: Target,
  organizes: (named: Named) => Promise<boolean>,
): Promise<Actor | null> {
  const scope = scopeOf(route);
  if (scope === null || !actor.apiKey?.scopes.includes(scope)) return elseAnonymous(route, scope ?? 'a token');
  if (hasRole(actor, 'admin') || target.isNew) return actor;
  if (target.named !== null && (await organizes(target.named))) return actor;
  return elseAnonymous(route, reachNeeded(target));
}

/** What names nothing of a tournament is reached by no key of reach `own`. */
export const reachNeeded = ({ named }: Target): string =>
  named === null ? 'reach all, of a creator whom Laurel grants the role admin' : 'own tournament';

function elseAnonymous({ permission }: RouteDefinition, needs: string): null {
  if (permission.isPublic) return null;
  throw refuse('insufficient_scope', { needs });
}
