// Settings of a free-for-all, as the API takes and answers them.

import * as z from 'zod';
import { slotsMax } from '../../matches/result.ts';
import { type FreeForAllSettings, freeForAll, matchesMax } from '../formats/free-for-all.ts';
import { lobbyCount, lobbySizeMin } from '../formats/lobbies.ts';

const roundsMax = 16;

export const freeForAllSettings = {
  lobbySize: z.int().min(lobbySizeMin).max(slotsMax).describe('Most entrants of a lobby.'),
  advancing: z
    .int()
    .min(1)
    .max(slotsMax / 2)
    .nullable()
    .default(null)
    .describe('How many of each lobby go on, until one lobby is left; null: everybody plays all rounds.'),
  rounds: z.int().min(1).max(roundsMax).default(1).describe('Rounds that everybody plays.'),
  points: z
    .strictObject({
      placement: z.array(z.int().min(0).max(1000)).max(slotsMax).describe('Of place 1, 2, …; later places get none.'),
      perKill: z.int().min(0).max(100).describe('For each kill, beside the place.'),
    })
    .nullable()
    .default(null)
    .describe('Points of a game, whose scores are kills; null: scores are points.'),
  countedGames: z
    .int()
    .min(1)
    .max(1000)
    .nullable()
    .default(null)
    .describe('How many games of an entrant count, the best ones; null: all.'),
};

/** Refuses too many matches, an elimination in which lobbies would not become fewer, and settings that an elimination does not have. */
export function refineFreeForAll(settings: FreeForAllSettings, context: z.RefinementCtx): void {
  const { lobbySize, advancing, rounds, countedGames } = settings;
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  // A size that is refused by itself is not judged further.
  if (lobbySize < lobbySizeMin) return;
  const most = Math.floor(matchesMax / lobbyCount(freeForAll.entrantsMax, lobbySize));
  if (rounds > most) refuse('rounds', `at most ${most} with lobbies of this size`);
  if (advancing === null) return;
  if (advancing * 2 > lobbySize) refuse('advancing', 'at most half of a lobby go on');
  if (rounds !== 1) refuse('rounds', 'an elimination has as many rounds as it needs');
  if (countedGames !== null) refuse('countedGames', 'in an elimination the last lobby decides');
}
