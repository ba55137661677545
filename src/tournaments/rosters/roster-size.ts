// How many players the roster of a team has: what the tournament needs, and up to so many more as substitutes. Pure. The functions
// tournament_register and tournament_late_entrant decide alike.

import type { Facts } from '../../core/errors.ts';
import type { Tournament } from '../tournament.ts';

export type RosterLimits = Pick<Tournament, 'rosterSize' | 'rosterSizeMax'>;

/** null: a roster of so many players fits. In a solo tournament none does. */
export function rosterMisfit({ rosterSize, rosterSizeMax }: RosterLimits, size: number): Facts | null {
  const most = rosterSizeMax ?? rosterSize;
  if (rosterSize !== null && most !== null && size >= rosterSize && size <= most) return null;
  return { needs: rosterSize, atMost: most, has: size };
}
