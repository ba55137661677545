// Coins: whole numbers, as bigint in code and as JSON numbers in the API (at most 2^53 − 1 there).

export type Coins = bigint;

/** The largest amount of one posting. Every JSON number up to it is exact. */
export const amountCoinsMax: Coins = 9_007_199_254_740_991n;

export function isPostable(amount: Coins): boolean {
  return amount > 0n && amount <= amountCoinsMax;
}

export function coinsToJson(amount: Coins): number {
  return Number(amount);
}
