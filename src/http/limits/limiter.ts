// Limits requests by caller, with the header fields of draft-ietf-httpapi-ratelimit-headers-11. A player is counted exactly as long as
// the player's backend object lives; an address approximately, in each isolate of the edge.

import { refuse } from '../../core/errors.ts';
import type { LimitClass } from '../route.ts';
import { type Quota, type Remaining, takeQuotas, type Windows } from './quota.ts';

/** null: no limit. */
export type Quotas = Readonly<Partial<Record<LimitClass | 'user' | 'key' | 'anonymous', Quota>>> | null;

const quota = (name: string, count: number, windowSeconds: number): Quota => ({ name, count, windowSeconds });

export const quotasDefault = {
  user: quota('user', 1000, 3600),
  /** Of an API key: a server acts for many. */
  key: quota('key', 10_000, 3600),
  registration: quota('registration', 90, 60),
  match: quota('match', 90, 60),
  payout: quota('payout', 20, 60),
  /** A code has 80 bits; the limit keeps those who try codes from costing anything. */
  claim: quota('claim', 20, 600),
  verification: quota('verification', 120, 60),
  /** Of an address, without a token. */
  anonymous: quota('anonymous', 1200, 60),
} as const;

/**
 * As in RATE_LIMITS: `off`, or changes of the defaults such as `user=5000/3600 match=300/60`, in requests per seconds.
 * @throws Error that names the fault.
 */
export function parseQuotas(text: string): Quotas {
  if (text.trim() === 'off') return null;
  const changed = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((part) => {
      const [, name = '', count, seconds] = /^(\w+)=(\d+)\/(\d+)$/.exec(part) ?? [];
      if (!Object.hasOwn(quotasDefault, name)) throw new Error(`unknown limit "${part}"`);
      if (!(Number(count) >= 1) || !(Number(seconds) >= 1)) throw new Error(`"${part}" must be above zero`);
      return [name, quota(name, Number(count), Number(seconds))];
    });
  return { ...quotasDefault, ...Object.fromEntries(changed) };
}

export interface Limited {
  /** A player, an API key or a network. */
  readonly caller: string;
  readonly class: LimitClass | 'anonymous';
  /** The quota of all requests that counts too. */
  readonly budget?: 'user' | 'key';
}

/** @returns the header fields of the answer. @throws DomainError quota_exceeded. */
export type Limiter = (limited: Limited) => Readonly<Record<string, string>>;

export function createLimiter(quotas: Quotas, now: () => number): Limiter {
  const windows: Windows = new Map();
  const policies = new Map<string, Policy>();
  return ({ caller, class: name, budget }) => {
    if (quotas === null) return {};
    const key = budget === undefined ? name : `${budget} ${name}`;
    const policy = policies.get(key) ?? policyOf([budget && quotas[budget], quotas[name]]);
    policies.set(key, policy);
    const remaining = takeQuotas(windows, policy.quotas, { caller, nowMs: now() });
    const exceeded = remaining.find(({ isExceeded }) => isExceeded);
    if (exceeded !== undefined) throw refuseExceeded(exceeded);
    return headersOf(policy, remaining);
  };
}

/** What counts for one class of requests, and how the answers describe it. */
interface Policy {
  readonly quotas: readonly Quota[];
  readonly text: string;
}

function policyOf(all: readonly (Quota | undefined)[]): Policy {
  const quotas = all.filter((one) => one !== undefined);
  const texts = quotas.map(({ name, count, windowSeconds }) => `"${name}";q=${count};w=${windowSeconds}`);
  return { quotas, text: texts.join(', ') };
}

function headersOf({ text }: Policy, remaining: readonly Remaining[]): Record<string, string> {
  if (remaining.length === 0) return {};
  const left = remaining.map(({ quota: { name }, left, resetSeconds }) => `"${name}";r=${left};t=${resetSeconds}`);
  return { 'ratelimit-policy': text, ratelimit: left.join(', ') };
}

function refuseExceeded({ quota: { name, count, windowSeconds }, resetSeconds }: Remaining) {
  return refuse('quota_exceeded', { limit: name, count, windowSeconds, retryAfterSeconds: resetSeconds });
}
