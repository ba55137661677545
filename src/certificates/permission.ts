// Who may have the files of a certificate: the holder, and whoever runs the tournament.

import { type Actor, hasRole } from '../core/actor.ts';

export function mayDownload(
  actor: Actor,
  owners: { readonly playerId: string; readonly organizerId: string },
): boolean {
  return actor.playerId === owners.playerId || actor.playerId === owners.organizerId || hasRole(actor, 'admin');
}
