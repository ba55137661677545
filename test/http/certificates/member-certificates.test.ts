// Certificates for the members of teams: who gets one, what it says, and its life.

import { beforeAll, expect, it } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, aToken, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { setLineUp, setPlan } from '../../support/tournaments/match-days.ts';
import { aTournament, matchesOf, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Team {
  readonly registrationId: string;
  readonly players: readonly Person[];
}

interface Item {
  readonly id: string;
  readonly code: string;
  readonly registrationId: string;
  readonly memberId: string | null;
  readonly teamName: string | null;
  readonly displayName: string;
  readonly printedName: string | null;
  readonly state: string;
  readonly place: number;
  readonly failure: string | null;
  readonly undrawable: readonly string[];
}

let stage: Stage;
let padma: Team;
let meghna: Team;
let items: readonly Item[];

async function enterTeam(name: string, players: readonly Person[], fields: object = {}): Promise<Team> {
  const [captain, ...mates] = players as [Person, ...Person[]];
  const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
  for (const as of mates) ok(await post(`/v1/teams/${id}/members`, { as, body: { joinCode } }), 201);
  const body = { teamId: id, ...fields };
  const entry = ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body }), 201);
  return { registrationId: entry.id, players };
}

const playersOf = (...names: string[]) => Promise.all(names.map((name) => aPerson({ name })));
/** Without a name in the token, nobody knows one. */
async function aNameless(): Promise<Person> {
  const { id } = await aPerson();
  return { id, name: '', token: await aToken({ sub: id, roles: ['player'] }) };
}

beforeAll(async () => {
  stage = await aTournament({ mode: 'team', rosterSize: 3, capacity: 2, certificateHolders: 'members' });
  ok(await setPlan(stage, { lineUpMin: 2, lineUpMax: 2 }), 200);
  await move(stage, 'published', 'registration_open');
  padma = await enterTeam('Padma', await playersOf('Ana', 'Bela', 'Chitra'));
  const last = [...(await playersOf('রহিমা খাতুন', '東京 花子')), await aNameless()];
  meghna = await enterTeam('টিম মেঘনা', last, { language: 'bn' });
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  const line = ({ registrationId, players }: Team) =>
    setLineUp(match?.id ?? '', registrationId, players[0] as Person, ...players.slice(0, 2));
  ok(await line(padma), 200);
  ok(await line(meghna), 200);
  const report = { as: padma.players[0] as Person, body: { scores: [2, 0] } };
  ok(await post(`/v1/matches/${match?.id}/reports`, report), 200);
  ok(await post(`/v1/matches/${match?.id}/confirmations`, { ...report, as: meghna.players[0] as Person }), 200);
  await move(stage, 'completed');
  ok(await issue(), 202);
  items = (await untilIssued(stage)).items;
});

const issue = (body: object = {}) => post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body });
const of = (player?: Person) =>
  items.find(({ memberId, state }) => memberId === player?.id && state !== 'revoked') as Item;
const act = (one: Item, path: string, body: object, as = stage.organizer, method = 'POST') =>
  call(method, `/v1/certificates/${one.id}/${path}`, { as, body });
const anew = { 'cache-control': 'no-cache' };
const verdictOf = async ({ code }: Item) =>
  ok(await get(`/c/${code}`, { headers: { ...anew, accept: 'application/json' } }), 200);
const pageOf = async ({ code }: Item, language: string) =>
  (await get(`/c/${code}?lang=${language}`, { headers: { ...anew, accept: 'text/html' } })).text;
const file = async (one: Item, as?: Person) => (await get(`/v1/certificates/${one.id}/file`, { as })).status;
const fieldOf = ({ status, body }: Answer<{ errors?: { field: string }[] }>) => [status, body.errors?.[0]?.field];

it('every player of the roster gets one with the name of the team, substitutes too; issuing again adds none', async () => {
  const facts = items.map((one) => [one.memberId, one.teamName, one.place, one.registrationId]);
  const wanted = [
    ...padma.players.map(({ id }) => [id, 'Padma', 1, padma.registrationId]),
    ...meghna.players.map(({ id }) => [id, 'টিম মেঘনা', 2, meghna.registrationId]),
  ];
  expect(facts.toSorted()).toEqual(wanted.toSorted());
  expect(ok(await issue(), 202)).toMatchObject({ total: 6, issued: 4, pending: 0, needsPrintedName: 2 });
});

it('JSON, page and file say the member and the team, in both languages', async () => {
  const [first, second] = [of(padma.players[2]), of(meghna.players[0])];
  const { verdict, certificate } = await verdictOf(first);
  expect(verdict).toBe('valid');
  expect(certificate).toMatchObject({
    ...{ printedName: 'Chitra', teamName: 'Padma', isTeam: false, entrantCount: 2, type: 'winner', language: 'en' },
  });
  expect((await verdictOf(second)).certificate).toMatchObject({ printedName: 'রহিমা খাতুন', language: 'bn' });
  for (const language of ['en', 'bn']) {
    expect(await pageOf(first, language)).toContain('as a member of Padma');
    expect(await pageOf(second, language)).toContain('টিম মেঘনা দলের সদস্য');
  }
  const [embedded] = [await get(`/c/${first.code}/embed`, { headers: anew })];
  expect(embedded.text).toContain('Padma');
});

it('a name that cannot be drawn or is not known waits for its spelling', async () => {
  const [japanese, nameless] = [of(meghna.players[1]), of(meghna.players[2])];
  expect(japanese).toMatchObject({ failure: 'needs_printed_name', undrawable: ['東', '京', '花', '子'] });
  expect(nameless).toMatchObject({ failure: 'needs_printed_name', displayName: meghna.players[2]?.id });
  const spell = (one: Item, body: object, as?: Person) => act(one, 'printed-name', body, as, 'PUT');
  expect(fieldOf(await spell(japanese, { printedTeamName: 'Meghna' }))).toEqual([422, 'printedName']);
  expect((await spell(japanese, { printedName: 'Hanako' }, meghna.players[0])).status).toBe(403);
  ok(await spell(japanese, { printedName: 'Hanako' }, meghna.players[1]), 200);
  ok(await spell(nameless, { printedName: 'Nadia', printedTeamName: 'Meghna' }), 200);
  items = (await untilIssued(stage)).items;
  expect((await verdictOf(japanese)).certificate).toMatchObject({ printedName: 'Hanako', teamName: 'টিম মেঘনা' });
  expect((await verdictOf(nameless)).certificate).toMatchObject({ printedName: 'Nadia', teamName: 'Meghna' });
});

it('it is the own one of the member, who alone hides it; the captain downloads it too, other members do not', async () => {
  const [captain, bela, chitra] = padma.players as [Person, Person, Person];
  const hers = of(bela);
  expect(
    await Promise.all([bela, captain, stage.organizer, chitra, meghna.players[0]].map((as) => file(hers, as))),
  ).toEqual([...[200, 200, 200, 403, 403]]);
  const own = async (as: Person) => ok(await get('/v1/me/certificates', { as }), 200).items.map(({ id }: Item) => id);
  expect([await own(bela), await own(captain)]).toEqual([[hers.id], [of(captain).id]]);
  expect((await act(hers, 'privacy', { isPrivate: true }, captain, 'PUT')).status).toBe(403);
  ok(await act(hers, 'privacy', { isPrivate: true }, bela, 'PUT'), 200);
  expect((await verdictOf(hers)).verdict).toBe('hidden');
  expect(await pageOf(hers, 'en')).not.toContain('Padma');
  expect((await verdictOf(of(chitra))).verdict).toBe('valid');
});

it('a suspension, a revocation and a new one concern one member', async () => {
  const [captain, , chitra] = padma.players as [Person, Person, Person];
  const hers = of(chitra);
  ok(await act(hers, 'suspension', { reasonCode: 'under_review' }), 200);
  expect([(await verdictOf(hers)).verdict, (await verdictOf(of(captain))).verdict]).toEqual(['suspended', 'valid']);
  ok(await act(hers, 'revocation', { reasonCode: 'issued_in_error' }), 200);
  expect(ok(await issue(), 202).total).toBe(6);
  const named = { registrationIds: [padma.registrationId] };
  const stranger = await issue({ ...named, memberIds: [meghna.players[0]?.id] });
  expect([stranger.status, stranger.body.code]).toEqual([409, 'not_placed']);
  expect((await issue({ memberIds: [chitra.id] })).status).toBe(422);
  expect(ok(await issue({ ...named, memberIds: [captain.id] }), 202).total).toBe(6);
  expect(ok(await issue({ ...named, memberIds: [chitra.id] }), 202).total).toBe(7);
  items = (await untilIssued(stage)).items;
  expect(of(chitra)).toMatchObject({ state: 'active', displayName: 'Chitra', teamName: 'Padma' });
});

it('a replacement corrects the name of the member or of the team', async () => {
  const [captain] = padma.players as [Person];
  const first = of(captain);
  const { id } = ok(await act(first, 'replacement', { teamName: 'Padma Queens', displayName: 'Ana Roy' }), 202);
  items = (await untilIssued(stage)).items;
  const second = items.find((one) => one.id === id) as Item;
  expect(second).toMatchObject({
    memberId: captain.id,
    teamName: 'Padma Queens',
    displayName: 'Ana Roy',
    state: 'active',
  });
  expect((await verdictOf(first)).replacedBy).toBe(second.code);
  const same = await act(second, 'replacement', { teamName: 'Padma Queens' });
  expect([same.status, same.body.code]).toEqual([409, 'replacement_identical']);
  items = items.filter((one) => one.id !== first.id);
});

it('the database keeps one live certificate of a member, and none with a member but no team', async () => {
  const { id } = of(meghna.players[0]);
  const columns = `code || '0', tournament_id, registration_id, type, language, state, display_name, tournament_title, place, entrant_count,
    ended_on, issuer, created_at, pdf_sha256, png_sha256, issued_at`;
  const copy = (member: string, team: string) =>
    database.sql.unsafe(`INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state, display_name,
      tournament_title, place, entrant_count, ended_on, issuer, created_at, pdf_sha256, png_sha256, issued_at, member_id, team_name)
      SELECT 'crt_x', ${columns}, ${member}, ${team} FROM certificate_certificate WHERE id = '${id}'`);
  await expect(copy('member_id', 'team_name')).rejects.toThrow('certificate_one_live');
  await expect(copy('member_id', 'NULL')).rejects.toThrow('certificate_member_has_team');
  const rename = database.sql`UPDATE certificate_certificate SET team_name = 'Other' WHERE id = ${id}`;
  await expect(rename).rejects.toThrow('what a certificate says is never rewritten');
});

it('the export of personal data has the own one; an erasure hides it, and a member who was erased gets no new one', async () => {
  const [first, , third] = meghna.players as [Person, Person, Person];
  const hers = of(third);
  const kept = ok(await get('/v1/me/export', { as: third }), 200);
  expect(kept.certificates.map(({ id }: Item) => id)).toEqual([hers.id]);
  ok(await call('DELETE', `/v1/players/${third.id}/personal-data`, { as: third }), 204);
  expect([(await verdictOf(hers)).verdict, (await verdictOf(of(first))).verdict]).toEqual(['hidden', 'valid']);
  ok(await act(hers, 'revocation', { reasonCode: 'holder_request' }), 200);
  const before = ok(await issue(), 202).total;
  expect(ok(await issue({ registrationIds: [meghna.registrationId] }), 202).total).toBe(before);
});

it('after a disqualification the members of the team lose theirs, and all others say their new place', async () => {
  const body = { reason: 'Played with a forged account' };
  const path = `/v1/registrations/${padma.registrationId}/late-disqualifications`;
  ok(await post(path, { as: stage.organizer, body }), 200);
  items = (await untilIssued(stage)).items;
  const [winners, rest] = [padma, meghna].map((team) =>
    items.filter((one) => one.registrationId === team.registrationId),
  );
  expect(new Set(winners?.map(({ state }) => state))).toEqual(new Set(['revoked']));
  const live = rest?.filter(({ state }) => state === 'active') ?? [];
  expect(live.map(({ memberId, place }) => [memberId, place]).toSorted()).toEqual(
    meghna.players
      .slice(0, 2)
      .map(({ id }) => [id, 1])
      .toSorted(),
  );
  expect(live.every(({ teamName }) => teamName === 'টিম মেঘনা')).toBe(true);
});

it('members are a choice of team tournaments, until the end', async () => {
  const solo = await post('/v1/tournaments', {
    as: stage.organizer,
    body: { title: 'Solo', capacity: 2, startsAt: '2030-01-01T10:00:00Z', certificateHolders: 'members' },
  });
  expect(solo.status).toBe(422);
  const change = (body: object) => call('PATCH', `/v1/tournaments/${stage.id}`, { as: stage.organizer, body });
  expect((await change({ certificateHolders: 'entrants' })).status).toBe(409);
  const other = await aTournament({ mode: 'team', rosterSize: 2 });
  const patch = (body: object) => call('PATCH', `/v1/tournaments/${other.id}`, { as: other.organizer, body });
  expect(ok(await patch({ certificateHolders: 'members' }), 200).certificateHolders).toBe('members');
  expect((await patch({ mode: 'solo', rosterSize: null })).status).toBe(422);
});
