// When a failed delivery is sent again, and when that ends. docs/webhooks.md#attempts

/** Before each attempt. The first is at once; there are as many attempts as delays. */
export const delaysSeconds = [
  ...[0, 5, 5 * 60, 30 * 60],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3600),
] as const;

/** So that deliveries which failed together do not all come again together: up to a tenth more. */
const jitterMax = 0.1;
const retryAfterSecondsMax = 24 * 3600;

/** Nothing succeeded for so long: the endpoint is disabled. */
export const failingDaysMax = 5;

/**
 * Seconds until the next attempt, after so many failures; null: that was the last. `random` is in [0, 1). What the receiver asks for in
 * Retry-After is waited at least, up to a day.
 */
export function nextDelaySeconds(
  failures: number,
  { random, retryAfterSeconds = null }: { readonly random: number; readonly retryAfterSeconds?: number | null },
): number | null {
  const delay = delaysSeconds[failures];
  if (delay === undefined) return null;
  const asked = Math.min(retryAfterSeconds ?? 0, retryAfterSecondsMax);
  return Math.ceil(Math.max(delay, asked) * (1 + random * jitterMax));
}

/** Retry-After as seconds or as an HTTP date (RFC 9110 §10.2.3); null for another text. */
export function readRetryAfter(text: string | null, nowMs: number): number | null {
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  const atMs = /GMT$/.test(text.trim()) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}
