// The ledger's rules, tested in SQL with two roles. The application's role cannot bypass them. The tables' owner can bypass them only by
// disabling triggers, which no database prevents.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, expectConsistentLedger, hold, type Owner, transfer, treasury } from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let app: Database;
let payer: Owner;
let payee: Owner;

beforeAll(async () => {
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'));
  [payer, payee] = [await anOwner(100), await anOwner()];
  ok(await transfer(payer, payee, 1), 201);
  ok(await hold(payer, payee, 5), 201);
  await database.sql.unsafe(post([payer.walletId, payee.walletId, 5]).replace(/'trf_[^']+'/, "'trf_known'"));
  await database.sql`INSERT INTO economy_wallet (id, kind, owner_id, currency, allows_negative, created_at)
    VALUES ('wal_gems', 'treasury', '', 'GEM', true, now())`;
  await database.sql`SELECT ledger_pay_out(ROW('prize:t:r:1', 't', 'r', ${payer.walletId}::text, ${payee.walletId}::text, 1000000, 'prize', NULL,
    ${outsider}::text, '', 0, now(), now(), NULL, NULL)::economy_owed_payment, 'trf_owed', 'txn_owed_a', 'txn_owed_b')`;
});

afterAll(() => app?.close());

const outsider = 'ply_00000000000000000000000000';

/** A statement that inserts legs directly, as [transfer, wallet, amount]. */
function insertLegs(...legs: readonly (readonly [transfer: string, wallet: string, amount: number])[]): string {
  const rows = legs.map(
    ([id, wallet, amount]) =>
      `('txn_${crypto.randomUUID()}', '${id}', '${wallet}', ${amount}, 0, 'prize', '${outsider}', now())`,
  );
  return `INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at) VALUES ${rows.join()}`;
}

/** A statement that posts transfers through the view, as [from, to, amount]. */
function post(...transfers: readonly (readonly [from: string, to: string, amount: number | string])[]): string {
  const rows = transfers.map(
    ([from, to, amount]) =>
      `('${aTransferId()}', 'txn_${crypto.randomUUID()}', 'txn_${crypto.randomUUID()}', '${from}', '${to}', ${amount}, 'winner', '${outsider}')`,
  );
  return `INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
    VALUES ${rows.join()} RETURNING id, amount, from_balance_after, to_balance_after`;
}

/** A transfer from payee to payer with extra columns. The payer has paid five as trf_known. */
function postAs(fields: Readonly<Record<string, string>>, amount = 5, to = payer.walletId): string {
  const [names, values] = [Object.keys(fields), Object.values(fields)];
  const columns = ['actor_id', ...names].join();
  const statement = post([payee.walletId, to, amount]).replace('actor_id)', `${columns})`);
  const listed = [`'${outsider}'`, ...values.map((value) => `'${value}'`)].join();
  return (names.includes('reason') ? statement.replace('reason, ', '').replace(`'winner', `, '') : statement).replace(
    `'${outsider}')`,
    `${listed})`,
  );
}

const aTransferId = () => `trf_${crypto.randomUUID()}`;

describe('the application’s role', () => {
  const mayNot = 'permission denied|must be owner|must be able to SET ROLE';
  it.each([
    ['write a leg', () => insertLegs([aTransferId(), treasury, -5], [aTransferId(), payee.walletId, 5])],
    ['change a leg', () => 'UPDATE economy_transaction SET amount = 1'],
    ['delete a leg', () => 'DELETE FROM economy_transaction'],
    ['truncate the ledger', () => 'TRUNCATE economy_transaction'],
    ['write a balance', () => 'UPDATE economy_wallet SET balance = balance + 1'],
    ['write the held amount', () => 'UPDATE economy_wallet SET held = 0'],
    ['let a wallet go below zero', () => 'UPDATE economy_wallet SET allows_negative = true'],
    ['change the owner of a wallet', () => `UPDATE economy_wallet SET owner_id = '${outsider}'`],
    ['change a currency', () => `UPDATE economy_wallet SET currency = 'GEM'`],
    ['delete a wallet', () => 'DELETE FROM economy_wallet'],
    [
      'open a wallet with a balance',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, balance, created_at) VALUES ('wal_x', 'player', 'x', 5, now())`,
    ],
    [
      'open a wallet that may be negative',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, allows_negative, created_at) VALUES ('wal_x', 'player', 'x', true, now())`,
    ],
    ['insert a hold directly', () => 'INSERT INTO economy_hold SELECT * FROM economy_hold'],
    ['resolve a hold directly', () => `UPDATE economy_hold SET state = 'released', resolved_at = now()`],
    ['delete a hold', () => 'DELETE FROM economy_hold'],
    ['change the audit trail', () => `UPDATE moderation_audit SET event = 'x'`],
    ['delete from the audit trail', () => 'DELETE FROM moderation_audit'],
    ['disable triggers', () => 'ALTER TABLE economy_transaction DISABLE TRIGGER ALL'],
    ['disable triggers for its session', () => 'SET session_replication_role = replica'],
    ['drop a trigger', () => 'DROP TRIGGER post_transfer ON economy_transfer'],
    ['drop a constraint', () => 'ALTER TABLE economy_wallet DROP CONSTRAINT wallet_available_not_negative'],
    ['create a rule on a table', () => 'CREATE RULE r AS ON INSERT TO economy_transaction DO INSTEAD NOTHING'],
    [
      'create a trigger on a table',
      () => 'CREATE TRIGGER t AFTER INSERT ON economy_wallet EXECUTE FUNCTION refuse_change()',
    ],
    ['become the owner', () => 'SET ROLE postgres'],
    ['log in as the owner', () => 'SET SESSION AUTHORIZATION postgres'],
    ['grant itself a role', () => 'GRANT postgres TO laurel_app'],
    ['create a role', () => 'CREATE ROLE another'],
    [
      'create a function in the public schema',
      () => `CREATE FUNCTION greatest_of(text) RETURNS text LANGUAGE sql AS 'SELECT $1'`,
    ],
    [
      'replace a function of the ledger',
      () => `CREATE OR REPLACE FUNCTION post_transfer() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
    ],
    ['change the security of a function', () => 'ALTER FUNCTION post_transfer() SECURITY INVOKER'],
    [
      'attach the ledger’s trigger functions to its own view',
      () => `CREATE TEMP VIEW mine AS SELECT * FROM economy_transfer;
        CREATE TRIGGER mine INSTEAD OF INSERT ON mine FOR EACH ROW EXECUTE FUNCTION post_transfer()`,
    ],
    [
      'release held coins with them',
      () => `CREATE TEMP TABLE mine (LIKE economy_hold);
        CREATE TRIGGER mine BEFORE UPDATE ON mine FOR EACH ROW EXECUTE FUNCTION resolve_hold()`,
    ],
    [
      'write a balance inside its own trigger',
      () => `CREATE TEMP TABLE mine (id int);
        CREATE FUNCTION pg_temp.cheat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
          'BEGIN UPDATE public.economy_wallet SET balance = 1000000; RETURN NEW; END';
        CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.cheat(); INSERT INTO mine VALUES (1)`,
    ],
  ])('may not %s', async (_, statement) => {
    await expect(app.sql.unsafe(statement())).rejects.toThrow(new RegExp(mayNot));
    await expectConsistentLedger(database.sql);
  });

  it('can post transfers and freeze wallets', async () => {
    const [before] = await database.sql`SELECT balance FROM economy_wallet WHERE id = ${payee.walletId}`;
    const [posted] = await app.sql.unsafe(post([treasury, payee.walletId, 5]));
    expect(posted).toMatchObject({ amount: 5n, to_balance_after: before?.balance + 5n });
    await app.sql`UPDATE economy_wallet SET is_frozen = is_frozen`;
    await expectConsistentLedger(database.sql);
  });
});

describe.each([
  ['the application’s role', () => app.sql],
  ['the tables’ owner', () => database.sql],
])('through economy_transfer, %s cannot post', (_, sql) => {
  it.each([
    ['zero coins', () => post([treasury, payee.walletId, 0]), 'transfer_moves_coins'],
    ['a negative amount', () => post([payee.walletId, treasury, -5]), 'transfer_moves_coins'],
    ['no amount', () => post([treasury, payee.walletId, 'NULL']), 'transfer_moves_coins'],
    ['from a wallet to itself', () => post([payer.walletId, payer.walletId, 5]), 'transfer_moves_coins'],
    ['to an unknown wallet', () => post([treasury, 'wal_none', 5]), 'transaction_wallet_exists'],
    ['an overdraft', () => post([payer.walletId, payee.walletId, 1000]), 'wallet_available_not_negative'],
    [
      'an overdraft that the same statement would reverse',
      () => post([payer.walletId, payee.walletId, 1000], [payee.walletId, payer.walletId, 1000]),
      'wallet_available_not_negative',
    ],
    [
      'a balance above the exact range of JSON numbers',
      () => post([treasury, payee.walletId, '9007199254740992']),
      'wallet_balance_exact_in_json',
    ],
    [
      'one transfer of two if the other is refused',
      () => post([treasury, payee.walletId, 5], [payer.walletId, payee.walletId, 1000]),
      'wallet_available_not_negative',
    ],
    [
      'a transfer twice',
      () =>
        `${post([treasury, payee.walletId, 5]).replace(/'trf_[^']+'/, "'trf_once'")}; ${post([treasury, payee.walletId, 5]).replace(/'trf_[^']+'/, "'trf_once'")}`,
      'transaction_two_legs',
    ],
    ['across currencies', () => post([treasury, 'wal_gems', 5]), 'transfer_one_currency'],
    ...['entry_fee', 'refund', 'prize'].flatMap(
      (own) =>
        [
          [`the reserved reason ${own}`, () => postAs({ reason: own }), 'transfer_reserved'],
          [`the reserved reference ${own}:`, () => postAs({ reference: `${own}:x` }), 'transfer_reserved'],
        ] as const,
    ),
    ['the reversal of an unknown transfer', () => postAs({ reverses: 'trf_none' }), 'reversal_mirrors_transfer'],
    ['a reversal of a larger amount', () => postAs({ reverses: 'trf_known' }, 6), 'reversal_mirrors_transfer'],
    ['a reversal to another wallet', () => postAs({ reverses: 'trf_known' }, 5, treasury), 'reversal_mirrors_transfer'],
    [
      'the reversal of a transfer as the refund of a fee',
      () => postAs({ reverses: 'trf_known', reason: 'refund' }),
      'reversal_mirrors_transfer',
    ],
  ] as readonly (readonly [what: string, statement: () => string, constraint: string])[])(
    '%s',
    async (_, statement, constraint) => {
      await expect(sql().unsafe(statement())).rejects.toThrow(expect.objectContaining({ constraint_name: constraint }));
      await expectConsistentLedger(database.sql);
    },
  );

  it('its own balances or timestamps', async () => {
    const columns = 'from_balance_after, to_balance_after, created_at';
    const [posted] = await sql().unsafe(
      post([treasury, payee.walletId, 5])
        .replace('actor_id)', `actor_id, ${columns})`)
        .replace(`'${outsider}')`, `'${outsider}', 77, 77, '2001-01-01')`),
    );
    expect(posted?.to_balance_after).not.toBe(77n);
    const written =
      await database.sql`SELECT 1 FROM economy_transaction WHERE created_at < '2020-01-01' OR balance_after = 77`;
    expect(written).toEqual([]);
    await expectConsistentLedger(database.sql);
  });

  it('balances of unknown wallets', async () => {
    const forged = post(['wal_none', 'wal_no_other', 5])
      .replace('actor_id)', 'actor_id, from_balance_after, to_balance_after, created_at)')
      .replace(`'${outsider}')`, `'${outsider}', 5, 5, now())`);
    await expect(sql().unsafe(forged)).rejects.toThrow('transaction_wallet_exists');
  });

  it('coins of another owner', async () => {
    const asOutsider = post([payer.walletId, payee.walletId, 1])
      .replace('actor_id)', 'actor_id, from_owner_id)')
      .replace(`'${outsider}')`, `'${outsider}', '${outsider}')`);
    await expect(sql().unsafe(asOutsider)).rejects.toThrow('wallet_owner');
    // The refusal does not reveal whether the coins are available.
    await expect(sql().unsafe(asOutsider.replace(', 1, ', ', 1000, '))).rejects.toThrow('wallet_owner');
  });

  it('changes of posted transfers', async () => {
    await expect(sql().unsafe('UPDATE economy_transfer SET amount = 1')).rejects.toThrow();
    await expect(sql().unsafe('DELETE FROM economy_transfer')).rejects.toThrow();
  });
});

describe('the tables’ owner is also refused', () => {
  it.each([
    ['changing a leg', () => 'UPDATE economy_transaction SET amount = 1', 'append-only'],
    ['changing no leg at all', () => 'UPDATE economy_transaction SET amount = 1 WHERE false', 'append-only'],
    ['deleting a leg', () => 'DELETE FROM economy_transaction', 'append-only'],
    ['truncating the ledger', () => 'TRUNCATE economy_transaction', 'append-only'],
    ['truncating it by cascade', () => 'TRUNCATE economy_wallet CASCADE', 'append-only'],
    [
      'changing a leg by inserting it again',
      () =>
        'INSERT INTO economy_transaction SELECT * FROM economy_transaction ON CONFLICT (id) DO UPDATE SET amount = 1',
      'legs follow from transfers',
    ],
    ['deleting a wallet', () => 'DELETE FROM economy_wallet', 'append-only'],
    ['truncating the wallets', () => 'TRUNCATE economy_wallet, economy_transaction, economy_hold', 'append-only'],
    ['deleting a hold', () => 'DELETE FROM economy_hold', 'append-only'],
    ['truncating the holds', () => 'TRUNCATE economy_hold', 'append-only'],
    ['truncating the audit trail', () => 'TRUNCATE moderation_audit', 'append-only'],
    ['changing the audit trail', () => `UPDATE moderation_audit SET event = 'x'`, 'append-only'],
    ['deleting an owed payment', () => 'DELETE FROM economy_owed_payment', 'append-only'],
    ['truncating the owed payments', () => 'TRUNCATE economy_owed_payment', 'append-only'],
    ['settling an owed payment', () => 'UPDATE economy_owed_payment SET settled_at = now()', 'follow from the ledger'],
    ['changing what is owed', () => 'UPDATE economy_owed_payment SET amount = 1', 'follow from the ledger'],
    ['changing who is paid', () => `UPDATE economy_owed_payment SET to_wallet_id = 'wal_x'`, 'follow from the ledger'],
    [
      'inventing an owed payment',
      () => `INSERT INTO economy_owed_payment SELECT (o).* FROM (SELECT o FROM economy_owed_payment o) AS o`,
      'follow from the ledger',
    ],
    [
      'settling an unpaid one as the ledger does',
      () => `SET LOCAL search_path = public, laurel_ledger; UPDATE economy_owed_payment SET settled_at = now()`,
      'settled once, by its transfer',
    ],
    [
      'changing its terms as the ledger does',
      () => `SET LOCAL search_path = public, laurel_ledger; UPDATE economy_owed_payment SET amount = 1`,
      'terms of an owed payment never change',
    ],
    [
      'opening a second treasury',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, allows_negative, created_at) VALUES ('wal_x', 'treasury', 'x', true, now())`,
      'follow from the ledger',
    ],
    ['writing a balance', () => 'UPDATE economy_wallet SET balance = balance + 1', 'follow from the ledger'],
    ['writing the held amount', () => 'UPDATE economy_wallet SET held = held + 1', 'follow from the ledger'],
    ['changing a currency', () => `UPDATE economy_wallet SET currency = 'GEM'`, 'follow from the ledger'],
    [
      'opening a wallet with a balance',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, balance, created_at) VALUES ('wal_x', 'player', 'x', 5, now())`,
      'follow from the ledger',
    ],
    [
      'opening a wallet with a balance inside its own trigger',
      () => `CREATE TEMP TABLE mine (id int);
        CREATE FUNCTION pg_temp.cheat() RETURNS trigger LANGUAGE plpgsql AS
          'BEGIN INSERT INTO public.economy_wallet (id, kind, owner_id, balance, created_at) VALUES (''wal_x'', ''player'', ''x'', 5, now()); RETURN NEW; END';
        CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.cheat(); INSERT INTO mine VALUES (1)`,
      'follow from the ledger',
    ],
    [
      'letting a wallet go below zero',
      () => 'UPDATE economy_wallet SET allows_negative = true',
      'follow from the ledger',
    ],
    ['changing the kind of a wallet', () => `UPDATE economy_wallet SET kind = 'escrow'`, 'follow from the ledger'],
    [
      'resetting the row count of a wallet',
      () => 'UPDATE economy_wallet SET entry_count = 0',
      'follow from the ledger',
    ],
    [
      'opening a wallet that may be negative',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, allows_negative, created_at) VALUES ('wal_x', 'player', 'x', true, now())`,
      'follow from the ledger',
    ],
    ...[
      ['writing a balance', 'UPDATE public.economy_wallet SET balance = 1000000', 'follow from the ledger'],
      [
        'letting a wallet go below zero',
        'UPDATE public.economy_wallet SET allows_negative = true',
        'follow from the ledger',
      ],
      [
        'a leg',
        `INSERT INTO public.economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
        VALUES (''txn_x'', ''trf_x'', ''wal_x'', 5, 5, ''winner'', ''x'', now())`,
        'legs follow from transfers',
      ],
    ].map(
      ([what, inner, message]) =>
        [
          `${what} inside its own trigger`,
          () => `CREATE TEMP TABLE mine (id int);
            CREATE FUNCTION pg_temp.cheat() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN ${inner}; RETURN NEW; END';
            CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.cheat(); INSERT INTO mine VALUES (1)`,
          message as string,
        ] as const,
    ),
    ...[
      ['writing a balance', 'UPDATE public.economy_wallet SET balance = 1000000', 'follow from the ledger'],
      ['deleting a leg', 'DELETE FROM public.economy_transaction', 'append-only'],
    ].map(
      ([what, statement, message]) =>
        [
          `${what} with its own operators`,
          () => `CREATE SCHEMA mine; CREATE FUNCTION mine.never(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT false';
            CREATE OPERATOR mine.= (leftarg = int, rightarg = int, function = mine.never);
            SET LOCAL search_path = mine, pg_catalog, public; ${statement}`,
          message as string,
        ] as const,
    ),
    ['a single leg', () => insertLegs([aTransferId(), treasury, 5]), 'legs follow from transfers'],
    [
      'legs of two transfers that sum to zero only together',
      () => insertLegs([aTransferId(), treasury, -5], [aTransferId(), payee.walletId, 5]),
      'legs follow from transfers',
    ],
    [
      'legs that sum to zero but were not posted as a transfer',
      () => {
        const id = aTransferId();
        return insertLegs([id, treasury, -5], [id, payee.walletId, 5]);
      },
      'legs follow from transfers',
    ],
    [
      'a hold that was never active',
      () => `INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, actor_id, created_at, expires_at, resolved_at)
        VALUES ('hld_x', '${payer.walletId}', '${payee.walletId}', 1, 'released', 'prize', 'x', now(), now(), now())`,
      'begins active',
    ],
    [
      'changing the terms of a hold',
      () => `UPDATE economy_hold SET amount = 1, state = 'released', resolved_at = now()`,
      'never change',
    ],
  ] as readonly (readonly [what: string, statement: () => string, message: string])[])(
    '%s',
    async (_, statement, message) => {
      await expect(database.sql.unsafe(statement())).rejects.toThrow(message);
      await expectConsistentLedger(database.sql);
    },
  );
});

it('only the application’s role may execute SECURITY DEFINER functions, and no role may execute their trigger functions', async () => {
  const open = await database.sql`
    SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND (
      has_function_privilege('public', p.oid, 'EXECUTE')
      OR (p.prorettype = 'trigger'::regtype AND has_function_privilege('laurel_app', p.oid, 'EXECUTE')))`;
  expect(open).toEqual([]);
});

it('every function sets a search_path with pg_catalog first, or qualifies each operator with its schema', async () => {
  const open = await database.sql<{ name: string; source: string }[]>`
    SELECT p.proname AS name, p.prosrc AS source FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting WHERE setting LIKE 'search_path=pg_catalog, public, pg_temp%')`;
  const bare = (source: string) =>
    source.replace(/E?'[^']*'/g, '').replace(/OPERATOR\(pg_catalog\.\S+\)|USING .*?;|caller = PG_CONTEXT/g, '');
  const unqualified = open.filter(({ source }) => /[=<>~|+]/.test(bare(source)));
  expect(unqualified.map(({ name }) => name)).toEqual([]);
});

it('a hold expires by the database’s clock, not by the given time', async () => {
  const active = async () =>
    (await database.sql`SELECT count(*)::integer AS n FROM economy_hold WHERE state = 'active'`)[0]?.n;
  const before = await active();
  const [expired] = await app.sql`SELECT ledger_expire_holds(ARRAY[]::text[], '2999-01-01') AS n`;
  expect([expired?.n, await active()]).toEqual([0, before]);
});

it('the application’s role cannot write economy_own_transfer or owed payments', async () => {
  const insert = post([treasury, payee.walletId, 5]).replace('INTO economy_transfer', 'INTO economy_own_transfer');
  await expect(app.sql.unsafe(insert)).rejects.toThrow('permission denied');
  for (const act of [
    'INSERT INTO economy_owed_payment DEFAULT VALUES',
    'DELETE FROM economy_owed_payment',
    `UPDATE economy_owed_payment SET amount = 1`,
  ])
    await expect(app.sql.unsafe(act)).rejects.toThrow('permission denied');
});
