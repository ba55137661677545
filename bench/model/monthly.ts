// What a month costs: the use of each priced part by a number of players, and the bill for it in each phase of the object stores.
// The use follows from assumptions (below, and model/demand.ts) and from measured CPU; prices.json has the prices.

import { type Demand, demand } from './demand.ts';
import type { ActCost, GrowthResult } from './growth.ts';
import type prices from './prices.json';

export type Prices = typeof prices;

/** Assumed, per month and player. */
export const habits = {
  tournaments: 4,
  /** Downloads of files, by holders and by verification pages. */
  downloadsPerCertificate: 3,
  yearsKept: 5,
  /** PDF and PNG together. */
  certificateBytes: 120_000,
  /** Milliseconds of CPU to draw both files. */
  drawingMs: 150,
  /** A room hibernates ten seconds after its last event. While a tournament is played, one comes sooner. */
  roomHours: 3,
} as const;

export const phases = ['R2 alone', 'dual write', 'S3 read first'] as const;
export type Phase = (typeof phases)[number];

export interface Use {
  readonly requests: number;
  readonly cpuMs: number;
  readonly objectRequests: number;
  readonly objectGbSeconds: number;
  readonly queueOperations: number;
  readonly files: number;
  readonly downloads: number;
  /** After `yearsKept` years. */
  readonly storedGb: number;
  readonly downloadedGb: number;
}

const objectGb = 0.128;
const secondsPerMonth = 30 * 24 * 3600;

export function monthlyUse(players: number, shards: number, growth: GrowthResult, of: Demand = demand): Use {
  const entries = players * habits.tournaments;
  const counts: Record<ActCost['act'], number> = {
    registration: entries,
    result: entries * of.reportsPerMatch,
    transfer: entries * of.transfersPerPlayer,
    bracket: entries * of.readsPerPlayer,
    verification: entries,
  };
  const acts = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const files = entries * of.filesPerCertificate;
  const downloads = entries * habits.downloadsPerCertificate;
  const tournaments = entries / (of.players / of.tournaments);
  const cpuMs = growth.acts.reduce((sum, { act, workerMs }) => sum + counts[act] * workerMs, 0);
  return {
    requests: acts + downloads + entries * of.spectatorsPerPlayer,
    cpuMs: cpuMs + entries * habits.drawingMs,
    objectRequests: acts + downloads,
    // Backend objects keep connections open, so they never hibernate.
    objectGbSeconds: (shards * secondsPerMonth + tournaments * habits.roomHours * 3600) * objectGb,
    // A message is written, read and deleted.
    queueOperations: entries * 3,
    ...{ files, downloads },
    storedGb: (entries * habits.certificateBytes * 12 * habits.yearsKept) / 1e9,
    downloadedGb: (downloads * habits.certificateBytes) / of.filesPerCertificate / 1e9,
  };
}

interface Price {
  readonly included: number;
  readonly perMillion?: number;
  readonly each?: number;
}

const bill = (amount: number, { included, perMillion = 0, each = perMillion / 1e6 }: Price) =>
  Math.max(0, amount - included) * each;

export interface MonthlyCost {
  readonly plan: number;
  readonly requests: number;
  readonly objects: number;
  readonly queue: number;
  readonly r2: number;
  readonly s3: number;
  readonly total: number;
}

/** Without Postgres, whose price is the provider's. */
export function monthlyCost(use: Use, phase: Phase, { cloudflare, s3 }: Prices): MonthlyCost {
  const hasS3 = phase !== 'R2 alone';
  const isS3First = phase === 'S3 read first';
  const [r2Reads, s3Reads] = isS3First ? [0, use.downloads] : [use.downloads, 0];
  const parts = {
    plan: cloudflare.planPerMonth,
    requests: bill(use.requests, cloudflare.requests) + bill(use.cpuMs, cloudflare.cpuMs),
    objects:
      bill(use.objectRequests, cloudflare.objectRequests) + bill(use.objectGbSeconds, cloudflare.objectGbSeconds),
    queue: bill(use.queueOperations, cloudflare.queueOperations),
    r2:
      bill(use.storedGb, cloudflare.r2.storageGb) +
      bill(use.files, cloudflare.r2.writes) +
      bill(r2Reads, cloudflare.r2.reads),
    s3: hasS3
      ? bill(use.storedGb, s3.storageGb) +
        bill(use.files, s3.writes) +
        bill(s3Reads, s3.reads) +
        bill(isS3First ? use.downloadedGb : 0, s3.transferGb)
      : 0,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/** Months until moving an object of this size to R2's Infrequent Access has saved what the move costs, and what one read then costs. */
export function infrequentAccessMonths(sizeBytes: number, { cloudflare }: Prices) {
  const { r2, r2InfrequentAccess: rare } = cloudflare;
  const gb = sizeBytes / 1e9;
  const savedPerMonth = gb * (r2.storageGb.each - rare.storageGb);
  const move = (rare.writesPerMillion + r2.reads.perMillion) / 1e6;
  const read = (rare.readsPerMillion - r2.reads.perMillion) / 1e6 + gb * rare.retrievalGb;
  return { move: move / savedPerMonth, read: read / savedPerMonth };
}
