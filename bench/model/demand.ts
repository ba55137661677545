// Assumed demand of one million players in ten thousand concurrent tournaments. These are assumptions, not measurements; all
// figures of the model depend on them.

export const demand = {
  players: 1_000_000,
  tournaments: 10_000,
  /** The product's limit (2 … 1,024). Popular tournaments are full; the other players spread over the rest. */
  entrantsMax: 1_024,
  /** Popularity of the n-th tournament is 1/n (Zipf). */
  zipfExponent: 1,
  /** All players register in the hour before the start. */
  registrationSeconds: 3_600,
  /** A single elimination takes three hours. Each match has one report and one confirmation. */
  playSeconds: 3 * 3_600,
  reportsPerMatch: 2,
  /** Transfers per player during play: entry fee, prize, a purchase. */
  transfersPerPlayer: 3,
  /** Reads of a bracket per player during play. Live followers use sockets instead. */
  readsPerPlayer: 3,
  /** Each certificate is verified once within a day. */
  verificationSeconds: 24 * 3_600,
  /** Peak rate divided by mean rate: load concentrates at openings and at round starts. */
  peakFactor: 4,
  /** One spectator per player. */
  spectatorsPerPlayer: 1,
  /** PDF and PNG of all players within two hours after the end. */
  issueSeconds: 2 * 3_600,
  filesPerCertificate: 2,
  /** Maximum utilization of a core or thread; above it, queueing grows fast. */
  busyShareMax: 0.6,
} as const;

export type Demand = Readonly<Record<keyof typeof demand, number>>;

/** Limits from the documentation of providers, with their sources. Not measured. */
export const stated = {
  /** developers.cloudflare.com/hyperdrive/platform/limits: origin connections per configuration, approximately. */
  hyperdriveConnections: 100,
  /** docs.aws.amazon.com, "Best practices design patterns: optimizing Amazon S3 performance": per second and prefix. */
  s3PutsPerPrefix: 3_500,
} as const;
