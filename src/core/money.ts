// Coins: whole numbers only, as bigint inside and as JSON numbers on the wire (never above 2^53 − 1 there).

export type Coins = bigint;

/** The largest amount one posting may move; keeps every JSON number exact. */
export const amountCoinsMax: Coins = 9_007_199_254_740_991n;

export function isPostable(amount: Coins): boolean {
  return amount > 0n && amount <= amountCoinsMax;
}

export function coinsToJson(amount: Coins): number {
  return Number(amount);
}
