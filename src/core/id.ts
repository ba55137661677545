// Prefixed, time-sortable identifiers: a prefix for the kind, then a ULID (48 bits of milliseconds, 80 random bits).

import { encodeCrockford, readCrockfordNumber, writeCrockfordNumber } from './crockford.ts';
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
  apiKey: 'key',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = `${(typeof idPrefixes)[K]}_${string}`;

/** Generates ids. Use cases get it as a port, so they need neither clock nor randomness. */
export type IdSource = <K extends IdKind>(kind: K) => Id<K>;

/** The prefix and 26 characters of lower-case Crockford base32. `random` has 10 bytes. */
export function makeId<K extends IdKind>(kind: K, now: Instant, random: Uint8Array): Id<K> {
  return makeIdAt(kind, Date.parse(now), random);
}

/** 48 bits are ten characters less two bits, which are zeros: so the time ends with a character, and the random bits begin with one. */
export function makeIdAt<K extends IdKind>(kind: K, nowMs: number, random: Uint8Array): Id<K> {
  const time = nowMs < 0 ? nowMs + 2 ** 48 : nowMs;
  return `${idPrefixes[kind]}_${(writeCrockfordNumber(time, 10) + encodeCrockford(random)).toLowerCase()}` as Id<K>;
}

/** The time that it was made with. */
export function timeOfId(id: Id<IdKind>): Instant {
  return toInstant(readCrockfordNumber(id.slice(id.indexOf('_') + 1).slice(0, 10)));
}

/** Without flags, so that it keeps no state between uses. */
export const idPattern = (kind: IdKind): RegExp => patterns[kind];

const patterns = Object.fromEntries(
  Object.entries(idPrefixes).map(([kind, prefix]) => [kind, new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`)]),
) as Readonly<Record<IdKind, RegExp>>;
