// Cases: who sees and decides which, and who comes first.

import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { aKnownPerson, aPerson, aToken, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aCase,
  caseStaff,
  codeOf,
  grantQueues,
  onPlayer,
  queuePath,
  rejection,
  report,
} from '../../support/moderation/cases.ts';
import { untilWaiting } from '../../support/rules/lock-order.ts';
import { aLiveTournament, aTournament, matchesOf, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let admin: Person;
let moderator: Person;
let another: Person;
const grant = (as: Person, ...categories: string[]) => grantQueues(admin, as, ...categories);

beforeAll(async () => {
  [admin, moderator, another] = await caseStaff();
});

const act = (id: string, noun: string, body: object, as = moderator) =>
  post(`/v1/moderation/cases/${id}/${noun}`, { as, body });
const release = (id: string, as = moderator) => call('DELETE', `/v1/moderation/cases/${id}/lease`, { as, body: {} });
const fileOf = async (id: string, as = moderator) => ok(await get(`/v1/moderation/cases/${id}`, { as }), 200);

describe('the queue', () => {
  it('shows the cases of granted queues only, the most urgent first, then the oldest, page by page', async () => {
    const own = await grant(await aPerson({ roles: ['moderator'] }), 'impersonation', 'match_fixing');
    const ids: string[] = [];
    for (const category of ['impersonation', 'match_fixing', 'fraud', 'impersonation', 'match_fixing', 'impersonation'])
      ids.push(await aCase({ category }));
    const [a, b, foreign, e, d, c] = ids as [string, string, string, string, string, string];
    ok(await act(c, 'triage', { version: 1, priority: 5 }, own), 200);
    ok(await act(a, 'triage', { version: 1, priority: 0 }, own), 200);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = ok(await get(`/v1/moderation/queue?limit=1${cursor}`, { as: own }), 200);
      seen.push(...items.map(({ id }: { id: string }) => id));
      if (nextCursor === null) break;
      cursor = `&cursor=${nextCursor}`;
    }
    expect(seen).toEqual([c, b, e, d, a]);
    const only = ok(await get('/v1/moderation/queue?category=match_fixing', { as: own }), 200);
    expect(only.items.map(({ id }: { id: string }) => id)).toEqual([b, d]);
    ok(await get(`/v1/moderation/cases/${foreign}`, { as: own }), 404);
    ok(await act(foreign, 'triage', { version: 1, priority: 1 }, own), 404);
    ok(await act(foreign, 'triage', { version: 'x' }, own), 404);
    ok(await act(foreign, 'triage', { version: 1, priority: 1 }, admin), 200);
    ok(await call('DELETE', queuePath('impersonation', own), { as: admin }), 204);
    ok(await call('DELETE', queuePath('impersonation', own), { as: admin }), 404);
    ok(await act(c, 'lease', {}, own), 404);
    ok(await get('/v1/moderation/queue', { as: await aPerson() }), 403);
    ok(await call('PUT', queuePath('fraud', own), { as: own, body: {} }), 403);
    const rights = await database.sql`
      SELECT event FROM moderation_audit WHERE ref_type = 'player' AND ref_id = ${own.id} ORDER BY id`;
    expect(rights.map(({ event }) => event)).toEqual(['queue.granted', 'queue.granted', 'queue.withdrawn']);
  });
});

describe('a case', () => {
  it('is for the moderator who has its lease, until the lease ends or is given back', async () => {
    const id = await aCase();
    const taken = ok(await act(id, 'lease', { minutes: 5 }), 200);
    expect(taken.assigneeId).toBe(moderator?.id);
    const refused = ok(await act(id, 'triage', { version: 1, priority: 4 }, another), 409);
    expect(refused).toMatchObject({
      code: 'case_leased',
      facts: { assigneeId: moderator?.id, leaseEndsAt: taken.leaseEndsAt },
    });
    for (const answer of [await act(id, 'lease', {}, another), await release(id, another)])
      expect(codeOf(answer)).toBe('409 case_leased');
    ok(await act(id, 'triage', { version: 1, priority: 4 }), 200);
    ok(await release(id), 200);
    expect(ok(await act(id, 'lease', {}, another), 200).assigneeId).toBe(another?.id);
    await database.sql`UPDATE moderation_case SET lease_ends_at = now() WHERE id = ${id}`;
    expect((await fileOf(id)).case).toMatchObject({ assigneeId: null, leaseEndsAt: null });
    ok(await act(id, 'decision', { ...rejection, version: 2 }), 200);
  });

  it('whose lease has run out goes to whoever gets the lock first: the renewal or the takeover', async () => {
    for (const order of [
      [moderator, another],
      [another, moderator],
    ]) {
      const id = await aCase();
      ok(await act(id, 'lease', { minutes: 1 }), 200);
      await database.sql`UPDATE moderation_case SET lease_ends_at = now() WHERE id = ${id}`;
      const holder = openDatabase(database.url, 1);
      const held = Promise.withResolvers<void>();
      const locked = Promise.withResolvers<void>();
      const holding = holder.sql.begin(async (sql) => {
        await sql`SELECT FROM moderation_case WHERE id = ${id} FOR UPDATE`;
        locked.resolve();
        await held.promise;
      });
      await locked.promise;
      const answers: ReturnType<typeof act>[] = [];
      for (const [index, as] of order.entries()) {
        answers.push(act(id, 'lease', {}, as));
        await untilWaiting(database.sql, index + 1);
      }
      held.resolve();
      await holding;
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 409]);
      expect((await fileOf(id)).case.assigneeId).toBe(order[0]?.id);
      await holder.close();
    }
  });

  it('that changed since it was read is refused with its version: of two decisions at once one counts', async () => {
    const id = await aCase();
    const answers = await Promise.all([
      act(id, 'triage', { version: 1, priority: 5 }),
      act(id, 'triage', { version: 1, priority: 0 }, another),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(['200 undefined', '409 version_conflict']);
    expect(answers.find(({ status }) => status === 409)?.body.facts).toEqual({ version: 2 });
    const decisions = await Promise.all([
      act(id, 'decision', { ...rejection, version: 2 }),
      act(id, 'decision', { outcome: 'resolved', statement: 'Seen.', version: 2 }, another),
    ]);
    expect(decisions.map(codeOf).sort()).toEqual(['200 undefined', '409 state_conflict']);
    for (const noun of ['lease', 'triage', 'decision'] as const) {
      const body = { lease: {}, triage: { version: 3, priority: 1 }, decision: { ...rejection, version: 3 } }[noun];
      expect(codeOf(await act(id, noun, body))).toBe('409 state_conflict');
    }
  });

  it('tells its reporters the outcome, and writes an audit row for each act', async () => {
    const stage = await aLiveTournament(2);
    const [ada, ben] = stage.players as [Person, Person];
    const [match] = await matchesOf(stage);
    const body = { subject: { type: 'match', id: match?.id }, category: 'cheating', text: 'Odd.' };
    const { caseId } = await report(ada, body);
    await report(stage.organizer, body);
    const imposed = { playerId: ben.id, kind: 'warn', reasonCode: 'cheating', statement: 'Seen.' };
    const sanction = ok(await post('/v1/sanctions', { as: moderator, body: imposed }), 201);
    const foreign = ok(
      await post('/v1/sanctions', { as: moderator, body: { ...imposed, playerId: another?.id } }),
      201,
    );
    const decision = { version: 1, outcome: 'resolved', statement: 'You were right.' };
    ok(await act(caseId, 'lease', {}), 200);
    ok(await act(caseId, 'decision', { ...decision, sanctionId: foreign.id }), 422);
    expect((await fileOf(caseId)).sanctions.map(({ id }: { id: string }) => id)).toEqual([sanction.id]);
    ok(await act(caseId, 'decision', { ...decision, sanctionId: sanction.id }), 200);
    for (const as of [ada, stage.organizer]) {
      const [own] = ok(await get('/v1/me/reports', { as }), 200).items;
      expect(own).toMatchObject({ caseId, state: 'resolved', statement: 'You were right.' });
    }
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`), 200);
    expect(items.at(-1)).toMatchObject({ type: 'case_decided', payload: { caseId, outcome: 'resolved' } });
    const file = await fileOf(caseId);
    expect(file.audit.map(({ event }: { event: string }) => event)).toEqual([
      'case.decided',
      'case.leased',
      'report.filed',
      'report.filed',
    ]);
    await expect(database.sql`UPDATE moderation_case SET state = 'open' WHERE id = ${caseId}`).rejects.toThrow(
      'decided once',
    );
    await expect(database.sql`DELETE FROM moderation_report`).rejects.toThrow('append-only');
  });

  it('is not decided by whom it concerns, by who reported it, and by who plays in its tournament or runs it', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    const [player, reporter, referee] = [
      await aPerson({ roles: ['moderator'] }),
      await aPerson({ roles: ['moderator'] }),
      await aPerson({ roles: ['moderator'] }),
    ];
    for (const one of [player, reporter, referee]) await grant(one, 'cheating');
    const registered = { as: player, body: {} };
    const entry = ok(await post(`/v1/tournaments/${stage.id}/registrations`, registered), 201);
    const invited = { as: stage.organizer, body: { playerId: referee.id, role: 'caster' } };
    ok(await post(`/v1/tournaments/${stage.id}/staff`, invited), 201);
    const suspect = await aKnownPerson();
    const here = await report(reporter, onPlayer(suspect, { tournamentId: stage.id }));
    const elsewhere = await report(await aPerson(), onPlayer(player));
    ok(
      await call('POST', `/v1/tournaments/${stage.id}/staff/${referee.id}/acceptance`, { as: referee, body: {} }),
      200,
    );
    const judge = (id: string, as: Person) => act(id, 'decision', { ...rejection, version: 1 }, as);
    expect(codeOf(await judge(here.caseId, reporter))).toBe('403 forbidden');
    expect(codeOf(await judge(elsewhere.caseId, player))).toBe('403 forbidden');
    for (const as of [player, referee]) {
      expect(codeOf(await judge(here.caseId, as))).toBe('403 conflict_of_interest');
      expect(codeOf(await act(here.caseId, 'lease', {}, as))).toBe('403 conflict_of_interest');
    }
    const token = await aToken({ sub: stage.organizer.id, roles: ['organizer', 'moderator'] });
    const organizer = { ...stage.organizer, token };
    await grant(organizer, 'cheating');
    const about = { subject: { type: 'registration', id: entry.id }, category: 'cheating', text: 'Odd.' };
    const ofEntry = await report(await aPerson(), about);
    for (const { caseId } of [here, ofEntry])
      expect(codeOf(await judge(caseId, organizer))).toBe('403 conflict_of_interest');
    ok(await judge(here.caseId, another as Person), 200);
    const terms = {
      playerId: suspect.id,
      kind: 'warn',
      reasonCode: 'other',
      statement: 'Said.',
      tournamentId: stage.id,
    };
    expect(codeOf(await post('/v1/sanctions', { as: organizer, body: terms }))).toBe('403 conflict_of_interest');
    const forEver = { ...terms, kind: 'ban', endsAt: null };
    const { id } = ok(await post('/v1/sanctions', { as: another, body: forEver }), 201);
    for (const [noun, body] of [
      ['confirmation', {}],
      ['revocation', { reason: 'x' }],
    ] as const)
      for (const as of [organizer, player, referee])
        expect(codeOf(await post(`/v1/sanctions/${id}/${noun}`, { as, body }))).toBe('403 conflict_of_interest');
    ok(await post(`/v1/sanctions/${id}/confirmation`, { as: moderator }), 200);
  });
});
