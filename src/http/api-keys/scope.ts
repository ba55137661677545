// The scopes of API keys. The scope of a route follows from its declaration: the area from its permission, the verb from its method.
// A route without a scope is not for keys: what people do in their own name, roles, personal data, moderation.

import type { Permission } from '../permission.ts';

export const scopes = [
  'tournaments:read',
  'tournaments:write',
  'registrations:read',
  'registrations:write',
  'matches:read',
  'matches:write',
  'certificates:read',
  'certificates:write',
  'economy:read',
  'economy:write',
  'economy:credit',
  'economy:payout',
] as const;
export type Scope = (typeof scopes)[number];

/** By the first part of the action of the permission. */
const areas = {
  tournament: 'tournaments',
  series: 'tournaments',
  event: 'tournaments',
  registration: 'registrations',
  registrations: 'registrations',
  match: 'matches',
  referee_call: 'matches',
  dispute: 'matches',
  certificate: 'certificates',
  wallet: 'economy',
  hold: 'economy',
  ledger: 'economy',
} as const satisfies Readonly<Record<string, string>>;

/** What it follows from. */
interface Scoped {
  readonly method: string;
  readonly permission: Permission;
  readonly scope?: Scope | null;
  readonly isAtEdge?: true;
}

/** null: keys are not taken, or, on a route for everybody, count for nothing. */
export function scopeOf({ scope, isAtEdge, permission, method }: Scoped): Scope | null {
  if (scope !== undefined) return scope;
  const [domain = ''] = permission.action.split('.');
  if (isAtEdge || isPersonal(permission) || !(domain in areas)) return null;
  return `${areas[domain as keyof typeof areas]}:${method === 'GET' ? 'read' : 'write'}`;
}

/** Done in one's own name: by everybody for oneself, or by the owner alone. */
const isPersonal = ({ isPublic, parties }: Permission) =>
  !isPublic && (parties.includes('player') || parties.every((party) => party === 'owner'));
