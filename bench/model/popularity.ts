// The number of players per tournament, most popular first.

/** Shares by rank; they sum to 1. */
export function zipfShares(count: number, exponent: number): number[] {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1) ** exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Distributes people by popularity with at most `most` per tournament. The remainder is distributed over the tournaments with free places. */
export function fill(people: number, shares: readonly number[], most: number): number[] {
  const placedIn = shares.map(() => 0);
  let left = Math.min(people, most * shares.length);
  while (left > 1e-6) {
    const open = shares.map((share, index) => ((placedIn[index] ?? 0) < most - 1e-9 ? share : 0));
    const weight = open.reduce((sum, share) => sum + share, 0);
    let placed = 0;
    for (const [index, share] of open.entries()) {
      const added = Math.min(most - (placedIn[index] ?? 0), (left * share) / weight);
      placedIn[index] = (placedIn[index] ?? 0) + added;
      placed += added;
    }
    left -= placed;
  }
  return placedIn;
}
