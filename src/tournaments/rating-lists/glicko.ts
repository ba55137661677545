// Glicko-2 (Glickman, "Example of the Glicko-2 system", 2022) by the package glicko2. One tournament is one rating period. Pure: the same
// games in the same order give the same numbers.

import { Glicko2 } from 'glicko2';
import type { Id } from '../../core/id.ts';
import type { Rated, RatedGame } from './rating-list.ts';

/** Of a player without results. */
export const unrated = { rating: 1500, deviation: 350, volatility: 0.06 } as const;
/** How much volatility changes. */
const tau = 0.5;
/** Between the scale of Glicko-2 and that of ratings. */
const scale = 173.7178;

export type Ratings = ReadonlyMap<Id<'player'>, Rated>;

/**
 * The players of the games, after them. Others do not change. Who has missed periods is less sure at the beginning of this one (step 6 of
 * the paper, once for each missed period; the package does it for this one).
 * @param number of the period in the list, from 1.
 */
export function ratePeriod(before: Ratings, games: readonly RatedGame[], number: number): Ratings {
  const { rating, deviation: rd, volatility: vol } = unrated;
  const system = new Glicko2({ tau, rating, rd, vol });
  const players = new Map<Id<'player'>, ReturnType<typeof system.makePlayer>>();
  const counts = new Map<Id<'player'>, number>();
  const playerOf = (id: Id<'player'>) => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    const known = players.get(id);
    if (known !== undefined) return known;
    const own = before.get(id);
    const made = own
      ? system.makePlayer(own.rating, deviationAt(own, number), own.volatility)
      : system.makePlayer(rating, rd, vol);
    players.set(id, made);
    return made;
  };
  for (const { first, second, score } of games) system.addResult(playerOf(first), playerOf(second), score);
  system.calculatePlayersRatings();
  return new Map(
    [...players].map(([id, player]) => {
      const total = (before.get(id)?.games ?? 0) + (counts.get(id) ?? 0);
      const [after, sureness] = [player.getRating(), Math.min(player.getRd(), unrated.deviation)];
      return [
        id,
        { rating: after, deviation: sureness, volatility: player.getVol(), games: total, lastNumber: number },
      ];
    }),
  );
}

/** At the beginning of period `number`. */
function deviationAt({ deviation, volatility, lastNumber }: Rated, number: number): number {
  const missed = number - lastNumber - 1;
  return Math.min(unrated.deviation, Math.sqrt(deviation ** 2 + missed * (volatility * scale) ** 2));
}
