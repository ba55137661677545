// A limit on everything that crosses a border, with its unit and reason. Domain capacities live with their nouns.

/** JSON requests: the largest legitimate body is a bulk of 200 items, far below this. */
export const bodySizeBytesMax = 1_000_000;

/** Of an uploaded file: docs/rules/http.md#sizes. */
export const fileSizeBytesMax = 5_000_000;

/** Cloudflare: simultaneous open connections of one invocation; the database holds one of them, each request to a store another. */
export const connectionsMax = 6;

export const pageSizeDefault = 20;
export const pageSizeMax = 100;

/** RFC draft idempotency-key-header leaves the length open; 255 is what clients of payment APIs expect. */
export const idempotencyKeyLengthMax = 255;

export const displayNameLengthMax = 50;
export const titleLengthMax = 120;
/** Why somebody did something: kept in the audit trail and in the ledger. */
export const reasonLengthMax = 500;
export const seedLengthMax = 200;
