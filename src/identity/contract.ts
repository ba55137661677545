// Wire shapes of players and roles.

import { z } from 'zod';
import { type Actor, roles } from '../core/actor.ts';
import { displayName, id, instantText, listShape } from '../http/wire.ts';
import { type GrantedRole, grantableRoles, type Player } from './player.ts';

export const profileChange = z.strictObject({ displayName });

export const meShape = z.strictObject({
  id: id('player'),
  displayName: z.string().nullable(),
  /** Of the token, or granted in Laurel, or both. */
  roles: z.array(z.strictObject({ role: z.enum(roles), sources: z.array(z.enum(['token', 'laurel'])) })),
  /** Of the token. */
  issuer: z.string(),
  createdAt: instantText,
});

export function meJson(actor: Actor, player: Player, granted: readonly GrantedRole[]): z.input<typeof meShape> {
  const { id, displayName, createdAt } = player;
  const held = roles.map((role) => ({
    role,
    sources: [
      ...(actor.roles.has(role) ? (['token'] as const) : []),
      ...(granted.some((one) => one.role === role) ? (['laurel'] as const) : []),
    ],
  }));
  return { id, displayName, roles: held.filter(({ sources }) => sources.length > 0), issuer: actor.issuer, createdAt };
}

export const playerShape = z.strictObject({ id: id('player'), displayName: z.string().nullable() });

export const roleGrant = z.strictObject({ role: z.enum(grantableRoles) });

export const grantedRoleShape = z.strictObject({
  role: z.enum(grantableRoles),
  /** null: by the command `npm run grant`. */
  grantedBy: id('player').nullable(),
  grantedAt: instantText,
});

export const grantedRolesShape = listShape(grantedRoleShape);
