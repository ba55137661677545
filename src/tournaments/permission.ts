// Who may do what to a tournament. Being an organizer elsewhere gives no right here: only the tournament's own counts.

import { type Actor, hasRole } from '../core/actor.ts';
import type { Id } from '../core/id.ts';

export function mayCreateTournament(actor: Actor): boolean {
  return hasRole(actor, 'organizer');
}

export function mayRunTournament(actor: Actor, tournament: { readonly organizerId: string }): boolean {
  return actor.playerId === tournament.organizerId || hasRole(actor, 'admin');
}

/** The entrant, for a team its captain; or who runs the tournament. */
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
