// How many messages a socket may send: token buckets of its player, or of itself where nobody is known, and of its address. Pure; the
// caller reads the clock.

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export const userRate: Rate = { perSecond: 10, burst: 20 };
/** A venue shares an address. */
export const addressRate: Rate = { perSecond: 20, burst: 40 };

export interface Bucket {
  readonly tokens: number;
  /** In milliseconds. */
  readonly filledAt: number;
}

/** @returns the bucket without one token, or null if it is empty. What is unknown starts with a full bucket. */
export function takeToken(bucket: Bucket | undefined, nowMs: number, { perSecond, burst }: Rate): Bucket | null {
  const { tokens, filledAt } = bucket ?? { tokens: burst, filledAt: nowMs };
  // A clock that was set back adds nothing; from then on it fills as ever.
  const added = (Math.max(0, nowMs - filledAt) / 1000) * perSecond;
  const filled = Math.min(burst, tokens + added);
  return filled < 1 ? null : { tokens: filled - 1, filledAt: nowMs };
}

/** Until a token comes. */
export const retryAfterMsOf = ({ perSecond }: Rate): number => Math.ceil(1000 / perSecond);

/** About 100 bytes each. */
const bucketsMax = 5_000;

/** Buckets by name. The oldest go first: they are full again, unless thousands send at the same moment. */
export function createBuckets(rate: Rate): (name: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>();
  return (name, nowMs) => {
    const known = buckets.get(name);
    const taken = takeToken(known, nowMs, rate);
    const bucket = taken ?? (known && { ...known, filledAt: Math.min(known.filledAt, nowMs) });
    buckets.delete(name);
    if (bucket !== undefined) buckets.set(name, bucket);
    const oldest = buckets.size > bucketsMax ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    return taken !== null;
  };
}
