// Prefixed, time-sortable identifiers: a prefix for the kind, then a ULID (48 bits of milliseconds, 80 random bits).

import { encodeCrockford, readCrockfordNumber } from './crockford.ts';
import { type Instant, toInstant } from './instant.ts';

export const idPrefixes = {
  tournament: 'trn',
  series: 'ser',
  team: 'tem',
  registration: 'reg',
  match: 'mat',
  result: 'res',
  evidence: 'evd',
  event: 'evt',
  wallet: 'wal',
  transfer: 'trf',
  transaction: 'txn',
  hold: 'hld',
  certificate: 'crt',
  export: 'exp',
  audit: 'aud',
  refereeCall: 'rfc',
  dispute: 'dsp',
  player: 'ply',
  run: 'run',
  ratingList: 'rtl',
  sanction: 'san',
  appeal: 'apl',
  invitation: 'inv',
  report: 'rpt',
  case: 'cas',
  rule: 'rul',
  trial: 'tri',
  webhook: 'whk',
  webhookSecret: 'whs',
  delivery: 'dlv',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`;

/** Generates ids. Use cases get it as a port, so they need neither clock nor randomness. */
export type IdSource = <K extends IdKind>(kind: K) => Id<K>;

/** The prefix and 26 characters of lower-case Crockford base32. `random` has 10 bytes. */
export function makeId<K extends IdKind>(kind: K, now: Instant, random: Uint8Array): Id<K> {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(Date.parse(now)) << 16n);
  bytes.set(random.subarray(0, 10), 6);
  return `${idPrefixes[kind]}_${encodeCrockford(bytes).toLowerCase()}` as Id<K>;
}

/** The time that it was made with. */
export function timeOfId(id: Id<IdKind>): Instant {
  return toInstant(readCrockfordNumber(id.slice(id.indexOf('_') + 1).slice(0, 10)));
}

export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${idPrefixes[kind]}_[0-9a-hjkmnp-tv-z]{26}$`);
}
