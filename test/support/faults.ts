// What the fault proxy can do to a request, and how tests inside workerd ask for it.

export interface S3Access {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** An S3 server behind a proxy; `proxyPort` is where faults are asked for. */
export interface FaultyS3 {
  readonly s3: S3Access;
  readonly proxyPort: number;
}

export interface WorldSeed {
  readonly seed: number;
  readonly left: FaultyS3;
  readonly right: FaultyS3;
}

export const faults = [
  '500',
  '503',
  'reset',
  'reset_after',
  'hang',
  'late',
  'truncate',
  'stall',
  'corrupt',
  'stale_list',
] as const;
export type Fault = (typeof faults)[number];

/** A late request is carried out after this long, whether anybody still waits for it or not. */
export const lateMs = 400;

export interface FaultPlan {
  readonly kinds: readonly Fault[];
  readonly probability: number;
  readonly seed: number;
  /** So many requests are let through first. */
  readonly skip: number;
  /** At most so many, then none. */
  readonly count: number;
}

const always = { probability: 1, seed: 1, skip: 0, count: Number.MAX_SAFE_INTEGER };

export async function planFaults(port: number, plan: Partial<FaultPlan> & Pick<FaultPlan, 'kinds'>): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/__faults`, { method: 'PUT', body: JSON.stringify({ ...always, ...plan }) });
}

/** How many of each were injected since the last plan. */
export async function countFaults(port: number): Promise<Partial<Record<Fault, number>>> {
  return (await fetch(`http://127.0.0.1:${port}/__faults`)).json();
}

/** Waits until everything that was asked has happened, also what nobody waits for any more. */
export async function untilStill(port: number): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/__stillness`)).text();
}

/** Method and path of each request since the last plan. */
export async function listRequests(port: number): Promise<string[]> {
  return (await fetch(`http://127.0.0.1:${port}/__requests`)).json();
}
