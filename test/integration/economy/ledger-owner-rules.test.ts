// The ledger's rules, tested in SQL with the tables' owner, who can bypass them only by disabling triggers, which no database prevents.

import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/isolate/database.ts';
import { expectConsistentLedger, type Owner, treasury } from '../../support/ledger/ledger.ts';
import { aTransferId, fillLedger, insertLegs } from '../../support/ledger/ledger-statements.ts';

const database = useDatabase();
let payer: Owner;
let payee: Owner;

beforeAll(async () => {
  ({ payer, payee } = await fillLedger(database));
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
