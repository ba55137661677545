// Counts requests in fixed windows that begin with the first request. Pure: the counts are an argument. The counts live in memory, so
// they begin anew when the process or object does.

import { isWithin } from '../../core/instant.ts';

export interface Quota {
  readonly name: string;
  readonly count: number;
  readonly windowSeconds: number;
}

export interface Window {
  used: number;
  readonly endsAtMs: number;
}

/** By caller, then by quota. A text that was not a key before costs V8 more than the look-up, so each request has one: its caller. */
export type Windows = Map<string, Readonly<Record<string, Window>>>;

/** What is left of a quota after a request. */
export interface Remaining {
  readonly quota: Quota;
  readonly isExceeded: boolean;
  readonly left: number;
  /** Until the window ends and the whole quota is free again. */
  readonly resetSeconds: number;
}

/** Bounds the memory: about 300 bytes each. */
const callersMax = 10_000;

export interface Taken {
  readonly caller: string;
  readonly nowMs: number;
}

/** Counts one request against all quotas, or against none if one is exceeded. */
export function takeQuotas(windows: Windows, quotas: readonly Quota[], { caller, nowMs }: Taken): Remaining[] {
  const own = windowsOf(windows, quotas, { caller, nowMs });
  const opened = quotas.map((quota) => ({ quota, window: own[quota.name] as Window }));
  const isExceeded = opened.some(({ quota, window }) => window.used >= quota.count);
  return opened.map(({ quota, window }) => {
    const isFull = window.used >= quota.count;
    if (!isExceeded) window.used += 1;
    return {
      quota,
      isExceeded: isFull,
      left: quota.count - window.used,
      resetSeconds: Math.max(1, Math.ceil((window.endsAtMs - nowMs) / 1000)),
    };
  });
}

/** The windows of the caller; those of `quotas` are open. A caller that opens one comes last in the order of `makeRoom`. */
function windowsOf(windows: Windows, quotas: readonly Quota[], { caller, nowMs }: Taken) {
  const known = windows.get(caller);
  const isOpen = ({ name, windowSeconds }: Quota) => {
    const ms = windowSeconds * 1000;
    return isWithin((known?.[name]?.endsAtMs ?? Number.NEGATIVE_INFINITY) - ms, ms, nowMs);
  };
  if (known !== undefined && quotas.every(isOpen)) return known;
  const newOf = ({ name, windowSeconds }: Quota) => [name, { used: 0, endsAtMs: nowMs + windowSeconds * 1000 }];
  const own = { ...known, ...Object.fromEntries(quotas.filter((quota) => !isOpen(quota)).map(newOf)) };
  windows.delete(caller);
  if (windows.size >= callersMax) makeRoom(windows, nowMs);
  windows.set(caller, own);
  return own;
}

/** Callers whose windows have ended, otherwise the oldest tenth: a caller of those gets a new quota too early. */
function makeRoom(windows: Windows, nowMs: number): void {
  for (const [caller, own] of windows)
    if (Object.values(own).every(({ endsAtMs }) => endsAtMs <= nowMs)) windows.delete(caller);
  if (windows.size < callersMax) return;
  for (const caller of [...windows.keys()].slice(0, callersMax / 10)) windows.delete(caller);
}
