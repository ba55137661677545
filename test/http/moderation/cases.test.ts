// Reports and cases: what may be reported and how often, how reports fold, who sees and decides which case, and who comes first.

import { beforeAll, describe, expect, it } from 'vitest';
import { idPrefixes } from '../../../src/core/id.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { reportsPerDayMax } from '../../../src/moderation/reports/report.ts';
import { subjectTypes } from '../../../src/moderation/reports/subject.ts';
import { aKnownPerson, aPerson, aToken, call, get, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, transfer } from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/lock-order.ts';
import {
  aLiveTournament,
  aTournament,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let [admin, moderator, another]: Person[] = [];

const queuePath = (category: string, { id }: Person) => `/v1/moderation/queues/${category}/moderators/${id}`;
const grant = async (as: Person, ...categories: string[]) => {
  for (const category of categories) ok(await call('PUT', queuePath(category, as), { as: admin, body: {} }), 200);
  return as;
};

beforeAll(async () => {
  [admin, moderator, another] = [
    await aPerson({ roles: ['admin'] }),
    await aKnownPerson({ roles: ['moderator'] }),
    await aKnownPerson({ roles: ['moderator'] }),
  ];
  for (const one of [moderator, another]) await grant(one, 'cheating', 'harassment');
});

const onPlayer = ({ id }: Pick<Person, 'id'>, fields: object = {}) => ({
  subject: { type: 'player', id },
  category: 'cheating',
  text: 'Aims through walls.',
  ...fields,
});
const tryToReport = (as: Person, body: object) => post('/v1/reports', { as, body });
const report = async (as: Person, body: object) => ok(await tryToReport(as, body), 201);
const act = (id: string, noun: string, body: object, as = moderator) =>
  post(`/v1/moderation/cases/${id}/${noun}`, { as, body });
const release = (id: string, as = moderator) => call('DELETE', `/v1/moderation/cases/${id}/lease`, { as, body: {} });
const fileOf = async (id: string, as = moderator) => ok(await get(`/v1/moderation/cases/${id}`, { as }), 200);
const rejection = { outcome: 'rejected', statement: 'Nothing to see.' };
const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code}`;
const aCase = async (fields: object = {}, reporter?: Person) =>
  (await report(reporter ?? (await aPerson()), onPlayer(await aKnownPerson(), fields))).caseId as string;

describe('a report', () => {
  it('of anything that its reporter can read keeps how it was, and opens a case about its players', async () => {
    const stage = await aLiveTournament(2);
    const [ada, ben] = stage.players as [Person, Person];
    const [match] = await matchesOf(stage);
    const link = { as: ada, body: { url: 'https://video.test/1' } };
    const evidence = ok(await post(`/v1/matches/${match?.id}/evidence`, link), 201);
    await playAllMatches(stage);
    const { items: entries } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
    const [rich, poor] = [await anOwner(5), await anOwner(0)];
    const moved = ok(await transfer(rich, poor, 1), 201);
    const { id: teamId } = ok(await post('/v1/teams', { as: rich, body: { name: 'The Aims' } }), 201);
    const entry = entries.find(({ playerId }: { playerId: string }) => playerId === ben.id);
    const subjects: readonly (readonly [type: string, id: string, by: Person, about: string[], facts: object])[] = [
      ['player', ben.id, ada, [ben.id], { displayName: null }],
      ['team', teamId, ada, [rich.id], { name: 'The Aims', captainId: rich.id }],
      ['match', match?.id as string, ada, [ada.id, ben.id], { state: 'completed', round: 1 }],
      ['registration', entry.id, ada, [ben.id], { displayName: 'Player 2', state: 'confirmed' }],
      ['evidence', evidence.id, ben, [ada.id], { url: 'https://video.test/1' }],
      ['transfer', moved.id, poor, [rich.id, poor.id], { amountCoins: 1 }],
    ];
    for (const [type, id, by, about, facts] of subjects) {
      const { caseId, state } = await report(by, { subject: { type, id }, category: 'cheating', text: 'Odd.' });
      const file = await fileOf(caseId);
      expect([state, new Set(file.case.playerIds)]).toEqual(['open', new Set(about)]);
      expect(file.snapshot).toMatchObject(facts);
      expect(file.subject).toEqual(file.snapshot);
      const isOfTournament = ['match', 'registration', 'evidence'].includes(type);
      expect(file.case.tournamentId).toBe(isOfTournament ? stage.id : null);
    }
    const foreign = [['evidence', evidence.id] as const, ['transfer', moved.id] as const];
    for (const [type, id] of foreign)
      ok(await tryToReport(await aPerson(), { subject: { type, id }, category: 'other', text: 'Guess.' }), 404);
  });

  it('shows how the subject was, after it has changed', async () => {
    const player = await aPerson();
    const rename = (displayName: string) => call('PATCH', '/v1/me', { as: player, body: { displayName } });
    ok(await rename('Rude Name'), 200);
    const { caseId } = await report(await aPerson(), onPlayer(player, { category: 'harassment' }));
    ok(await rename('Nice Name'), 200);
    expect(await fileOf(caseId)).toMatchObject({
      snapshot: { displayName: 'Rude Name' },
      subject: { displayName: 'Nice Name' },
    });
  });

  it('of the same subject and category folds into one case, also of twenty players at once', async () => {
    const player = await aKnownPerson();
    const reporters = await people(20);
    const filed = await Promise.all(reporters.map((one) => report(one, onPlayer(player))));
    expect(new Set(filed.map(({ caseId }) => caseId)).size).toBe(1);
    const { case: found, reports } = await fileOf(filed[0].caseId);
    expect([found.reportCount, reports.length]).toEqual([20, 20]);
    expect(codeOf(await tryToReport(reporters[0] as Person, onPlayer(player)))).toBe('409 state_conflict');
    const other = await report(reporters[0] as Person, onPlayer(player, { category: 'harassment' }));
    expect(other.caseId).not.toBe(found.id);
    ok(await act(found.id, 'decision', { ...rejection, version: 1 }), 200);
    const later = await report(reporters[0] as Person, onPlayer(player));
    expect(later.caseId).not.toBe(found.id);
    expect((await fileOf(later.caseId)).history.map(({ id }: { id: string }) => id)).toEqual([other.caseId, found.id]);
  });

  it('beside the decision of its case belongs to it, or opens a new one', async () => {
    const player = await aKnownPerson();
    const { caseId } = await report(await aPerson(), onPlayer(player));
    const holder = openDatabase(database.url, 1);
    const [held, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const decided = holder.sql.begin(async (sql) => {
      await sql`SELECT moderation_decide_case(${caseId}, ${moderator?.id as string}, false, 1, 'rejected', 'No.', NULL, now())`;
      locked.resolve();
      await held.promise;
    });
    await locked.promise;
    const late = tryToReport(await aPerson(), onPlayer(player));
    await untilWaiting(database.sql, 1);
    held.resolve();
    await decided;
    const next = ok(await late, 201);
    expect([next.caseId === caseId, next.state]).toEqual([false, 'open']);
    expect((await fileOf(caseId)).case).toMatchObject({ state: 'rejected', reportCount: 1 });
    await holder.close();
  });

  it('is limited for one reporter within a day, also at once, and says when the next is taken', async () => {
    const reporter = await aPerson();
    const players = await Promise.all((await people(reportsPerDayMax + 5)).map(known));
    const answers = await Promise.all(players.map((one) => tryToReport(reporter, onPlayer(one))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(reportsPerDayMax);
    const refused = answers.find(({ status }) => status !== 201);
    expect(refused?.body).toMatchObject({ code: 'too_many_reports', facts: { limit: reportsPerDayMax } });
    expect(Date.parse(refused?.body.facts.retryAt) - Date.now()).toBeGreaterThan(86_000_000);
  });

  it('of a muted reporter is refused with reason and end, until the mute ends', async () => {
    const reporter = await aPerson();
    const path = `/v1/moderation/reporters/${reporter.id}/mute`;
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    const before = await report(reporter, onPlayer(await aKnownPerson()));
    const mute = (body: object, as = moderator) => call('PUT', path, { as, body });
    ok(await mute({ reason: 'False ones.', endsAt: new Date(0).toISOString() }), 422);
    const nobody = `/v1/moderation/reporters/ply_${'0'.repeat(26)}/mute`;
    ok(await call('PUT', nobody, { as: moderator, body: { reason: 'x', endsAt: null } }), 404);
    ok(await mute({ reason: 'False ones.', endsAt: inAnHour }, reporter), 403);
    ok(await mute({ reason: 'False ones.', endsAt: inAnHour }), 200);
    const refused = ok(await tryToReport(reporter, onPlayer(await aKnownPerson())), 403);
    expect(refused).toMatchObject({
      code: 'reporter_muted',
      facts: { endsAt: inAnHour, reason: 'False ones.' },
    });
    expect((await fileOf(before.caseId)).reports).toHaveLength(1);
    ok(await act(before.caseId, 'decision', { ...rejection, version: 1 }), 200);
    const known = ok(await get(`/v1/moderation/reporters/${reporter.id}`, { as: moderator }), 200);
    expect(known.reports).toEqual({ open: 0, triaged: 0, resolved: 0, rejected: 1 });
    expect(known.mute).toMatchObject({ mutedBy: moderator?.id, endsAt: inAnHour });
    await database.sql`
      UPDATE moderation_reporter SET muted_at = now() - interval '2 hours', mute_ends_at = now() - interval '1 hour' WHERE player_id = ${reporter.id}`;
    await report(reporter, onPlayer(await aKnownPerson()));
    ok(await mute({ reason: 'Again.', endsAt: null }), 200);
    ok(await tryToReport(reporter, onPlayer(await aKnownPerson())), 403);
    ok(await call('DELETE', path, { as: another }), 204);
    ok(await call('DELETE', path, { as: another }), 404);
    await report(reporter, onPlayer(await aKnownPerson()));
    ok(
      await call('PUT', `/v1/moderation/reporters/${moderator?.id}/mute`, {
        as: moderator,
        body: { reason: 'x', endsAt: null },
      }),
      403,
    );
  });

  it('with bad input is refused, and nothing is written', async () => {
    const reporter = await aPerson();
    const hidden = await aTournament();
    const of = (fields: object) => onPlayer(moderator as Person, fields);
    const unknown = `evd_${'0'.repeat(26)}`;
    const faults: readonly (readonly [string, object])[] = [
      ['403 forbidden', onPlayer(reporter)],
      ...subjectTypes.map(
        (type) => ['404 not_found', of({ subject: { type, id: `${idPrefixes[type]}_${'0'.repeat(26)}` } })] as const,
      ),
      ['422 invalid_request', of({ subject: { type: 'match', id: moderator?.id } })],
      ['422 invalid_request', of({ subject: { type: 'wallet', id: moderator?.id } })],
      ['422 invalid_request', of({ category: 'boring' })],
      ['422 invalid_request', of({ text: 'a'.repeat(2001) })],
      ['422 invalid_request', of({ text: 'a'.repeat(100_000) })],
      ['422 invalid_request', of({ text: ' ' })],
      ['422 invalid_request', of({ tournamentId: hidden.id })],
      ['422 invalid_request', of({ evidence: [{ evidenceId: unknown }] })],
      ['422 invalid_request', of({ evidence: [{ url: 'http://plain.test/' }] })],
      ['422 invalid_request', of({ evidence: Array(11).fill({ url: 'https://a.test/' }) })],
    ];
    for (const [code, body] of faults)
      expect(codeOf(await tryToReport(reporter, body)), JSON.stringify(body).slice(0, 200)).toBe(code);
    expect(ok(await get('/v1/me/reports', { as: reporter }), 200).items).toEqual([]);
    const erased = await aKnownPerson();
    ok(await call('DELETE', `/v1/players/${erased.id}/personal-data`, { as: erased }), 204);
    await report(await aPerson(), onPlayer(erased));
    const replay = { as: reporter, headers: { 'idempotency-key': crypto.randomUUID() } };
    const first = ok(await post('/v1/reports', { ...replay, body: of({}) }), 201);
    expect(ok(await post('/v1/reports', { ...replay, body: of({}) }), 201).id).toBe(first.id);
    expect(codeOf(await post('/v1/reports', { ...replay, body: of({ text: 'Else.' }) }))).toBe(
      '422 idempotency_mismatch',
    );
  });
});

it('a report whose evidence or subject has no known form says which form was meant', async () => {
  const [as, other] = [await aPerson(), await aKnownPerson()];
  const problemsOf = async (fields: object) =>
    ok(await tryToReport(as, onPlayer(other, fields)), 422).errors.map(({ problem }: { problem: string }) => problem);
  expect(await problemsOf({ evidence: [{ url: 'http://127.0.0.1/' }] })).toEqual([
    'url: must be an https URL of at most 2000 characters',
  ]);
  expect(await problemsOf({ evidence: [{ other: 1 }] })).toEqual(['has none of the allowed forms']);
  expect((await problemsOf({ subject: { type: 'coin', id: other.id } }))[0]).toMatch(
    /^(must be one of: player, team|is of no known kind)/,
  );
});

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
