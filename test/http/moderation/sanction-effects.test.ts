// Sanctions with one effect of their own, and frozen wallets. Each ends as if it had never been.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { aKnownPerson, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  coinsOf,
  expectConsistentLedger,
  hold,
  newKey,
  type Owner,
  outcomeOf,
  transfer,
} from '../../support/ledger/ledger.ts';
import { expiryIn, inDays, sanctionsBy } from '../../support/moderation/sanctions.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let moderator: Person;
beforeAll(async () => {
  moderator = await aPerson({ roles: ['moderator'] });
});

const { tryToImpose, impose, revoke } = sanctionsBy(() => moderator);
const expire = expiryIn(database);

it('each covers what it is about: no areas, and only certificates are suspended in one tournament', async () => {
  const [player, { id: tournamentId }] = [await aKnownPerson(), await aTournament()];
  for (const kind of ['wallet_freeze', 'certificate_suspension', 'hosting_probation']) {
    expect(ok(await tryToImpose(player, kind, { areas: ['competing'] }), 422).code).toBe('invalid_request');
    const local = await tryToImpose(player, kind, { tournamentId });
    expect([kind, local.status]).toEqual([kind, kind === 'certificate_suspension' ? 201 : 422]);
  }
  const insert = (kind: string) => database.sql`
    SELECT sanction_impose(make_id('san', now()), ${moderator.id}, ${player.id}, ${kind}, NULL, ${tournamentId}, 'fraud', 'Said.', NULL,
      now(), NULL, false, now())`;
  await expect(insert('wallet_freeze')).rejects.toMatchObject({ constraint_name: 'sanction_kind_scope' });
  const [own] = ok(await get('/v1/me/sanctions', { as: player }), 200).items;
  expect(own.statementOfReasons.en).toContain('Your certificates are shown as suspended');
  expect(own.statementOfReasons.en).not.toContain('It stops');
  expect(own.statementOfReasons.bn).toContain('আপনার সনদগুলো স্থগিত হিসেবে দেখানো হবে');
});

describe('a frozen wallet', () => {
  const resolve = ({ id }: { readonly id: string }, as: Person, act: 'captures' | 'releases') =>
    post(`/v1/holds/${id}/${act}`, { as, body: {}, headers: newKey() });

  it('neither pays nor is paid while the sanction runs; holds are released, and captured only afterwards', async () => {
    const [player, friend] = [await anOwner(50), await anOwner(50)];
    const [earlier, other] = [ok(await hold(player, friend, 5), 201), ok(await hold(player, friend, 6), 201)];
    await expire(await impose(player, 'wallet_freeze'));
    await impose(player, 'wallet_freeze', { startsAt: inDays(1) });
    ok(await transfer(player, friend, 1), 201);
    const freeze = await impose(player, 'wallet_freeze');
    const { code, facts } = ok(await transfer(player, friend, 1), 403);
    expect([code, facts]).toEqual([
      'sanctioned',
      expect.objectContaining({ sanctionId: freeze.id, kind: 'wallet_freeze' }),
    ]);
    expect(ok(await hold(player, friend, 1), 403).code).toBe('sanctioned');
    for (const answer of [
      await transfer(friend, player, 1),
      await hold(friend, player, 1),
      await resolve(earlier, friend, 'captures'),
    ])
      expect(ok(answer, 409)).toMatchObject({ code: 'wallet_frozen' });
    expect(ok(await transfer(friend, player, 1), 409).facts).toEqual({ wallets: [player.walletId] });
    const shown = ok(await get(`/v1/players/${player.id}/wallet`, { as: friend }), 200);
    expect(shown.canReceive).toBe(false);
    ok(await resolve(other, friend, 'releases'), 201);
    expect(await coinsOf(player)).toEqual([49, 44]);
    await revoke(freeze);
    for (const answer of [await transfer(player, friend, 1), await transfer(friend, player, 1)]) ok(answer, 201);
    ok(await resolve(earlier, friend, 'captures'), 201);
    expect(await coinsOf(player)).toEqual([44, 44]);
    await expectConsistentLedger(database.sql);
  });

  it('captures of a hold go on under a ban: the coins were set aside before', async () => {
    const [player, friend] = [await anOwner(50), await anOwner()];
    const held = ok(await hold(player, friend, 5), 201);
    await impose(player, 'ban');
    ok(await resolve(held, friend, 'captures'), 201);
  });

  it('pays no entry fee, and a thaw by finance does not end the sanction', async () => {
    const player = await anOwner(50);
    const stage = await aTournament({ entryFeeCoins: 5 });
    await move(stage, 'published', 'registration_open');
    const register = () => post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {} });
    const freeze = await impose(player, 'wallet_freeze');
    ok(await post(`/v1/wallets/${player.walletId}/thaw`, { as: moderator, body: { reason: 'A look.' } }), 200);
    expect(outcomeOf(await register())).toContain('wallet_frozen');
    expect(
      ok(await post(`/v1/wallets/${player.walletId}/closure`, { as: player, body: { reason: 'Done.' } }), 409),
    ).toBeDefined();
    await revoke(freeze);
    ok(await register(), 201);
  });

  describe('beside a transfer at the same moment', () => {
    let holder: Database;
    beforeAll(() => {
      holder = openDatabase(database.url, 1);
      return () => holder.close();
    });

    it.each(['payer', 'payee'])('of the %s: it is done whole, or refused whole', async (side) => {
      const pair = async () => {
        const [payer, payee] = [await anOwner(50), await anOwner()];
        return { payer, payee, frozen: side === 'payer' ? payer : payee };
      };
      const moved = async ({ payee }: { readonly payee: Owner }) => (await coinsOf(payee))[0];
      // The freeze is written first and committed last: nobody sees it yet.
      const early = await pair();
      const answer = await holder.sql.begin(async (sql) => {
        await sql`SELECT sanction_impose(make_id('san', now()), ${moderator.id}, ${early.frozen.id}, 'wallet_freeze', NULL, NULL, 'fraud', 'Said.',
          NULL, now(), NULL, false, now())`;
        return transfer(early.payer, early.payee, 5);
      });
      ok(answer, 201);
      expect(await moved(early)).toBe(5);
      // The transfer has begun and waits while the freeze is committed.
      const late = await pair();
      const { sent } = await holder.sql.begin(async (sql) => {
        await sql`SELECT FROM economy_wallet WHERE id = ${late.payer.walletId} FOR UPDATE`;
        const sent = transfer(late.payer, late.payee, 5);
        await untilWaiting(database.sql, 1);
        await impose(late.frozen, 'wallet_freeze');
        return { sent };
      });
      const { status } = await sent;
      expect([201, 403, 409]).toContain(status);
      expect(await moved(late)).toBe(status === 201 ? 5 : 0);
      expect((await transfer(late.payer, late.payee, 5)).status).toBe(side === 'payer' ? 403 : 409);
    });
  });
});
