// One transfer of the code: with its own client, and as a pgbench script generated from the same statement.

import { type Id, makeId } from '../../src/core/id.ts';
import { systemClock } from '../../src/core/instant.ts';
import type { Sql } from '../../src/db/client.ts';
import { postMovements } from '../../src/economy/ledger/posting-store.ts';

export const walletOf = (index: number) => `wal_${String(index).padStart(26, '0')}` as Id<'wallet'>;

const newId = <K extends 'transfer' | 'transaction'>(kind: K) =>
  makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));

const someone = 'ply_00000000000000000000000000' as const;

export function postTransfer(sql: Sql, from: Id<'wallet'>, to: Id<'wallet'>, amount: bigint) {
  const ids = { transfer: newId('transfer'), legs: [newId('transaction'), newId('transaction')] as const };
  return post(sql, { from, to, amount, key: crypto.randomUUID(), ...ids });
}

interface Terms {
  readonly from: Id<'wallet'>;
  readonly to: Id<'wallet'>;
  readonly amount: bigint;
  readonly key: string;
  readonly transfer: Id<'transfer'>;
  readonly legs: readonly [Id<'transaction'>, Id<'transaction'>];
}

function post(sql: Sql, { from, to, amount, key, transfer: id, legs: legIds }: Terms) {
  const claim = { scope: `${someone} POST /v1/transfers`, key, fingerprint: 'f'.repeat(64) };
  const act = { actorId: someone, ownerId: null, claim, now: systemClock() };
  const movement = { id, legIds, fromWalletId: from, toWalletId: to, amount, reason: 'p2p_transfer' as const };
  return postMovements(sql, act, [movement]);
}

/** Script variables: two digits in wallet ids; sixteen ascending digits in other ids; random digits in keys. */
const variables = { from: '<f>', to: '<t>', next: '<n>', any: '<r>' } as const;

/** Between random wallets. Ids count up from the variable `count`, which must differ between runs. */
export async function transferScript(wallets: number): Promise<string> {
  const { from, to, next, any } = variables;
  const padded = (text: string) => `wal_${'0'.repeat(24)}${text}` as Id<'wallet'>;
  const ulid = (prefix: string, end: string) => `${prefix}_01AAAAAAA${next}${end}`;
  let statement = '';
  const capture = ((strings: TemplateStringsArray, ...values: unknown[]) => {
    const text = String.raw({ raw: strings }, ...values.map(literal));
    // Fragments are captured too; the complete statement is the longest text.
    if (text.length > statement.length) statement = text;
    return Object.assign(Promise.resolve([]), { text });
  }) as unknown as Sql;
  const terms = { from: padded(from), to: padded(to), amount: 1n, key: `key_${any}KKKKKKKKKKKKKKKK` };
  const transfer = ulid('trf', 'A') as Id<'transfer'>;
  await post(capture, {
    ...terms,
    transfer,
    legs: [ulid('txn', 'A'), ulid('txn', 'B')] as [Id<'transaction'>, Id<'transaction'>],
  });
  return `\\set f random(1, ${wallets})
\\set t (:f + random(1, ${wallets - 1}) - 1) % ${wallets} + 1
\\set r random(1000000000000000, 9000000000000000)
\\set count :count + 1
\\set n 1000000000000000 + :count * 100 + :client_id
${statement.replaceAll(/\s+/g, ' ').trim()};
`;
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object' && 'text' in value) return String(value.text);
  const { from, to, next, any } = variables;
  return `'${String(value).replaceAll("'", "''")}'`
    .replaceAll(from, "' || lpad(:f::text, 2, '0') || '")
    .replaceAll(to, "' || lpad(:t::text, 2, '0') || '")
    .replaceAll(next, "' || :n::text || '")
    .replaceAll(any, "' || :r::text || '");
}
