// Wallets, holds and transfers in a transaction that is rolled back, and random acts on them, sent as the code sends them. Many rules are
// broken at once, on purpose.

import fc from 'fast-check';
import type { Id } from '../../../src/core/id.ts';
import { type Instant, systemClock, toInstant } from '../../../src/core/instant.ts';
import { amountCoinsMax } from '../../../src/core/money.ts';
import type { Sql } from '../../../src/db/client.ts';
import type { HoldState } from '../../../src/economy/holds/hold.ts';
import { type TransferReason, transferReasons } from '../../../src/economy/ledger/transfer.ts';
import type { KeyFacts, PostedTransfer, WalletFacts } from '../../../src/economy/ledger/transfer-rules.ts';
import { treasury } from './ledger.ts';

export const owners = ['ply_a', 'ply_b', 'ply_sanctioned'] as const;
/** Another connection holds its lock. */
export const runningKey = 'running';
/** The last but one has another currency; then the treasury, and one that does not exist. */
export const walletCount = 6;
const unknownWallet = 'wal_unknown';

export interface Move {
  readonly from: number;
  readonly to: number;
  readonly amount: bigint;
  readonly isUpTo: boolean;
  /** A single transfer names the owner of the wallet instead. */
  readonly toOwner: boolean;
  readonly reason: TransferReason;
  readonly reference: string | null;
  /** A transfer by its index; `isMirrored`: with its wallets, its amount and the right reason. */
  readonly reverses: { readonly transfer: number; readonly isMirrored: boolean } | null;
}

interface Asked {
  /** `finance`, the right owner, or one of `owners`. */
  readonly owner: 'finance' | 'right' | number;
  readonly key: string;
}

export type Act =
  | (Asked & { readonly type: 'post'; readonly moves: readonly Move[] })
  | (Asked & { readonly type: 'open'; readonly move: Move })
  | (Asked & {
      readonly type: 'resolve';
      readonly hold: number;
      readonly state: 'captured' | 'released';
      readonly amount: bigint | null;
    })
  | { readonly type: 'repeat'; readonly act: number }
  | { readonly type: 'freeze'; readonly wallet: number; readonly isFrozen: boolean; readonly isSanction: boolean }
  | { readonly type: 'close'; readonly wallet: number }
  | { readonly type: 'makeDue'; readonly hold: number }
  | { readonly type: 'sweep'; readonly wallets: readonly number[]; readonly isEarly: boolean };

const index = fc.nat(30);
/** Rarely zero, negative or enormous. */
const amount = fc.oneof(
  { weight: 16, arbitrary: fc.bigInt({ min: 1n, max: 8n }) },
  { weight: 1, arbitrary: fc.constantFrom(-1n, 0n, 200n, 200n, amountCoinsMax) },
);
const wallet = fc.oneof({ weight: 16, arbitrary: fc.nat(3) }, { weight: 3, arbitrary: fc.constantFrom(4, 5, 5, 6, 7) });
/** One is reserved. */
const reference = fc.oneof(
  { weight: 10, arbitrary: fc.constant(null) },
  { weight: 9, arbitrary: fc.constantFrom('r1', 'r2') },
  { weight: 1, arbitrary: fc.constant('prize:x') },
);
const reason = fc.oneof(
  { weight: 20, arbitrary: fc.constant<TransferReason>('winner') },
  { weight: 1, arbitrary: fc.constantFrom(...transferReasons) },
);
const reverses = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.record({ transfer: index, isMirrored: fc.nat(4).map((chance) => chance > 0) }) },
);
/** Mostly two wallets. */
const pair = fc
  .tuple(wallet, wallet, fc.nat(9))
  .map(([from, to, chance]) => ({ from, to: from === to && chance > 0 ? (to + 1) % 4 : to }));
const aMove: fc.Arbitrary<Move> = fc
  .record({
    pair,
    amount,
    isUpTo: fc.nat(3).map((chance) => chance === 0),
    toOwner: fc.nat(5).map((chance) => chance === 0),
    reason,
    reference,
    reverses,
  })
  .map(({ pair: wallets, ...terms }) => ({ ...wallets, ...terms }));
const asked = {
  owner: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<'finance' | 'right'>('finance', 'right') },
    { weight: 1, arbitrary: fc.nat(owners.length - 1) },
  ),
  key: fc.oneof(
    { weight: 12, arbitrary: fc.uuid() },
    { weight: 3, arbitrary: fc.constantFrom('k1', 'k2') },
    { weight: 1, arbitrary: fc.constant(runningKey) },
  ),
};

export const anAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('post'),
      moves: fc.oneof(
        aMove.map((move) => [move]),
        fc.array(aMove, { minLength: 2, maxLength: 3 }),
      ),
      ...asked,
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('open'), move: aMove, ...asked }) },
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('resolve'),
      hold: index,
      state: fc.constantFrom('captured', 'released'),
      amount: fc.option(amount),
      ...asked,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('repeat'), act: index }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('freeze'),
      wallet: fc.nat(3),
      isFrozen: fc.nat(3).map((chance) => chance > 0),
      isSanction: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('close'), wallet: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('makeDue'), hold: index }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('sweep'),
      wallets: fc.array(fc.nat(3), { maxLength: 2 }),
      isEarly: fc.boolean(),
    }),
  },
);

export interface World {
  /** By index; ids are random, so that every order of ids occurs. */
  readonly wallets: readonly Id<'wallet'>[];
}

/** Four wallets with few coins, one with another currency, one that is nearly full; and a paid entry fee. */
export async function openWorld(sql: Sql, balances: readonly bigint[]): Promise<World> {
  const own = Array.from({ length: walletCount }, () => `wal_${crypto.randomUUID()}` as Id<'wallet'>);
  await sql`INSERT INTO economy_wallet ${sql(own.map((id, at) => newWallet(id, at)))}`;
  const few = [0, 1, 2, 3].reduce((sum, at) => sum + (balances[at] ?? 0n), 0n);
  // The treasury has two coins left before its balance is no longer exact.
  const coinsOf = (at: number) => (at === 5 ? amountCoinsMax - few - 2n : (balances[at] ?? 0n));
  const paid = own.map((id, at) => newTransfer(at === 4 ? 'wal_gems' : treasury, id, coinsOf(at), 'winner'));
  await sql`INSERT INTO economy_transfer ${sql(paid)}`;
  await sql`INSERT INTO economy_own_transfer ${sql(newTransfer(own[5] as string, own[3] as string, 1n, 'entry_fee'))}`;
  return { wallets: [...own, treasury as Id<'wallet'>, unknownWallet as Id<'wallet'>] };
}

function newWallet(id: string, at: number) {
  // An owner has wallets of one currency.
  const owner_id = at === 5 ? 'ply_rich' : at === 4 ? 'ply_gems' : (owners[at % 3] as string);
  const currency = at === 4 ? 'GEM' : 'COIN';
  return { id, kind: at === 3 ? 'escrow' : 'player', owner_id, currency, created_at: systemClock() };
}

function newTransfer(from_wallet_id: string, to_wallet_id: string, amount: bigint, why: TransferReason) {
  const [id, from_leg_id, to_leg_id] = ['trf', 'txn', 'txn'].map((prefix) => `${prefix}_${crypto.randomUUID()}`);
  return {
    id,
    from_leg_id,
    to_leg_id,
    from_wallet_id,
    to_wallet_id,
    amount: String(amount),
    reason: why,
    actor_id: 'ply_a',
  };
}

export interface HoldRow {
  readonly id: Id<'hold'>;
  readonly walletId: Id<'wallet'>;
  readonly toWalletId: Id<'wallet'>;
  readonly amount: bigint;
  readonly state: HoldState;
  readonly expiresAt: Instant;
  readonly reference: string | null;
}

export interface State {
  readonly wallets: ReadonlyMap<Id<'wallet'>, WalletFacts>;
  readonly transfers: ReadonlyMap<Id<'transfer'>, PostedTransfer>;
  readonly holds: readonly HoldRow[];
  readonly transferReferences: ReadonlySet<string>;
  readonly holdReferences: ReadonlySet<string>;
  /** Whom a sanction keeps from moving coins. */
  readonly sanctioned: ReadonlySet<string>;
  readonly keyOf: (kind: 'posting' | 'hold', key: string) => KeyFacts;
  readonly now: Instant;
}

/** The transaction sees only its own rows, and those that were there before all cases. */
export async function readState(sql: Sql): Promise<State> {
  type TransferRow = {
    id: Id<'transfer'>;
    claim: string | null;
    fingerprint: string;
    reference: string | null;
  } & PostedTransfer;
  const [wallets, transfers, holds, keys, sanctions] = await Promise.all([
    sql<({ id: Id<'wallet'> } & WalletFacts)[]>`
      SELECT id, kind, owner_id AS "ownerId", currency, balance, held, allows_negative AS "allowsNegative", is_frozen OR EXISTS (
          SELECT FROM sanction_record s WHERE s.player_id = owner_id AND s.kind = 'wallet_freeze' AND s.revoked_at IS NULL) AS "isFrozen",
        ledger_any_closed(ARRAY[id]) AS "isClosed",
        (SELECT coalesce(sum(h.amount), 0)::bigint FROM economy_hold h WHERE h.wallet_id = w.id AND h.state = 'active' AND h.expires_at <= clock_timestamp()) AS due
      FROM economy_wallet w`,
    sql<TransferRow[]>`
      SELECT id, from_wallet_id AS "fromWalletId", to_wallet_id AS "toWalletId", amount, reason, reference, claim, fingerprint,
        EXISTS (SELECT FROM economy_transaction b WHERE b.reverses = t.id) AS "isReversed"
      FROM economy_transfer t ORDER BY created_at, id`,
    sql<(Omit<HoldRow, 'expiresAt'> & { expiresAt: string })[]>`
      SELECT id, wallet_id AS "walletId", to_wallet_id AS "toWalletId", amount, state, expires_at AS "expiresAt", reference
      FROM economy_hold ORDER BY created_at, id`,
    sql<{ key: string; fingerprint: string; now: string }[]>`
      SELECT i.key, i.fingerprint, clock_timestamp() AS now FROM (SELECT) one LEFT JOIN http_idempotency i ON true`,
    sql<
      { player: string }[]
    >`SELECT player_id AS player FROM sanction_record WHERE kind IN ('mute', 'wallet_freeze') AND revoked_at IS NULL`,
  ]);
  const used = new Map(keys.map(({ key, fingerprint }) => [`hold ${key}`, fingerprint]));
  for (const { claim, fingerprint } of transfers)
    if (claim !== null) used.set(`posting ${claim.split('\n')[1]}`, fingerprint);
  const referencesOf = (rows: readonly { readonly reference: string | null }[]) =>
    new Set(rows.flatMap((row) => row.reference ?? []));
  return {
    wallets: new Map(wallets.map(({ id, ...facts }) => [id, facts])),
    transfers: new Map(transfers.map(({ id, ...facts }) => [id, facts])),
    holds: holds.map((hold) => ({ ...hold, expiresAt: toInstant(hold.expiresAt) })),
    transferReferences: referencesOf(transfers),
    holdReferences: referencesOf(holds),
    sanctioned: new Set(sanctions.map(({ player }) => player)),
    keyOf(kind, key) {
      const fingerprint = used.get(`${kind} ${key}`);
      if (key === runningKey) return 'running';
      return fingerprint === undefined ? 'free' : { fingerprint };
    },
    now: toInstant(keys[0]?.now ?? ''),
  };
}
