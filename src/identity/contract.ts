// Wire shapes of players and roles.

import * as z from 'zod';
import { type Actor, roles } from '../core/actor.ts';
import { displayName, id, instantText, listShape, namedShape } from '../http/wire.ts';
import { type GrantedRole, grantableRoles, type Player } from './player.ts';

export const profileChange = z.strictObject({
  displayName: displayName.describe('Shown wherever the player appears; certificates that were issued keep theirs.'),
});

const shownName = z.string().nullable().describe('null until the player has given one, and after erasure.');

export const meShape = namedShape('Me', 'The caller.', {
  id: id('player'),
  displayName: shownName,
  roles: z
    .array(
      z.strictObject({
        role: z.enum(roles).describe('What the caller may do; everybody is a `player`.'),
        sources: z
          .array(z.enum(['token', 'laurel']))
          .describe('Whether the token has the role, or it was granted in Laurel.'),
      }),
    )
    .describe('The roles of the caller.'),
  issuer: z.string().describe('Who issued the token.'),
  createdAt: instantText.describe('First seen by Laurel. UTC.'),
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

export const playerShape = namedShape('Player', 'What everybody may know of a player.', {
  id: id('player'),
  displayName: shownName,
});

export const roleGrant = z.strictObject({ role: z.enum(grantableRoles).describe('The role to grant.') });

export const grantedRoleShape = namedShape('GrantedRole', 'A role that was granted in Laurel.', {
  role: z.enum(grantableRoles).describe('What the player may do.'),
  grantedBy: id('player').nullable().describe('The administrator; null if an operator granted it by a command.'),
  grantedAt: instantText,
});

export const grantedRolesShape = listShape(grantedRoleShape);
