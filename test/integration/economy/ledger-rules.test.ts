// The ledger's rules, tested in SQL with the application's role, which cannot bypass them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { expectConsistentLedger, type Owner, treasury } from '../../support/ledger/ledger.ts';
import { aTransferId, fillLedger, insertLegs, outsider, post } from '../../support/ledger/ledger-statements.ts';

const database = useDatabase();
let app: Database;
let payer: Owner;
let payee: Owner;

beforeAll(async () => {
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'));
  ({ payer, payee } = await fillLedger(database));
});

afterAll(() => app?.close());

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
