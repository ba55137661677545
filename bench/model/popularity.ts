// How many come to each tournament, the most popular first.

/** Shares of the n-th, which sum to one. */
export function zipfShares(count: number, exponent: number): number[] {
  const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1) ** exponent);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** By popularity, but nobody takes more than `most`: who finds it full goes to the others, by their popularity. */
export function fill(people: number, shares: readonly number[], most: number): number[] {
  const taken = shares.map(() => 0);
  let left = Math.min(people, most * shares.length);
  while (left > 1e-6) {
    const open = shares.map((share, index) => ((taken[index] ?? 0) < most - 1e-9 ? share : 0));
    const weight = open.reduce((sum, share) => sum + share, 0);
    let placed = 0;
    for (const [index, share] of open.entries()) {
      const come = Math.min(most - (taken[index] ?? 0), (left * share) / weight);
      taken[index] = (taken[index] ?? 0) + come;
      placed += come;
    }
    left -= placed;
  }
  return taken;
}
