// Reports: what may be reported and how often, and how reports fold into cases.

import { beforeAll, describe, expect, it } from 'vitest';
import { idPrefixes } from '../../../src/core/id.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { reportsPerDayMax } from '../../../src/moderation/reports/report.ts';
import { subjectTypes } from '../../../src/moderation/reports/subject.ts';
import { aKnownPerson, aPerson, call, get, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, transfer } from '../../support/ledger/ledger.ts';
import { caseStaff, codeOf, onPlayer, rejection, report, tryToReport } from '../../support/moderation/cases.ts';
import { untilWaiting } from '../../support/rules/lock-order.ts';
import {
  aLiveTournament,
  aTournament,
  matchesOf,
  ok,
  people,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let [moderator, another]: Person[] = [];

beforeAll(async () => {
  [, moderator, another] = await caseStaff();
});

const act = (id: string, noun: string, body: object, as = moderator) =>
  post(`/v1/moderation/cases/${id}/${noun}`, { as, body });
const fileOf = async (id: string, as = moderator) => ok(await get(`/v1/moderation/cases/${id}`, { as }), 200);

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
