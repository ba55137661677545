// The ledger's own rules, asked directly in SQL: of the application's role, which has no way round them, and of the tables' owner,
// who has to switch a trigger off to break one. (An owner can do that, and a superuser more; no database protects itself from both.)

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { useDatabase } from '../support/database.ts';
import { anOwner, expectSoundLedger, hold, type Owner, transfer, treasury } from '../support/ledger.ts';
import { ok } from '../support/tournament.ts';

const database = useDatabase();
let app: Database;
let payer: Owner;
let payee: Owner;

beforeAll(async () => {
  app = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'));
  [payer, payee] = [await anOwner(100), await anOwner()];
  ok(await transfer(payer, payee, 1), 201);
  ok(await hold(payer, payee, 5), 201);
});

afterAll(() => app?.close());

const stranger = 'ply_00000000000000000000000000';

/** Legs as [transfer, wallet, amount], in one statement of whoever may write the table. */
function insertLegs(...legs: readonly (readonly [transfer: string, wallet: string, amount: number])[]): string {
  const rows = legs.map(
    ([id, wallet, amount]) =>
      `('txn_${crypto.randomUUID()}', '${id}', '${wallet}', ${amount}, 0, 'prize', '${stranger}', now())`,
  );
  return `INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at) VALUES ${rows.join()}`;
}

/** The same through the application's one way in. */
function postLegs(...legs: readonly (readonly [transfer: string, wallet: string, amount: number])[]): string {
  const list = (of: (leg: (typeof legs)[number]) => unknown) => `'{${legs.map(of).join()}}'`;
  const nothing = list(() => '""');
  return `SELECT verdict FROM ledger_post('${stranger}', NULL, NULL, NULL, NULL, now(), ${list(() => `txn_${crypto.randomUUID()}`)},
    ${list(([id]) => id)}, ${list(([, wallet]) => wallet)}, ${list(([, , amount]) => amount)}, ${list(() => 'prize')}, ${nothing}, ${nothing})`;
}

const aTransferId = () => `trf_${crypto.randomUUID()}`;

describe('the application’s role', () => {
  const mayNot = 'permission denied|must be owner|must be able to SET ROLE';
  it.each([
    ['write a leg', () => insertLegs([aTransferId(), treasury, -5], [aTransferId(), payee.walletId, 5])],
    ['change a leg', () => 'UPDATE economy_transaction SET amount = 1'],
    ['delete a leg', () => 'DELETE FROM economy_transaction'],
    ['empty the ledger', () => 'TRUNCATE economy_transaction'],
    ['write a balance', () => 'UPDATE economy_wallet SET balance = balance + 1'],
    ['write what is held', () => 'UPDATE economy_wallet SET held = 0'],
    ['let a wallet go below zero', () => 'UPDATE economy_wallet SET allows_negative = true'],
    ['give a wallet away', () => `UPDATE economy_wallet SET owner_id = '${stranger}'`],
    ['change a currency', () => `UPDATE economy_wallet SET currency = 'GEM'`],
    ['delete a wallet', () => 'DELETE FROM economy_wallet'],
    [
      'open a rich wallet',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, balance, created_at) VALUES ('wal_x', 'player', 'x', 5, now())`,
    ],
    [
      'open one that may be negative',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, allows_negative, created_at) VALUES ('wal_x', 'player', 'x', true, now())`,
    ],
    ['open a hold past the kernel', () => 'INSERT INTO economy_hold SELECT * FROM economy_hold'],
    ['resolve a hold past the kernel', () => `UPDATE economy_hold SET state = 'released', resolved_at = now()`],
    ['delete a hold', () => 'DELETE FROM economy_hold'],
    ['change the audit trail', () => `UPDATE moderation_audit SET event = 'x'`],
    ['delete from the audit trail', () => 'DELETE FROM moderation_audit'],
    ['switch triggers off', () => 'ALTER TABLE economy_transaction DISABLE TRIGGER ALL'],
    ['switch them off for itself', () => 'SET session_replication_role = replica'],
    ['drop a trigger', () => 'DROP TRIGGER post_leg ON economy_transaction'],
    ['drop a constraint', () => 'ALTER TABLE economy_wallet DROP CONSTRAINT wallet_available_not_negative'],
    ['put a rule before a table', () => 'CREATE RULE r AS ON INSERT TO economy_transaction DO INSTEAD NOTHING'],
    [
      'put a trigger of its own on a table',
      () => 'CREATE TRIGGER t AFTER INSERT ON economy_wallet EXECUTE FUNCTION refuse_change()',
    ],
    ['become the owner', () => 'SET ROLE postgres'],
    ['log in as the owner', () => 'SET SESSION AUTHORIZATION postgres'],
    ['give itself rights', () => 'GRANT postgres TO laurel_app'],
    ['make another role', () => 'CREATE ROLE another'],
    [
      'make functions where others look for them',
      () => `CREATE FUNCTION greatest_of(text) RETURNS text LANGUAGE sql AS 'SELECT $1'`,
    ],
    [
      'replace a function of the ledger',
      () => `CREATE OR REPLACE FUNCTION post_leg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
    ],
    ['change whose rights a function has', () => 'ALTER FUNCTION post_leg() SECURITY INVOKER'],
    [
      'have the ledger’s triggers work on a table of its own',
      () => `CREATE TEMP TABLE mine (LIKE economy_transaction);
        CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION post_leg()`,
    ],
    [
      'have them free what is held',
      () => `CREATE TEMP TABLE mine (LIKE economy_hold);
        CREATE TRIGGER mine BEFORE UPDATE ON mine FOR EACH ROW EXECUTE FUNCTION resolve_hold()`,
    ],
    [
      'write a balance from inside a trigger of its own',
      () => `CREATE TEMP TABLE mine (id int);
        CREATE FUNCTION pg_temp.cheat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
          'BEGIN UPDATE public.economy_wallet SET balance = 1000000; RETURN NEW; END';
        CREATE TRIGGER mine BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.cheat(); INSERT INTO mine VALUES (1)`,
    ],
  ])('may not %s', async (_, statement) => {
    await expect(app.sql.unsafe(statement())).rejects.toThrow(new RegExp(mayNot));
    await expectSoundLedger(database.sql);
  });

  it.each([
    ['legs that do not sum to zero', () => postLegs([aTransferId(), treasury, -5], [aTransferId(), payee.walletId, 5])],
    ['half a transfer', () => postLegs([aTransferId(), payee.walletId, 5])],
  ])('cannot post %s', async (_, statement) => {
    await expect(app.sql.unsafe(statement())).rejects.toThrow('sum to zero');
    await expectSoundLedger(database.sql);
  });

  it('cannot post the second half of a transfer later in the same transaction', async () => {
    const id = aTransferId();
    const halves = app.sql.begin(async (sql) => {
      await sql.unsafe(postLegs([id, treasury, -5]));
      await sql.unsafe(postLegs([id, payee.walletId, 5]));
    });
    await expect(halves).rejects.toThrow('sum to zero');
  });

  it('cannot overdraw, not even by an act that would be undone in the same call', async () => {
    const id = aTransferId();
    const legs = postLegs([id, payer.walletId, -1000], [id, payee.walletId, 1000]);
    await expect(app.sql.unsafe(legs)).rejects.toThrow('wallet_available_not_negative');
    const there = [id, payer.walletId, -1000] as const;
    const and = [id, payee.walletId, 1000] as const;
    const back = aTransferId();
    const andBack = postLegs(there, and, [back, payee.walletId, -1000], [back, payer.walletId, 1000]);
    await expect(app.sql.unsafe(andBack)).rejects.toThrow('wallet_available_not_negative');
  });

  it('can do what it is there for', async () => {
    const id = aTransferId();
    expect(await app.sql.unsafe(postLegs([id, treasury, -5], [id, payee.walletId, 5]))).toEqual([{ verdict: 'done' }]);
    await app.sql`UPDATE economy_wallet SET is_frozen = is_frozen`;
    await expectSoundLedger(database.sql);
  });
});

describe('the tables’ owner, too, is refused', () => {
  it.each([
    ['changing a leg', () => 'UPDATE economy_transaction SET amount = 1', 'append-only'],
    ['changing no leg at all', () => 'UPDATE economy_transaction SET amount = 1 WHERE false', 'append-only'],
    ['deleting a leg', () => 'DELETE FROM economy_transaction', 'append-only'],
    ['emptying the ledger', () => 'TRUNCATE economy_transaction', 'append-only'],
    ['emptying it from the side', () => 'TRUNCATE economy_wallet CASCADE', 'append-only'],
    [
      'changing a leg by inserting it again',
      () =>
        'INSERT INTO economy_transaction SELECT * FROM economy_transaction ON CONFLICT (id) DO UPDATE SET amount = 1',
      'append-only',
    ],
    ['deleting a wallet', () => 'DELETE FROM economy_wallet', 'append-only'],
    ['emptying the wallets', () => 'TRUNCATE economy_wallet, economy_transaction, economy_hold', 'append-only'],
    ['deleting a hold', () => 'DELETE FROM economy_hold', 'append-only'],
    ['emptying the holds', () => 'TRUNCATE economy_hold', 'append-only'],
    ['emptying the audit trail', () => 'TRUNCATE moderation_audit', 'append-only'],
    ['changing the audit trail', () => `UPDATE moderation_audit SET event = 'x'`, 'append-only'],
    ['writing a balance', () => 'UPDATE economy_wallet SET balance = balance + 1', 'follow from the ledger'],
    ['writing what is held', () => 'UPDATE economy_wallet SET held = held + 1', 'follow from the ledger'],
    ['changing a currency', () => `UPDATE economy_wallet SET currency = 'GEM'`, 'follow from the ledger'],
    [
      'opening a rich wallet',
      () =>
        `INSERT INTO economy_wallet (id, kind, owner_id, balance, created_at) VALUES ('wal_x', 'player', 'x', 5, now())`,
      'follow from the ledger',
    ],
    ['a leg alone', () => insertLegs([aTransferId(), treasury, 5]), 'sum to zero'],
    ['a leg of nothing', () => insertLegs([aTransferId(), treasury, 0]), 'transaction_amount_not_zero'],
    [
      'legs of two transfers that only together sum to zero',
      () => insertLegs([aTransferId(), treasury, -5], [aTransferId(), payee.walletId, 5]),
      'sum to zero',
    ],
    [
      'a third and a fourth leg',
      () => {
        const id = aTransferId();
        return insertLegs([id, treasury, -5], [id, payee.walletId, 5], [id, treasury, -5], [id, payee.walletId, 5]);
      },
      'transaction_two_legs',
    ],
    [
      'an overdraft',
      () => {
        const id = aTransferId();
        return insertLegs([id, payer.walletId, -1000], [id, payee.walletId, 1000]);
      },
      'wallet_available_not_negative',
    ],
    [
      'a hold that was never active',
      () => `INSERT INTO economy_hold (id, wallet_id, to_wallet_id, amount, state, reason, actor_id, created_at, expires_at, resolved_at)
        VALUES ('hld_x', '${payer.walletId}', '${payee.walletId}', 1, 'released', 'prize', 'x', now(), now(), now())`,
      'begins active',
    ],
    [
      'other terms of a hold',
      () => `UPDATE economy_hold SET amount = 1, state = 'released', resolved_at = now()`,
      'never change',
    ],
  ])('%s', async (_, statement, message) => {
    await expect(database.sql.unsafe(statement())).rejects.toThrow(message);
    await expectSoundLedger(database.sql);
  });

  it('adding legs to a transfer that is over, though they sum to zero', async () => {
    const id = aTransferId();
    const pair = () => insertLegs([id, treasury, -5], [id, payee.walletId, 5]);
    const twice = database.sql.begin(async (sql) => {
      await sql.unsafe(pair());
      await sql.unsafe(pair());
    });
    await expect(twice).rejects.toThrow('transaction_two_legs');
    await database.sql.unsafe(pair());
    await expect(database.sql.unsafe(pair())).rejects.toThrow('transaction_two_legs');
  });

  it('legs that sum to zero only across currencies', async () => {
    const gems = 'wal_gems';
    await database.sql`INSERT INTO economy_wallet (id, kind, owner_id, currency, allows_negative, created_at)
      VALUES (${gems}, 'treasury', '', 'GEM', true, now())`;
    const id = aTransferId();
    await expect(database.sql.unsafe(insertLegs([id, gems, -5], [id, payee.walletId, 5]))).rejects.toThrow(
      'sum to zero',
    );
    await expect(app.sql.unsafe(postLegs([id, gems, -5], [id, payee.walletId, 5]))).rejects.toThrow('sum to zero');
  });

  it('a balance after, or a moment, of the writer’s own choosing', async () => {
    const id = aTransferId();
    const legs = insertLegs([id, treasury, -5], [id, payee.walletId, 5]).replaceAll("0, 'prize'", "77, 'prize'");
    await database.sql.unsafe(legs.replaceAll('now()', `'2001-01-01'`));
    const late =
      await database.sql`SELECT 1 FROM economy_transaction WHERE created_at < '2020-01-01' OR balance_after = 77`;
    expect(late).toEqual([]);
    await expectSoundLedger(database.sql);
  });
});

it('nobody but the application’s role may run what runs with the owner’s rights, and triggers’ functions not even that', async () => {
  const open = await database.sql`
    SELECT p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND (
      has_function_privilege('public', p.oid, 'EXECUTE')
      OR (p.prorettype = 'trigger'::regtype AND has_function_privilege('laurel_app', p.oid, 'EXECUTE')))`;
  expect(open).toEqual([]);
});
