// Counts requests in fixed windows that begin with the first request. Pure: the counts are an argument. The counts live in memory, so
// they begin anew when the process or object does.

export interface Quota {
  readonly name: string;
  readonly count: number;
  readonly windowSeconds: number;
}

export interface Window {
  used: number;
  readonly endsAtMs: number;
}

/** By quota and caller. */
export type Windows = Map<string, Window>;

/** What is left of a quota after a request. */
export interface Remaining {
  readonly quota: Quota;
  readonly isExceeded: boolean;
  readonly left: number;
  /** Until the window ends and the whole quota is free again. */
  readonly resetSeconds: number;
}

/** Bounds the memory: about 100 bytes each. */
const windowsMax = 20_000;

export interface Taken {
  readonly caller: string;
  readonly nowMs: number;
}

/** Counts one request against all quotas, or against none if one is exceeded. */
export function takeQuotas(windows: Windows, quotas: readonly Quota[], { caller, nowMs }: Taken): Remaining[] {
  const opened = quotas.map((quota) => ({ quota, window: windowOf(windows, quota, { caller, nowMs }) }));
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

function windowOf(windows: Windows, { name, windowSeconds }: Quota, { caller, nowMs }: Taken): Window {
  const key = `${name} ${caller}`;
  const known = windows.get(key);
  if (known !== undefined && known.endsAtMs > nowMs) return known;
  windows.delete(key);
  if (windows.size >= windowsMax) makeRoom(windows, nowMs);
  const opened = { used: 0, endsAtMs: nowMs + windowSeconds * 1000 };
  windows.set(key, opened);
  return opened;
}

/** Ended windows, otherwise the oldest tenth: a caller of those gets a new quota too early. */
function makeRoom(windows: Windows, nowMs: number): void {
  for (const [key, { endsAtMs }] of windows) if (endsAtMs <= nowMs) windows.delete(key);
  if (windows.size < windowsMax) return;
  for (const key of [...windows.keys()].slice(0, windowsMax / 10)) windows.delete(key);
}
