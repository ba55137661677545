// Organizers on probation: moderators review their drafts before they are published.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { sanctionsBy } from '../../support/moderation/sanctions.ts';
import { move, ok, people, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let moderator: Person;
beforeAll(async () => {
  moderator = await aPerson({ roles: ['moderator'] });
});

const { impose, revoke } = sanctionsBy(() => moderator);

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
