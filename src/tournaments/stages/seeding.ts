// A reproducible shuffle, and the order of seeds in a bracket.

/**
 * Fisher–Yates (Durstenfeld 1964) driven by xoshiro128** (Blackman and Vigna 2018), whose state is the FNV-1a
 * hash of the published seed text. The same list and seed give the same draw on every machine.
 */
export function shuffle<T>(entrants: readonly T[], seed: string): T[] {
  const next = generator(seed);
  const order = [...entrants];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const pick = below(last + 1, next);
    const swapped = order[last] as T;
    order[last] = order[pick] as T;
    order[pick] = swapped;
  }
  return order;
}

/** Rejection sampling, so that all values are equally likely. */
function below(bound: number, next: () => number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const value = next();
    if (value < limit) return value % bound;
  }
}

function generator(seed: string): () => number {
  let [a, b, c, d] = [0, 1, 2, 3].map((part) => fnv1a(`${part}:${seed}`)) as [number, number, number, number];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/**
 * Seeds in bracket order for a power of two: adjacent seeds meet in the first round, and seeds 1 and 2 can meet only in the final.
 * For 8: 1 8 4 5 2 7 3 6.
 */
export function bracketOrder(size: number): number[] {
  let order = [1];
  while (order.length < size) {
    const sum = order.length * 2 + 1;
    order = order.flatMap((seed) => [seed, sum - seed]);
  }
  return order;
}
