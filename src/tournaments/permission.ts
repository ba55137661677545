// Permissions on tournaments. The role organizer allows creating; running requires being the tournament's own organizer, or admin.

import { type Actor, hasRole } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import { everybody, only } from '../http/permission.ts';

export const tournamentPermissions = {
  create: only('tournament.create', 'host', 'admin'),
  read: everybody('tournament.read'),
  run: only('tournament.run', 'organizer', 'admin'),
  register: only('tournament.register', 'player'),
  readOwn: only('tournament.read_own', 'player'),
  readRegistration: only('registration.read', 'owner', 'organizer', 'admin'),
  changeRegistration: only('registration.change', 'organizer', 'admin'),
  cancelRegistration: only('registration.cancel', 'owner', 'organizer', 'admin'),
  checkIn: only('registration.check_in', 'owner', 'organizer', 'admin'),
  decideRegistration: only('registration.decide', 'organizer', 'admin'),
  report: only('match.report', 'owner'),
  decideResult: only('match.decide', 'organizer', 'admin'),
  forfeit: only('match.forfeit', 'organizer', 'admin'),
  correctResult: only('match.correct', 'organizer', 'admin'),
  withdraw: only('registration.withdraw', 'owner', 'organizer', 'admin'),
  disqualify: only('registration.disqualify', 'organizer', 'admin'),
} as const;

export function mayCreateTournament(actor: Actor): boolean {
  return hasRole(actor, 'organizer');
}

export function mayRunTournament(actor: Actor, tournament: { readonly organizerId: string }): boolean {
  return actor.playerId === tournament.organizerId || hasRole(actor, 'admin');
}

/** The entrant (for a team, its captain), the organizer, or an admin. */
export function mayCancelRegistration(
  actor: Actor,
  entrant: { readonly playerId: Id<'player'>; readonly tournament: { readonly organizerId: string } },
): boolean {
  return actor.playerId === entrant.playerId || mayRunTournament(actor, entrant.tournament);
}

export function mayDecideRegistration(
  actor: Actor,
  { tournament }: { readonly tournament: { readonly organizerId: string } },
): boolean {
  return mayRunTournament(actor, tournament);
}
