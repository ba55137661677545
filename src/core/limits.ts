// Limits of requests and connections, with unit and reason. Capacities of a domain are defined in its nouns; here is how their refusal looks.

import { type DomainError, refuse } from './errors.ts';

/** JSON requests. The largest valid body is a batch of 200 items, far below this. */
export const bodySizeBytesMax = 1_000_000;

/** A list of entrants that is imported: 4,096 rows of 1 KiB. The longest names and clubs take about half of that. */
export const importSizeBytesMax = 4_194_304;

/** Limit of an uploaded file: docs/rules/http.md#sizes. */
export const fileSizeBytesMax = 5_000_000;

/** Cloudflare's limit of open connections per invocation. The database uses one, each running request to a store another. */
export const connectionsMax = 6;

export const pageSizeDefault = 20;
export const pageSizeMax = 100;

/** The IETF draft idempotency-key-header sets no length. Payment APIs accept 255 characters. */
export const idempotencyKeyLengthMax = 255;

export const displayNameLengthMax = 50;
export const titleLengthMax = 120;
/** The reason of an act, stored in the audit trail and in the ledger. */
export const reasonLengthMax = 500;
export const seedLengthMax = 200;

/** What is counted. docs/rules/http.md#limits-of-count says of each how many, and what makes room. */
export const countedKinds = [
  'activeRule',
  'allowListEntry',
  'apiKey',
  'invitation',
  'matchEvidence',
  'ownDispute',
  'ownEvidence',
  'runningTrial',
  'sandbox',
  'seriesTournament',
  'staff',
  'webhook',
] as const;
export type CountedKind = (typeof countedKinds)[number];

/** A client tells limits of count from other conflicts by the code, and one from another by `facts.kind`. */
export function limitReached(kind: CountedKind, limit: number): DomainError {
  return refuse('limit_reached', { kind, limit });
}
