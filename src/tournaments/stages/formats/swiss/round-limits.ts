// How many rounds a Swiss tournament can have without a rematch. Knows the number of entrants only.

export interface RoundLimits {
  /** Up to here a round without a rematch always exists, whoever met whom; limits on sides and byes can still block. */
  readonly guaranteed: number;
  /** Beyond this, somebody has met everybody. */
  readonly possible: number;
}

export function swissRoundLimits(entrantCount: number): RoundLimits {
  const possible = entrantCount % 2 === 0 ? entrantCount - 1 : entrantCount;
  return { guaranteed: Math.floor(entrantCount / 2), possible: entrantCount < 2 ? 0 : possible };
}

/** Fewest entrants for so many rounds without a rematch. */
export function entrantsNeeded(rounds: number): number {
  return Math.max(2, rounds % 2 === 1 ? rounds : rounds + 1);
}
