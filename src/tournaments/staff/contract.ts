// Wire shapes of staff.

import * as z from 'zod';
import { id, instantText, namedShape } from '../../http/wire.ts';
import { tournamentStates } from '../tournament.ts';
import { staffRoles, staffStates } from './staff.ts';
import type { NamedStaff, OwnStaffRole } from './staff-store.ts';

const role = z
  .enum(staffRoles)
  .describe('`co_organizer` runs it, `referee` decides results, `check_in` checks entrants in, `caster` reads.');
const state = z.enum(staffStates).describe('`invited`: has no right until the invitation is accepted.');

export const staffCreate = z.strictObject({ playerId: id('player').describe('Whom to invite.'), role });

export const staffShape = namedShape('StaffMember', 'Somebody who is, or is invited as, staff of a tournament.', {
  tournamentId: id('tournament'),
  playerId: id('player'),
  displayName: z.string().nullable().describe('null: the profile has no name.'),
  role,
  state,
  invitedBy: id('player').describe('Who invited.'),
  invitedAt: instantText,
  acceptedAt: instantText.nullable().describe('null while invited. UTC.'),
});

export function staffJson(member: NamedStaff): z.input<typeof staffShape> {
  const { tournamentId, playerId, displayName, role, state, invitedBy, invitedAt, acceptedAt } = member;
  return { tournamentId, playerId, displayName, role, state, invitedBy, invitedAt, acceptedAt };
}

export const ownStaffRoleShape = namedShape(
  'OwnStaffRole',
  'A tournament in which the caller is, or may become, staff.',
  {
    tournamentId: id('tournament'),
    tournamentTitle: z.string().describe('The title of the tournament.'),
    tournamentState: z.enum(tournamentStates).describe('The state of the tournament, as it is stored.'),
    role,
    state,
  },
);

export function ownStaffRoleJson(own: OwnStaffRole): z.input<typeof ownStaffRoleShape> {
  const { tournamentId, tournamentTitle, tournamentState, role, state } = own;
  return { tournamentId, tournamentTitle, tournamentState, role, state };
}
