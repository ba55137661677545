// Sanctions with one effect of their own: frozen wallets, suspended certificates, organizers on probation. Each ends as if it had never been.

import { beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aKnownPerson, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
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
import { untilWaiting } from '../../support/rules/waiting.ts';
import {
  aLiveTournament,
  aTournament,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let moderator: Person;
beforeAll(async () => {
  moderator = await aPerson({ roles: ['moderator'] });
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const tryToImpose = (player: { readonly id: string }, kind: string, fields: object = {}) =>
  post('/v1/sanctions', {
    as: moderator,
    body: { playerId: player.id, kind, reasonCode: 'fraud', statement: 'Said.', endsAt: inDays(9), ...fields },
  });
const impose = async (...sent: Parameters<typeof tryToImpose>): Promise<{ id: string; startsAt: string }> =>
  ok(await tryToImpose(...sent), 201);
const revoke = async ({ id }: { readonly id: string }) =>
  ok(await post(`/v1/sanctions/${id}/revocation`, { as: moderator, body: { reason: 'A mistake.' } }), 200);
/** Only the database owner can do this, with triggers off. */
const expire = ({ id }: { readonly id: string }) =>
  database.sql.begin(async (sql) => {
    await sql`SET LOCAL session_replication_role = replica`;
    await sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() WHERE id = ${id}`;
  });

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

describe('suspended certificates', () => {
  const now = { 'cache-control': 'no-cache' };
  interface Issued {
    readonly id: string;
    readonly code: string;
    readonly displayName: string;
  }

  async function certified(fields: object = {}) {
    const stage = await aLiveTournament(2, { capacity: 2, ...fields });
    await playAllMatches(stage);
    await move(stage, 'completed');
    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
    const items: Issued[] = (await untilIssued(stage)).items;
    const holder = stage.players.find(({ name }) => name === items[0]?.displayName) as Person;
    return { stage, holder, one: items[0] as Issued, other: items[1] as Issued };
  }

  /** Everything that readers, the holder and the organizer see of it, as bytes. */
  async function seen({ one, holder, stage }: { one: Issued; holder: Person; stage: Stage }) {
    const public_ = (accept: string, language = 'en') =>
      get(`/c/${one.code}`, { headers: { ...now, accept, 'accept-language': language } });
    const answers = {
      json: await public_('application/json'),
      en: await public_('text/html'),
      bn: await public_('text/html', 'bn'),
      legacy: await get(`/api/tournaments/certificates/verify/${one.code}/`, { headers: now }),
      own: await get(`/v1/certificates/${one.id}`, { as: holder }),
      held: await get('/v1/me/certificates', { as: holder }),
      listed: await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer }),
    };
    // Pages say when they were asked, and the test downloads the file.
    const changing = /<p class="looked-up">.*?<\/p>|"downloadCount":\d+,"firstDownloadedAt":(?:null|"[^"]*"),/gs;
    const shown = ({ status, text, body }: (typeof answers)['json']) => ({
      status,
      text: (text === '' ? JSON.stringify(body) : text).replace(changing, ''),
    });
    return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, shown(answer)]));
  }

  it('say so to everybody, with the class of the reason and since when, and are as before when the sanction ends', async () => {
    const given = await certified();
    const { one, other, holder, stage } = given;
    const before = await seen(given);
    const file = () => get(`/v1/certificates/${one.id}/file`, { as: holder });
    const bytes = ok(await file(), 200);
    const sanction = await impose(holder, 'certificate_suspension', {
      reasonCode: 'impersonation',
      statement: 'Not his name.',
    });
    const verdict = ok(await get(`/c/${one.code}`, { headers: { ...now, accept: 'application/json' } }), 200);
    expect(verdict).toMatchObject({
      ...{ verdict: 'suspended', since: sanction.startsAt, reason: null, reasonCode: 'false_identity' },
      certificate: { printedName: holder.name },
      files: { pdf: { sha256: expect.any(String) } },
    });
    expect(JSON.stringify(verdict)).not.toContain('Not his name');
    const during = await seen(given);
    expect(during.en?.text).toMatch(/This certificate is suspended.*Suspended on.*Entered under a false identity/s);
    expect(during.bn?.text).toMatch(/এই সনদটি সাময়িকভাবে স্থগিত.*স্থগিতের তারিখ.*ভুয়া পরিচয়ে অংশগ্রহণ/s);
    // The first heading is the verdict; further ones belong to files that readers may drop on the page.
    expect(during.en?.text.match(/<h1[^>]*>([^<]+)/)?.[1]).toBe('This certificate is suspended');
    expect(during.bn?.text.match(/<h1[^>]*>([^<]+)/)?.[1]).toBe('এই সনদটি সাময়িকভাবে স্থগিত');
    expect(during.legacy?.text).toContain('"valid":false');
    expect(ok(await file(), 409).code).toBe('certificate_suspended');
    expect(ok(await get(`/c/${one.code}/preview.png`, { headers: now }), 404)).toBeDefined();
    for (const name of ['json', 'own', 'held', 'listed']) expect(during[name]?.text).toContain('"suspended"');
    for (const [name, { text }] of Object.entries(during)) expect([name, text]).not.toEqual([name, before[name]?.text]);
    const path = (act: string) => `/v1/certificates/${one.id}/${act}`;
    const refused = ok(await post(path('reinstatement'), { as: stage.organizer, body: { reason: 'Cleared' } }), 409);
    expect(refused.facts).toEqual({ state: 'suspended', suspendedBy: 'a sanction on the holder' });
    expect(ok(await get(`/c/${other.code}`, { headers: { ...now, accept: 'application/json' } }), 200).verdict).toBe(
      'valid',
    );
    const exported = await post(`/v1/tournaments/${stage.id}/certificate-exports`, {
      as: stage.organizer,
      body: { format: 'pdf' },
    });
    expect(ok(exported, 202)).toMatchObject({
      certificateCount: 1,
      leftOut: [{ certificateId: one.id, state: 'suspended' }],
    });

    await revoke(sanction);
    expect(await seen(given)).toEqual(before);
    expect(ok(await file(), 200)).toEqual(bytes);
    await expire(await impose(holder, 'certificate_suspension'));
    expect(ok(await get(`/c/${one.code}`, { headers: { ...now, accept: 'application/json' } }), 200).verdict).toBe(
      'valid',
    );
    const stored = await database.sql`SELECT state, suspended_at FROM certificate_certificate WHERE id = ${one.id}`;
    expect(stored).toEqual([{ state: 'active', suspended_at: null }]);
  });

  it('are those of one tournament where the sanction names it, those of members, and never that of a team', async () => {
    const { one, holder } = await certified();
    const verdictOf = async ({ code }: Issued) =>
      ok(await get(`/c/${code}`, { headers: { ...now, accept: 'application/json' } }), 200).verdict;
    const elsewhere = await impose(holder, 'certificate_suspension', { tournamentId: (await aTournament()).id });
    expect(await verdictOf(one)).toBe('valid');
    await revoke(elsewhere);
    const [team] = await database.sql<{ id: string }[]>`SELECT make_id('tem', now()) AS id`;
    // The same certificate as if a team had entered: first as that of the team, then as that of its member.
    const change = (set: object) =>
      database.sql.begin(async (sql) => {
        await sql`SET LOCAL session_replication_role = replica`;
        await sql`UPDATE tournament_registration SET team_id = ${team?.id as string} WHERE id = (
          SELECT registration_id FROM certificate_certificate WHERE id = ${one.id})`;
        await sql`UPDATE certificate_certificate SET ${sql(set as never)} WHERE id = ${one.id}`;
      });
    await impose(holder, 'certificate_suspension');
    expect(await verdictOf(one)).toBe('suspended');
    await change({ member_id: null, team_name: null });
    expect(await verdictOf(one)).toBe('valid');
    await change({ member_id: holder.id, team_name: 'Rooks' });
    expect(await verdictOf(one)).toBe('suspended');
  });
});

describe('an organizer on probation', () => {
  const draft = async (organizer: Person) => {
    const body = { title: 'Open', capacity: 2, startsAt: '2030-01-01T10:00:00Z' };
    return ok(await post('/v1/tournaments', { as: organizer, body }), 201) as { id: string };
  };
  const publish = ({ id }: { id: string }, as: Person) =>
    post(`/v1/tournaments/${id}/transitions`, { as, body: { to: 'published' } });
  const review = ({ id }: { id: string }, as = moderator, fields: object = {}) =>
    post(`/v1/moderation/tournaments/${id}/hosting-review`, { as, body: { note: 'Fee and prizes.', ...fields } });
  const change = ({ id }: { id: string }, as: Person, title: string) =>
    call('PATCH', `/v1/tournaments/${id}`, { as, body: { title } });
  interface Draft {
    readonly tournamentId: string;
    readonly settingsHash: string;
  }
  const draftsOf = async (organizer: Person, as = moderator): Promise<Draft[]> => {
    const { drafts } = ok(await get('/v1/moderation/queue', { as }), 200);
    return drafts.filter(({ organizerId }: { organizerId: string }) => organizerId === organizer.id);
  };
  const phaseOf = async ({ id }: { id: string }) => ok(await get(`/v1/sanctions/${id}`, { as: moderator }), 200);

  async function played(
    organizer: Person,
    tournament: { id: string },
    beforeEnd: () => Promise<unknown> = async () => null,
  ) {
    const stage: Stage = { ...tournament, organizer } as Stage;
    const players = await people(2);
    await move(stage, 'registration_open');
    for (const as of players) ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201);
    await move(stage, 'registration_closed', 'live');
    await playAllMatches({ ...stage, players });
    await beforeEnd();
    await move(stage, 'completed');
  }

  it('publishes only what a moderator has reviewed, with the settings that were reviewed', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const tournament = await draft(organizer);
    expect(ok(await review(tournament), 409).facts.reason).toBe('its organizer needs no review');
    const probation = await impose(organizer, 'hosting_probation');
    const admin = await aPerson({ roles: ['admin'] });
    for (const as of [organizer, admin]) {
      const { code, facts } = ok(await publish(tournament, as), 403);
      expect([code, facts.kind, facts.sanctionId]).toEqual(['sanctioned', 'hosting_probation', probation.id]);
    }
    ok(await review(tournament, organizer), 403);
    ok(await review({ id: 'trn_00000000000000000000000000' }), 404);
    ok(await review(tournament), 200);
    ok(await change(tournament, organizer, 'Dear Open'), 200);
    ok(await publish(tournament, organizer), 403);
    ok(await review(tournament), 200);
    const answers = await Promise.all([change(tournament, organizer, 'Another Open'), publish(tournament, organizer)]);
    expect(answers.map(({ status }) => status)).not.toEqual([200, 403].reverse());
    const { title, state } = ok(await get(`/v1/tournaments/${tournament.id}`, { as: organizer }), 200);
    // Whatever came first: a title that nobody has reviewed is never published by it.
    if (answers[1].status === 200 && answers[0].status !== 200)
      expect([title, state]).toEqual(['Dear Open', 'published']);
    expect(ok(await review(tournament), state === 'published' ? 409 : 200)).toBeDefined();
    const audit = ok(
      await get(`/v1/moderation/audit?refType=tournament&refId=${tournament.id}`, { as: moderator }),
      200,
    );
    expect(audit.items.map(({ event }: { event: string }) => event)).toContain('tournament.hosting_reviewed');
    const kept = ok(await get('/v1/me/export', { as: organizer }), 200).sanctions;
    expect(kept).toMatchObject([{ id: probation.id, reviewedTournamentIds: [tournament.id] }]);
    await revoke(probation);
    ok(await publish(await draft(organizer), organizer), 200);
  });

  it('has drafts in the queue of moderators until each is reviewed with its present settings, and reads why one is refused', async () => {
    const organizer = await aPerson({ roles: ['organizer', 'moderator'] });
    const [first, second] = [await draft(organizer), await draft(organizer)];
    expect(await draftsOf(organizer)).toEqual([]);
    const probation = await impose(organizer, 'hosting_probation');
    const [waiting, other] = await draftsOf(organizer);
    expect(waiting).toMatchObject({ tournamentId: first.id, title: 'Open', state: 'draft', sanctionId: probation.id });
    expect(other?.tournamentId).toBe(second.id);
    expect(await draftsOf(organizer, organizer)).toEqual([]);
    expect(ok(await get('/v1/moderation/queue?category=fraud', { as: moderator }), 200).drafts).toEqual([]);
    const refused = { outcome: 'refused', reason: 'The fee is twice the prize.', settingsHash: waiting?.settingsHash };
    for (const fields of [{ outcome: 'refused' }, { reason: 'No.' }, { settingsHash: 'x' }, { outcome: 'other' }])
      expect([fields, (await review(first, moderator, fields)).status]).toEqual([fields, 422]);
    expect(ok(await review(first, moderator, refused), 200)).toMatchObject({
      ...{ outcome: 'refused', reason: 'The fee is twice the prize.', reviewedBy: moderator.id },
    });
    expect((await draftsOf(organizer)).map(({ tournamentId }) => tournamentId)).toEqual([second.id]);
    ok(await publish(first, organizer), 403);
    ok(await change(first, organizer, 'Fair Open'), 200);
    const [again] = await draftsOf(organizer);
    expect(again?.tournamentId).toBe(first.id);
    expect(ok(await review(first, moderator, refused), 409).code).toBe('version_conflict');
    ok(await review(first, moderator, { settingsHash: again?.settingsHash }), 200);
    ok(await publish(first, organizer), 200);
    await revoke(probation);
    expect(await draftsOf(organizer)).toEqual([]);
  });

  it('publishes nothing that nobody has seen, also of many changes, reviews and publications at once', async () => {
    await database.sql`CREATE TABLE seen_title (id text, title text)`;
    await database.sql.unsafe(`
      CREATE FUNCTION see_title() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO seen_title VALUES (NEW.id, NEW.title); RETURN NULL; END $$;
      CREATE TRIGGER see_title AFTER UPDATE OF state ON tournament_tournament FOR EACH ROW WHEN (new.state = 'published')
        EXECUTE FUNCTION see_title()`);
    const organizer = await aPerson({ roles: ['organizer'] });
    const drafts = await Promise.all(Array.from({ length: 4 }, () => draft(organizer)));
    await impose(organizer, 'hosting_probation');
    for (const one of drafts) ok(await change(one, organizer, 'Clean'), 200);
    const clean = await draftsOf(organizer);
    const host = async (id: string) => {
      for (const title of ['Foul', 'Clean', 'Foul', 'Clean', 'Foul', 'Clean']) {
        await change({ id }, organizer, title);
        if ((await publish({ id }, organizer)).status === 200) return;
      }
    };
    const moderate = async ({ tournamentId: id, settingsHash }: Draft) => {
      for (let sent = 0; sent < 8; sent += 1) await review({ id }, moderator, { settingsHash });
    };
    await Promise.all(clean.flatMap((one) => [host(one.tournamentId), moderate(one)]));
    for (const { tournamentId: id, settingsHash } of await draftsOf(organizer)) {
      ok(await review({ id }, moderator, { settingsHash }), 200);
      ok(await publish({ id }, organizer), 200);
    }
    const ids = drafts.map(({ id }) => id);
    const published = await database.sql`SELECT title FROM seen_title WHERE id IN ${database.sql(ids)}`;
    expect(published.map(({ title }) => title)).toEqual(['Clean', 'Clean', 'Clean', 'Clean']);
    await database.sql.unsafe(
      'DROP TRIGGER see_title ON tournament_tournament; DROP FUNCTION see_title; DROP TABLE seen_title',
    );
  });

  it('is on it no more after one reviewed tournament without another sanction', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const [first, second] = [await draft(organizer), await draft(organizer)];
    const probation = await impose(organizer, 'hosting_probation', { endsAt: null });
    ok(await review(first), 200);
    ok(await publish(first, organizer), 200);
    await played(organizer, first, () => impose(organizer, 'warn'));
    expect(await phaseOf(probation)).toMatchObject({ phase: 'in_force', fulfilledAt: null });
    ok(await review(second), 200);
    ok(await publish(second, organizer), 200);
    await played(organizer, second);
    expect(await phaseOf(probation)).toMatchObject({ phase: 'expired', fulfilledAt: expect.any(String) });
    ok(await publish(await draft(organizer), organizer), 200);
    ok(await post(`/v1/sanctions/${probation.id}/revocation`, { as: moderator, body: { reason: 'Late.' } }), 409);
  });
});
