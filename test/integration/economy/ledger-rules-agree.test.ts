// The rules of the ledger exist twice: as pure functions, which people read, and in SQL, which decides. Random acts on random states: both
// decide alike, also when several rules are broken at once. Each case is one transaction that is rolled back.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase, type Sql } from '../../../src/db/client.ts';
import { brokenConstraint } from '../../../src/db/constraint.ts';
import { dueHolds, judgeOpening, judgeResolution } from '../../../src/economy/holds/hold-rules.ts';
import { expireDueHolds, openHold, resolveHold } from '../../../src/economy/holds/hold-store.ts';
import { postMovements } from '../../../src/economy/ledger/posting-store.ts';
import type { TransferRequest, WalletTransfer } from '../../../src/economy/ledger/transfer.ts';
import { judgeBatch } from '../../../src/economy/ledger/transfer-rules.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { treasury } from '../../support/ledger/ledger.ts';
import {
  type Act,
  anAct,
  type Move,
  openWorld,
  owners,
  readState,
  runningKey,
  type State,
  type World,
} from '../../support/ledger/ledger-world.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let other: Database;
/** Ends the transaction that holds the keys of running requests. */
let finish: () => void;

beforeAll(async () => {
  await database.sql`INSERT INTO economy_wallet (id, kind, owner_id, currency, allows_negative, created_at)
    VALUES ('wal_gems', 'treasury', '', 'GEM', true, now())`;
  await database.sql`INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
    VALUES ('san_1', 'ply_sanctioned', 'mute', 'match_fixing', 'Muted', '2026-01-01', 'ply_a', '2026-01-01', false)`;
  other = openDatabase(database.url, 1);
  await new Promise<void>((isLocked, reject) => {
    const isFinished = new Promise<void>((resolve) => (finish = resolve));
    const running = other.sql.begin(async (sql) => {
      for (const scope of ['post', 'hold'])
        await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${scope}\n${runningKey}`}, 0))`;
      isLocked();
      await isFinished;
    });
    running.catch(reject);
  });
});
afterAll(async () => {
  finish?.();
  await other?.close();
});

/** An act with its ids, so that it can be sent again. */
interface Sent {
  readonly judge: (state: State) => string | null;
  readonly send: (sql: Sql) => Promise<string | null>;
}

it('the database and the pure rules refuse every act alike', { timeout: 900_000 }, async () => {
  const seen = new Map<string, number>();
  const property = fc.asyncProperty(
    fc.array(fc.bigInt({ min: 1n, max: 30n }), { minLength: 5, maxLength: 5 }),
    fc.array(anAct, { minLength: 6, maxLength: 16 }),
    async (balances, acts) => {
      const isOver = new Error('rolled back');
      const run = database.sql.begin(async (transaction) => {
        const sql = transaction as unknown as Sql;
        const world = await openWorld(sql, balances);
        const sent: Sent[] = [];
        for (const act of acts) {
          const state = await readState(sql);
          const request = await prepare(sql, world, state, sent, act);
          if (request === null) continue;
          const expected = request.judge(state);
          const decided = await decide(transaction, request);
          expect([act, decided]).toEqual([act, expected]);
          seen.set(String(decided), (seen.get(String(decided)) ?? 0) + 1);
        }
        throw isOver;
      });
      await run.catch((error: unknown) => {
        if (error !== isOver) throw error;
      });
    },
  );
  await fc.assert(property, { numRuns: caseCount({ usual: 50, nightly: 1000 }) });
  console.log(`ledger rules: ${JSON.stringify(Object.fromEntries([...seen].sort()))}`);
  expect(seen.size).toBeGreaterThan(10);
});

type Transaction = Parameters<Parameters<Sql['begin']>[1]>[0];

/** The verdict of the database: null if done. */
async function decide(transaction: Transaction, { send }: Sent): Promise<string | null> {
  try {
    return (await transaction.savepoint((sql) => send(sql as unknown as Sql))) as string | null;
  } catch (error) {
    const name = brokenConstraint(error);
    if (name === null) throw error;
    return name;
  }
}

/** Changes the state, or returns what to send. null: nothing to send. */
async function prepare(sql: Sql, world: World, state: State, sent: Sent[], act: Act): Promise<Sent | null> {
  if (act.type === 'repeat') return sent[act.act % Math.max(sent.length, 1)] ?? null;
  if (act.type === 'sweep') return sweeping(world, act);
  const hold = 'hold' in act ? state.holds[act.hold % Math.max(state.holds.length, 1)] : undefined;
  if (act.type === 'close') await close(sql, state, world.wallets[act.wallet] as Id<'wallet'>);
  if (act.type === 'freeze') await freeze(sql, state, world.wallets[act.wallet] as Id<'wallet'>, act);
  if (act.type === 'makeDue' && hold !== undefined) await makeDue(sql, hold.id);
  if (act.type === 'freeze' || act.type === 'makeDue' || act.type === 'close') return null;
  if (act.type === 'resolve' && hold === undefined && act.hold > 2) return null;
  const moves = act.type === 'resolve' ? [] : act.type === 'open' ? [act.move] : act.moves;
  const requests = moves.map((move) => requestFor(world, state, move));
  const ownedId = requests[0]?.fromWalletId ?? hold?.toWalletId;
  const owner = { finance: null, right: (ownedId && state.wallets.get(ownedId)?.ownerId) ?? 'ply_a' };
  const ownerId = (typeof act.owner === 'number' ? owners[act.owner] : owner[act.owner]) as Id<'player'> | null;
  const ask = { ownerId, key: act.key };
  const [first] = requests;
  const single =
    moves[0]?.toOwner && first !== undefined && requests.length === 1 ? [payingOwner(state, first)] : requests;
  const one =
    act.type === 'resolve'
      ? resolving(hold?.id ?? 'hld_unknown', act, ask)
      : act.type === 'post' || first === undefined
        ? posting(single, ask)
        : opening(first, ask);
  sent.push(one);
  return one;
}

/** By finance, or by a sanction on the owner. A thaw by finance does not end a sanction. */
async function freeze(
  sql: Sql,
  { wallets }: State,
  id: Id<'wallet'>,
  { isFrozen, isSanction }: Extract<Act, { type: 'freeze' }>,
): Promise<void> {
  const wallet = wallets.get(id);
  if (wallet === undefined || wallet.isClosed) return;
  if (!isSanction || wallet.kind !== 'player')
    await sql`UPDATE economy_wallet SET is_frozen = ${isFrozen} WHERE id = ${id}`;
  else if (isFrozen)
    await sql`SELECT sanction_impose(make_id('san', now()), 'ply_moderator', ${wallet.ownerId}, 'wallet_freeze', NULL, NULL, 'fraud', 'Said.',
      NULL, '2026-01-01', NULL, false, now())`;
  else
    await sql`SELECT sanction_revoke(id, 'ply_moderator', 'Mistaken.', now()) FROM sanction_known
      WHERE player_id = ${wallet.ownerId} AND kind = 'wallet_freeze' AND revoked_at IS NULL`;
}

/** Takes the coins away first; only a wallet with nothing held on it or in its favour is closed. */
async function close(sql: Sql, { wallets, holds }: State, id: Id<'wallet'>): Promise<void> {
  const wallet = wallets.get(id);
  const isHeld = holds.some((hold) => hold.state === 'active' && [hold.walletId, hold.toWalletId].includes(id));
  if (wallet?.kind !== 'player' || isHeld || wallet.isFrozen) return;
  const ids = [newId('trf'), newId('txn'), newId('txn')] as const;
  if (wallet.balance > 0n)
    await sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
      VALUES (${ids[0]}, ${ids[1]}, ${ids[2]}, ${id}, ${treasury}, ${wallet.balance}, 'correction', 'ply_a')`;
  await sql`INSERT INTO economy_closed_wallet (wallet_id, closed_at) VALUES (${id}, now())`;
}

/** Names the player whose wallet is paid. */
function payingOwner({ wallets }: State, request: WalletTransfer): TransferRequest {
  const payee = wallets.get(request.toWalletId);
  const toWalletId = (payee?.kind === 'player' ? payee.ownerId : 'ply_unknown') as Id<'player'>;
  return request.reverses == null ? { ...request, toWalletId } : request;
}

function requestFor({ wallets }: World, { transfers }: State, move: Move): WalletTransfer {
  const { from, to, amount, isUpTo, reason, reference, reverses } = move;
  const pair = { fromWalletId: wallets[from] as Id<'wallet'>, toWalletId: wallets[to] as Id<'wallet'> };
  const request = { ...pair, amount, isUpTo, reason, reference };
  if (reverses === null) return request;
  const [id, reversed] = [...transfers][reverses.transfer % transfers.size] ?? ['trf_unknown' as const, undefined];
  if (!reverses.isMirrored || reversed === undefined) return { ...request, reverses: id };
  const [fromWalletId, toWalletId] = [reversed.toWalletId, reversed.fromWalletId];
  const why = reversed.reason === 'entry_fee' ? ('refund' as const) : ('correction' as const);
  return { ...request, fromWalletId, toWalletId, amount: reversed.amount, isUpTo: false, reason: why, reverses: id };
}

const newId = <P extends string>(prefix: P) => `${prefix}_${crypto.randomUUID()}` as const;

interface Ask {
  readonly ownerId: Id<'player'> | null;
  readonly key: string;
}

/** `terms` are the request: another one has another fingerprint. */
function actOf({ ownerId, key }: Ask, scope: string, ...terms: unknown[]) {
  const fingerprint = JSON.stringify([ownerId, ...terms], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return { actorId: 'ply_a' as const, ownerId, claim: { scope, key, fingerprint }, now: systemClock() };
}

function posting(requests: readonly TransferRequest[], ask: Ask): Sent {
  const act = actOf(ask, 'post', requests);
  const { ownerId, key } = ask;
  return {
    judge({ wallets, transfers, transferReferences: references, sanctioned, keyOf }) {
      const isOwnerSanctioned = ownerId !== null && sanctioned.has(ownerId);
      const facts = { wallets, transfers, references, key: keyOf('posting', key), isOwnerSanctioned };
      return judgeBatch(facts, { ownerId, fingerprint: act.claim.fingerprint }, requests);
    },
    async send(sql) {
      const newIds = () => ({ id: newId('trf'), legIds: [newId('txn'), newId('txn')] as const });
      const movements = requests.map((request) => ({ ...request, ...newIds() }));
      const [first] = await postMovements(sql, act, movements);
      return first?.id === movements[0]?.id ? null : 'repeated';
    },
  };
}

const verdictOf = ({ verdict }: { readonly verdict: string }) => (verdict === 'done' ? null : verdict);

function opening(request: WalletTransfer, ask: Ask): Sent {
  const act = actOf(ask, 'hold', request);
  const { ownerId, key } = ask;
  const { fromWalletId: walletId, toWalletId, amount, reason, reference = null } = request;
  return {
    judge({ wallets, holdReferences: references, sanctioned, keyOf }) {
      const isOwnerSanctioned = ownerId !== null && sanctioned.has(ownerId);
      const facts = { wallets, references, key: keyOf('hold', key), isOwnerSanctioned };
      return judgeOpening(facts, { ownerId, fingerprint: act.claim.fingerprint }, request);
    },
    async send(sql) {
      const times = { createdAt: act.now, expiresAt: addSeconds(act.now, 3600), resolvedAt: null };
      const terms = { id: newId('hld'), walletId, toWalletId, amount, reason };
      return verdictOf(await openHold(sql, act, { ...terms, captured: 0n, state: 'active', ...times }, reference));
    },
  };
}

function resolving(
  holdId: Id<'hold'>,
  { state: to, amount }: Pick<Extract<Act, { type: 'resolve' }>, 'state' | 'amount'>,
  ask: Ask,
): Sent {
  const act = actOf(ask, 'hold', holdId, to, amount);
  const { ownerId, key } = ask;
  return {
    judge({ wallets, holds, transferReferences: references, keyOf, now }) {
      const hold = holds.find(({ id }) => id === holdId) ?? null;
      const facts = { hold, wallets, references, key: keyOf('hold', key), now };
      return judgeResolution(facts, { ownerId, fingerprint: act.claim.fingerprint }, { state: to, amount });
    },
    async send(sql) {
      const ids = { transferId: newId('trf'), legIds: [newId('txn'), newId('txn')] as const };
      return verdictOf(await resolveHold(sql, act, { holdId, state: to, amount, ...ids }));
    },
  };
}

/** Its verdict is how many holds it has expired. */
function sweeping({ wallets }: World, act: Extract<Act, { type: 'sweep' }>): Sent {
  const meant = act.wallets.map((at) => wallets[at] as Id<'wallet'>);
  const given = addSeconds(systemClock(), act.isEarly ? -3600 : 3600);
  return {
    judge: ({ holds, now }) => `expired ${dueHolds(holds, meant, { now, given }).length}`,
    send: async (sql) => `expired ${await expireDueHolds({ sql } as Database, meant, given)}`,
  };
}

async function makeDue(sql: Sql, id: string): Promise<void> {
  await sql`SET LOCAL session_replication_role = replica`;
  await sql`UPDATE economy_hold SET expires_at = now() - interval '1 second' WHERE id = ${id} AND state = 'active'`;
  await sql`SET LOCAL session_replication_role = origin`;
}
