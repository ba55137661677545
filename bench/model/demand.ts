// What a million players and ten thousand tournaments at once ask for. Nothing here is measured: these are assumptions, each with
// its reason, and every figure of the model moves with them.

export const demand = {
  players: 1_000_000,
  tournaments: 10_000,
  /** The rule of the product (2 … 1,024); the most popular fill up and the others share the rest. */
  entrantsMax: 1_024,
  /** Popularity of the n-th is 1/n, as audiences go (Zipf). */
  zipfExponent: 1,
  /** Everybody signs up in the hour before the start. */
  registrationSeconds: 3_600,
  /** A single elimination is over in three hours; each match is reported once and confirmed once. */
  playSeconds: 3 * 3_600,
  wordsPerMatch: 2,
  /** An entry fee, a prize, something bought: coins move this often for each player in those hours. */
  transfersPerPlayer: 3,
  /** Whoever follows live needs no page; a bracket is read when somebody comes, three times in those hours. */
  readsPerPlayer: 3,
  /** Certificates are looked at for years; on the day after, by everybody once. */
  verificationSeconds: 24 * 3_600,
  /** The busiest minutes ask for so many times the mean: people come when doors open and when rounds begin. */
  peakFactor: 4,
  /** As many watch as play. */
  spectatorsPerPlayer: 1,
  /** PDF and PNG of everybody, within two hours of the end. */
  issueSeconds: 2 * 3_600,
  filesPerCertificate: 2,
  /** One core or thread more than this busy makes requests wait for each other. */
  busyShareMax: 0.6,
} as const;

export type Demand = Readonly<Record<keyof typeof demand, number>>;

/** Limits that others state about their services, with where; nobody here can measure them. */
export const stated = {
  /** developers.cloudflare.com/hyperdrive/platform/limits: origin connections of one configuration, about. */
  hyperdriveConnections: 100,
  /** docs.aws.amazon.com, "Best practices design patterns: optimizing Amazon S3 performance": a second and prefix. */
  s3PutsPerPrefix: 3_500,
} as const;
