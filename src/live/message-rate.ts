// How many messages a socket may send: a token bucket. Pure; the caller keeps the bucket and reads the clock.

export const messagesPerSecond = 10;
export const messageBurst = 20;

export interface Bucket {
  readonly tokens: number;
  /** In milliseconds. */
  readonly filledAt: number;
}

/** @returns the bucket without one token, or null if it is empty. An unknown socket starts with a full bucket. */
export function takeToken(bucket: Bucket | undefined, nowMs: number): Bucket | null {
  const { tokens, filledAt } = bucket ?? { tokens: messageBurst, filledAt: nowMs };
  // A clock that was set back adds nothing.
  const added = (Math.max(0, nowMs - filledAt) / 1000) * messagesPerSecond;
  const filled = Math.min(messageBurst, tokens + added);
  return filled < 1 ? null : { tokens: filled - 1, filledAt: nowMs };
}
