// Names may be in any script; printed names must be drawable. A certificate is not issued before it has a drawable name.

import { beforeAll, describe, expect, it } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, enter, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly displayName: string;
  readonly printedName: string | null;
  readonly state: string;
  readonly failure: string | null;
  readonly undrawable: readonly string[];
  readonly leftOutOfPrint: readonly string[];
}

interface Entrant {
  readonly displayName: string;
  readonly printedName?: string;
}

async function aFinishedTournament(entrants: readonly Entrant[], fields: Record<string, unknown> = {}) {
  const stage = await aTournament(fields);
  const players = await Promise.all(entrants.map(() => aPerson()));
  await move(stage, 'published', 'registration_open');
  for (const [index, entrant] of entrants.entries()) await enter(stage, [players[index] as Person], { ...entrant });
  await move(stage, 'registration_closed', 'live');
  await playAllMatches({ ...stage, players });
  await move(stage, 'completed');
  return { ...stage, players };
}

const issue = (stage: Stage, body: object = {}) =>
  post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body });
const spell = (one: { id: string }, as: Person, printedName: string) =>
  call('PUT', `/v1/certificates/${one.id}/printed-name`, { as, body: { printedName } });
const verdictOf = async (one: { code: string }) =>
  ok(await get(`/c/${one.code}`, { headers: { accept: 'application/json', 'cache-control': 'no-cache' } }), 200);

describe('the certificates of a tournament with names from everywhere', () => {
  let stage: Awaited<ReturnType<typeof aFinishedTournament>>;
  let rows: Certificate[];
  const rowOf = (displayName: string) => rows.find((row) => row.displayName === displayName) as Certificate;
  const list = async () => {
    const progress = await untilIssued(stage);
    rows = progress.items;
    return progress;
  };

  beforeAll(async () => {
    stage = await aFinishedTournament([
      { displayName: 'রহিমা খাতুন' },
      { displayName: '東京 花子', printedName: 'Hanako Tōkyō' },
      { displayName: '🏆 Mia 🏆' },
      { displayName: 'محمد علي' },
    ]);
    ok(await issue(stage), 202);
  });

  it('are issued if the name can be drawn; otherwise they wait and say why', async () => {
    expect(await list()).toMatchObject({ total: 4, issued: 3, pending: 0, needsPrintedName: 1, failed: 0 });
    expect(rowOf('محمد علي')).toMatchObject({ state: 'pending', failure: 'needs_printed_name', printedName: null });
    expect(rowOf('محمد علي').undrawable.length).toBeGreaterThan(0);
    expect(rowOf('রহিমা খাতুন')).toMatchObject({ state: 'active', failure: null, undrawable: [], leftOutOfPrint: [] });
    expect(await verdictOf(rowOf('محمد علي'))).toMatchObject({
      verdict: 'needs_printed_name',
      since: expect.any(String),
      fileCheck: 'not_checked',
    });
    const download = await get(`/v1/certificates/${rowOf('محمد علي').id}/file`, { as: stage.organizer });
    expect([download.status, download.body.code]).toEqual([409, 'needs_printed_name']);
    const page = await get(`/c/${rowOf('محمد علي').code}`, { headers: { accept: 'text/html' } });
    expect(page.text).toContain('This certificate waits for a spelling of the name');
    expect(page.text).not.toMatch(/still being made|in a minute/);
    const files = await database.sql`SELECT pdf_sha256 FROM certificate_certificate WHERE state = 'pending'`;
    expect(files[0]?.pdf_sha256).toBeNull();
  });

  it('print the spelling that the holder gave at registration, and show it', async () => {
    expect(rowOf('東京 花子')).toMatchObject({ state: 'active', printedName: 'Hanako Tōkyō', undrawable: [] });
    expect((await verdictOf(rowOf('東京 花子'))).certificate.printedName).toBe('Hanako Tōkyō');
  });

  it('leave emoji out of print, with a notice', async () => {
    expect(rowOf('🏆 Mia 🏆')).toMatchObject({ state: 'active', leftOutOfPrint: ['🏆'] });
    expect((await verdictOf(rowOf('🏆 Mia 🏆'))).certificate.printedName).toBe('Mia');
  });

  it('that wait are issued neither by a repeated request nor by the cron', async () => {
    ok(await issue(stage), 202);
    await database.sql`UPDATE certificate_certificate SET retry_at = now() - interval '1 hour' WHERE state = 'pending'`;
    expect(await list()).toMatchObject({ needsPrintedName: 1 });
    await expect(database.sql`UPDATE certificate_certificate SET state = 'active', pdf_sha256 = 'a', png_sha256 = 'b',
      issued_at = now() WHERE failure = 'needs_printed_name'`).rejects.toThrow('certificate_active_has_not_failed');
  });

  it('accept a drawable spelling from the holder and the organizer only', async () => {
    const waiting = rowOf('محمد علي');
    const [rival, holder] = [stage.players[0] as Person, stage.players[3] as Person];
    expect((await spell(waiting, rival, 'Mallory')).status).toBe(403);
    for (const name of ['محمد', '🏆', '\u200b', 'x'.repeat(51), '東京']) {
      expect([(await spell(waiting, holder, name)).body.code, name]).toEqual(['invalid_request', name]);
    }
    expect(await list()).toMatchObject({ needsPrintedName: 1 });
  });

  it('are issued after the holder has set the spelling, which is then fixed', async () => {
    const waiting = rowOf('محمد علي');
    const holder = stage.players[3] as Person;
    const answers = await Promise.all(['Mohammad Ali', 'Muhammad Ali'].map((name) => spell(waiting, holder, name)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await list()).toMatchObject({ total: 4, issued: 4, pending: 0, needsPrintedName: 0 });
    expect(await verdictOf(waiting)).toMatchObject({
      verdict: 'valid',
      certificate: { printedName: rowOf('محمد علي').printedName },
    });
    expect((await spell(waiting, stage.organizer, 'Cassius Clay')).body.code).toBe('state_conflict');
    const audit = await database.sql`SELECT event, actor_id, meta::text FROM moderation_audit
      WHERE ref_id = ${waiting.id} AND event = 'certificate.printed_name_set'`;
    expect(audit).toEqual([{ event: 'certificate.printed_name_set', actor_id: holder.id, meta: '{}' }]);
  });

  it('can be replaced by one with another spelling', async () => {
    const one = rowOf('東京 花子');
    const replace = (body: object) =>
      post(`/v1/certificates/${one.id}/replacement`, { as: stage.organizer, body: { reason: 'Misspelt', ...body } });
    expect((await replace({ printedName: 'Hanako Tōkyō' })).body.code).toBe('replacement_identical');
    const made = ok(await replace({ printedName: 'Tōkyō Hanako' }), 202);
    await list();
    expect((await verdictOf(made)).certificate.printedName).toBe('Tōkyō Hanako');
    const old = await verdictOf(one);
    expect([old.verdict, old.isPrivate]).toEqual(['superseded', true]);
  });

  it('replaced for a name that cannot be drawn wait for the spelling as well', async () => {
    const one = rowOf('রহিমা খাতুন');
    const body = { reason: 'Misspelt', displayName: '山田' };
    const made = ok(await post(`/v1/certificates/${one.id}/replacement`, { as: stage.organizer, body }), 202);
    expect(await list()).toMatchObject({ needsPrintedName: 1, pending: 0 });
    ok(await spell(made, stage.organizer, 'Yamada'), 200);
    await list();
    expect(await verdictOf(made)).toMatchObject({ verdict: 'valid', certificate: { printedName: 'Yamada' } });
  });
});

describe('a title or an issuer that cannot be drawn', () => {
  it('stops issuing until the organizer says how they are spelled', async () => {
    const stage = await aFinishedTournament([{ displayName: 'Ada' }, { displayName: 'Bo' }], {
      title: '東京オープン',
      issuer: '東京クラブ',
    });
    const refused = await issue(stage);
    expect([refused.status, refused.body.code]).toEqual([422, 'unprintable_text']);
    expect(refused.body.facts.fields).toEqual(['printedTitle', 'printedIssuer']);
    expect(await database.sql`SELECT 1 FROM certificate_certificate WHERE tournament_id = ${stage.id}`).toHaveLength(0);
    ok(await issue(stage, { printedTitle: 'Tōkyō Open', printedIssuer: 'Tōkyō Club' }), 202);
    const { items } = await untilIssued(stage);
    expect((await verdictOf(items[0])).certificate).toMatchObject({
      tournamentTitle: 'Tōkyō Open',
      issuer: 'Tōkyō Club',
    });
  });
});

it('a printed name at registration has to be one that can be drawn', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  const register = async (body: object) =>
    post(`/v1/tournaments/${stage.id}/registrations`, { as: await aPerson(), body });
  expect((await register({ printedName: '東京' })).body.code).toBe('invalid_request');
  expect(ok(await register({ displayName: '東京', printedName: ' To\u0304kyo\u0304 ' }), 201)).toMatchObject({
    displayName: '東京',
    printedName: 'Tōkyō',
  });
});
