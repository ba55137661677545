// The faults that the fault proxy injects, and a client to configure it from tests inside workerd.

export interface S3Access {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** An S3 server behind a proxy; `proxyPort` accepts fault plans. */
export interface FaultyS3 {
  readonly s3: S3Access;
  readonly proxyPort: number;
}

export interface SimulationSeed {
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

/** A late request is executed after this delay, even if the client has given up. */
export const lateMs = 400;

export interface FaultPlan {
  readonly kinds: readonly Fault[];
  readonly probability: number;
  readonly seed: number;
  /** The number of requests without faults at the start. */
  readonly skip: number;
  /** The maximum number of faults. */
  readonly count: number;
}

const always = { probability: 1, seed: 1, skip: 0, count: Number.MAX_SAFE_INTEGER };

export async function planFaults(port: number, plan: Partial<FaultPlan> & Pick<FaultPlan, 'kinds'>): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/__faults`, { method: 'PUT', body: JSON.stringify({ ...always, ...plan }) });
}

/** The number of injected faults since the last plan, by kind. */
export async function countFaults(port: number): Promise<Partial<Record<Fault, number>>> {
  return (await fetch(`http://127.0.0.1:${port}/__faults`)).json();
}

/** Waits until all requests are finished, including those whose clients have given up. */
export async function waitUntilIdle(port: number): Promise<void> {
  await (await fetch(`http://127.0.0.1:${port}/__idle`)).text();
}

/** Method and path of each request since the last plan, in order. */
export async function listRequests(port: number): Promise<string[]> {
  return (await fetch(`http://127.0.0.1:${port}/__requests`)).json();
}
