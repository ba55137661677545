// One accepted request per route, with all of its fields, for tests of all routes.

import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { untilIssued } from '../certificates/certificates.ts';
import { aKnownPerson, aPerson, call, get, type Person, post } from '../isolate/api.ts';
import { anOwner, newKey } from '../ledger/ledger.ts';
import { decideRound } from '../tournaments/swiss-rounds.ts';
import {
  aLiveTournament,
  aTournament,
  enter,
  matchesOf,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../tournaments/tournament.ts';
import { conditionSamples } from './condition-samples.ts';
import { matchDaySamples } from './match-day-samples.ts';
import { webhookSamples } from './webhook-samples.ts';

export interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** A text is a file, of `mediaType`. */
  readonly body?: Readonly<Record<string, unknown>> | string;
  readonly mediaType?: string;
  /** Default: the administrator, who has all permissions. */
  readonly as?: Person;
  /** The expected status when a plain request is not accepted. */
  readonly status?: number;
}

/** By Hono's method and path pattern. */
export type Samples = Readonly<Record<string, Sample>>;

async function aFinishedTournament() {
  const stage = {
    ...(await aTournament({ capacity: 2, stages: [{ format: 'round_robin' }] })),
    players: await people(2),
  };
  await move(stage, 'published', 'registration_open');
  await enter(stage, stage.players);
  await move(stage, 'registration_closed');
  const draw = { method: 'registration_order' };
  ok(await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body: draw }), 200);
  await move(stage, 'live');
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  return { ...stage, items: items as readonly { id: string; code: string; registrationId: string }[] };
}

async function anOpenTournament() {
  const stage = await aTournament({ requiresApproval: true });
  const players = [await aPerson(), await aPerson()];
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const registrationIds = items.map(({ id }: { id: string }) => id) as readonly [string, string];
  return { ...stage, players, registrationIds };
}

/** The entry of a guest, whose code is not claimed yet. */
async function aGuest(stage: Stage) {
  const body = { displayName: 'Guest' };
  const { registration, claimCode } = ok(
    await post(`/v1/tournaments/${stage.id}/guests`, { as: stage.organizer, body }),
    201,
  );
  return { registrationId: registration.id as string, claimCode: claimCode as string };
}

/** Check-in is open. */
async function aTournamentSoon() {
  const stage = await aTournament({ checkInMinutes: 1440, startsAt: addSeconds(systemClock(), 12 * 3600) });
  await move(stage, 'published', 'registration_open');
  const player = await aPerson();
  await enter(stage, [player]);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  return { ...stage, player, registrationId: items[0].id as string };
}

/** Two tournaments that have invited somebody: one invitation is accepted, the other one declined. */
async function aStaffedTournament() {
  const invited = await aPerson();
  const [accepted, declined] = [await aTournament(), await aTournament()];
  for (const { id, organizer } of [accepted, declined]) {
    const body = { playerId: invited.id, role: 'referee' };
    ok(await post(`/v1/tournaments/${id}/staff`, { as: organizer, body }), 201);
  }
  const paramsOf = ({ id }: { readonly id: string }) => ({ id, playerId: invited.id });
  const samples: Samples = {
    'POST /v1/tournaments/:id/staff': {
      params: { id: accepted.id },
      body: { playerId: accepted.organizer.id.replace(/.{4}$/, '0000'), role: 'caster' },
    },
    'GET /v1/tournaments/:id/staff': { params: { id: accepted.id } },
    'GET /v1/tournaments/:id/dashboard': { params: { id: accepted.id } },
    'POST /v1/tournaments/:id/copies': {
      params: { id: accepted.id },
      body: { startsAt: '2031-01-01T10:00:00Z', title: 'Winter Open' },
    },
    'POST /v1/tournaments/:id/staff/:playerId/acceptance': { params: paramsOf(accepted), as: invited },
    'DELETE /v1/tournaments/:id/staff/:playerId': { params: paramsOf(declined) },
  };
  const belongings = [accepted, declined].map(({ id, organizer }) => [id, { owner: invited, organizer }] as const);
  return { samples, belongings };
}

/** It is cancelled: nobody acts in it while tests look. */
async function aSandbox() {
  const organizer = await aPerson({ roles: ['organizer'] });
  const body = { actsPerMinute: 1 };
  const { tournament } = ok(await post('/v1/sandbox/tournaments', { as: organizer, body }), 201);
  const stage: Pick<Stage, 'id' | 'organizer'> = { id: tournament.id, organizer };
  await move(stage, 'published', 'cancelled');
  return stage;
}

/** With one tournament. Another one is added. */
async function aSeries(tournamentId: string) {
  const organizer = await aPerson({ roles: ['organizer'] });
  const settings = { title: 'Season 1', points: [10, 6, 4], countedResults: 3 };
  const { id } = ok(await post('/v1/series', { as: organizer, body: settings }), 201);
  const params = { id };
  const samples: Samples = {
    'POST /v1/series': { body: settings },
    'GET /v1/series': { query: { organizerId: organizer.id, limit: '5' } },
    'GET /v1/series/:id': { params },
    'PATCH /v1/series/:id': { params, body: { ...settings, title: 'Season 2' } },
    'PUT /v1/series/:id/tournaments/:tournamentId': { params: { id, tournamentId } },
    'DELETE /v1/series/:id/tournaments/:tournamentId': { params: { id, tournamentId } },
    'GET /v1/series/:id/standings': { params, query: { explain: 'true', limit: '5' } },
  };
  return { samples, belongings: [[id, { organizer }] as const] };
}

/** Of two stages: the first is completed, or all its matches are. */
async function aTwoStageTournament(isCompleted: boolean) {
  const stages = [{ format: 'round_robin' }, { format: 'gauntlet', entrants: { from: 'manual' } }];
  const stage = await aLiveTournament(2, { stages });
  await playAllMatches(stage);
  const path = `/v1/tournaments/${stage.id}/stages/1`;
  if (isCompleted) ok(await post(`${path}/completions`, { as: stage.organizer, body: {} }), 200);
  const { entrants } = ok(await get(path), 200);
  const order = entrants.map(({ registrationId }: { registrationId: string }) => registrationId) as string[];
  return { ...stage, order };
}

/** What entrants of a running stage may ask for, and a stage that may be dropped. */
async function entrySamples() {
  const stage = await aLiveTournament(4, { capacity: 8, stages: [{ format: 'swiss', rounds: 3 }] });
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const [registration] = items as [{ id: string; playerId: string }];
  const owner = stage.players.find(({ id }) => id === registration.playerId) as Person;
  const planned = await aTournament({
    stages: [{ format: 'round_robin' }, { format: 'gauntlet', entrants: { from: 'manual' } }],
  });
  const teams = await aTeamSwiss();
  const samples: Samples = {
    'PUT /v1/registrations/:id/stages/:stage/byes': {
      params: { id: registration.id, stage: '1' },
      body: { byes: [{ round: 2, points: 'half' }] },
    },
    'POST /v1/tournaments/:id/stages/:stage/entrants': {
      params: { id: teams.id, stage: '1' },
      body: {
        ...{ playerId: teams.late.captain.id, teamId: teams.late.id, roster: teams.late.roster },
        ...{ displayName: 'Late Larry', language: 'en' },
      },
    },
    'DELETE /v1/tournaments/:id/stages/:stage': { params: { id: planned.id, stage: '2' } },
  };
  const belongings: [string, Belonging][] = [
    [registration.id, { owner, organizer: stage.organizer }],
    [stage.id, { organizer: stage.organizer }],
    [planned.id, { organizer: planned.organizer }],
    [teams.id, { organizer: teams.organizer }],
  ];
  return { samples, belongings };
}

/** A running Swiss of three teams, and a fourth that comes late. */
async function aTeamSwiss() {
  const fields = { mode: 'team', rosterSize: 2, capacity: 8, stages: [{ format: 'swiss', rounds: 3 }] };
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  const aTeam = async (name: string) => {
    const [captain, mate] = [await aPerson({ name: `Captain ${name}` }), await aPerson()];
    const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
    ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
    return { id: id as string, captain, roster: [captain.id, mate.id] };
  };
  for (const { captain, id: teamId } of [await aTeam('Padma'), await aTeam('Meghna'), await aTeam('Halda')])
    ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body: { teamId } }), 201);
  await move(stage, 'registration_closed', 'live');
  return { ...stage, late: await aTeam('Surma') };
}

/** Whom a resource belongs to. */
export interface Belonging {
  readonly owner?: Person;
  readonly organizer?: Person;
}

/** Two entrants who wait, each with an open offer. */
async function offeredPlaces() {
  const stage = await aTournament({ capacity: 2, offerMinutes: 60 });
  await move(stage, 'published', 'registration_open');
  const players = await people(4);
  const ids: string[] = [];
  for (const as of players)
    ids.push(ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} }), 201).id);
  for (const index of [0, 1])
    ok(await post(`/v1/registrations/${ids[index]}/cancellation`, { as: players[index] as Person, body: {} }), 200);
  const waiting = [2, 3].map((index) => ({
    id: ids[index] as string,
    player: players[index] as Person,
    organizer: stage.organizer,
  }));
  return waiting as [(typeof waiting)[0], (typeof waiting)[0]];
}

/** What the queue makes later would change rows between the requests of a test. */
async function untilExported(id: string, as: Person): Promise<void> {
  const read = async () => ok(await get(`/v1/certificate-exports/${id}`, { as }), 200).state;
  while ((await read()) !== 'finished') await new Promise((resolve) => setTimeout(resolve, 50));
}

export async function sampleRequests(admin: Person): Promise<Samples> {
  return (await sampleWorld(admin)).samples;
}

/** `belongings` is by id. */
export async function sampleWorld(admin: Person) {
  const page = { limit: '5' };
  const [finished, open, live, draft, unchanged, unwanted, swiss] = [
    await aFinishedTournament(),
    await anOpenTournament(),
    await aLiveTournament(2),
    await aTournament(),
    await aTournament(),
    await aTournament(),
    await aLiveTournament(3, { stages: [{ format: 'swiss', rounds: 3 }] }),
  ];
  const [sandbox, unwantedSandbox] = [await aSandbox(), await aSandbox()];
  const series = await aSeries(draft.id);
  await decideRound(swiss, 1, () => [1, 0]);
  const soon = await aTournamentSoon();
  const matchDay = await matchDaySamples(page);
  const webhook = await webhookSamples(page, draft.id);
  const ratingList = ok(await post('/v1/rating-lists', { as: admin, body: { name: 'Club' } }), 201);
  const [guest, claimed] = [await aGuest(soon), await aGuest(soon)];
  const entry = await entrySamples();
  const condition = await conditionSamples(page);
  const [played, over] = [await aTwoStageTournament(false), await aTwoStageTournament(true)];
  const staffed = await aStaffedTournament();
  const [offered, refused] = await offeredPlaces();
  const [rich, other, empty] = [await anOwner(1000), await anOwner(0), await anOwner(0)];
  const team = ok(await post('/v1/teams', { as: other, body: { name: 'The Readers' } }), 201);
  const member = await aPerson();
  ok(await post(`/v1/teams/${team.id}/members`, { as: member, body: { joinCode: team.joinCode } }), 201);
  const pair = { fromWalletId: rich.walletId, toWalletId: other.walletId };
  const transfer = { ...pair, amountCoins: 1 };
  const detail = {
    memo: 'Thanks',
    occurredAt: '2026-01-01T00:00:00+06:00',
    metadata: { table: 4, isLate: true, lot: 'B-7' },
  };
  const moved = ok(await post('/v1/transfers', { as: rich, body: transfer, headers: newKey() }), 201);
  const sale = { playerId: rich.id, amountCoins: 1, reference: 'order:1', ...detail };
  const receipt = ok(await post('/v1/receipts', { as: admin, body: sale, headers: newKey() }), 201);
  const ofDay = { day: '2026-01-01', issuer: 'shop' };
  const holding = { walletId: rich.walletId, toWalletId: other.walletId, amountCoins: 1 };
  const held = ok(await post('/v1/holds', { as: rich, body: holding, headers: newKey() }), 201);
  const backfill = { direction: 'r2-to-s3', tournamentId: finished.id, verify: false, dryRun: true };
  const bounds = { batchSize: 10, concurrency: 1, limit: 1, startAfter: 'pdf/2026' };
  const run = ok(await post('/v1/objects/backfills', { as: admin, body: { ...backfill, ...bounds } }), 202);
  const match = (await matchesOf(live))[0]?.id ?? '';
  const [first, second] = finished.items as unknown as [Issued, Issued];
  const exported = ok(
    await post(`/v1/tournaments/${finished.id}/certificate-exports`, {
      as: finished.organizer,
      body: { format: 'pdf' },
    }),
    202,
  );
  await untilExported(exported.id, finished.organizer);
  const erased = await aKnownPerson();
  const sanction = { playerId: erased.id, kind: 'warn', reasonCode: 'other', statement: 'Late again.' };
  const impose = async (fields: object, as = admin) =>
    ok(await post('/v1/sanctions', { as, body: { ...sanction, ...fields } }), 201);
  const proposed = await impose({ kind: 'ban', endsAt: null }, await aPerson({ roles: ['moderator'] }));
  const warning = await impose({});
  const late = await impose({ reasonCode: 'no_shows' });
  const audited = {
    refType: 'certificate',
    refId: first.id,
    actorId: admin.id,
    event: 'certificate.revoked',
    from: '2026-01-01T00:00:00Z',
    to: '2030-01-01T00:00:00Z',
  };
  const [appealed, appealable] = [await impose({}, await aPerson({ roles: ['moderator'] })), await impose({})];
  const pleading = { text: 'I was there in time; the clock was wrong.' };
  const appealing = () => post(`/v1/sanctions/${appealed.id}/appeals`, { as: erased, body: pleading });
  const appeal = ok(await appealing(), 201);
  const reportOf = (subject: object) => ({ subject, category: 'cheating', text: 'It moved without looking.' });
  const filed = ok(await post('/v1/reports', { as: member, body: reportOf({ type: 'player', id: erased.id }) }), 201);
  const muted = { params: { id: erased.id } };
  const queue = { params: { category: 'cheating', id: erased.id } };
  ok(await call('PUT', `/v1/moderation/queues/fraud/moderators/${member.id}`, { as: admin, body: {} }), 200);
  const dates = { from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00+06:00' };
  const ruled = { title: 'Warned players wait', acts: ['register'], kinds: ['warn'] };
  const rule = ok(await post('/v1/moderation/rules', { as: admin, body: ruled }), 201);
  const ofRule = { params: { id: rule.id } };
  const trial = ok(await post(`/v1/moderation/rules/${rule.id}/trials`, { as: admin, body: dates }), 201);
  const made = { name: 'Stage server', scopes: ['tournaments:read', 'matches:write'], reach: 'own', issuer: 'shop' };
  const [apiKey, endedKey] = await Promise.all(
    [1, 2].map(async () => ok(await post('/v1/api-keys', { as: admin, body: made }), 201).apiKey.id as string),
  );
  const ofKey = { params: { id: apiKey ?? '' } };
  const keyEnd = addSeconds(systemClock(), 86_400);
  const reason = 'Entered by mistake';
  const result = { scores: [2, 1] };
  const samples: Samples = {
    'GET /docs': { query: { q: 'fee' } },
    'GET /docs/:part': { params: { part: 'tournaments' } },
    'GET /v1/me': {},
    'GET /v1/me/export': {},
    'GET /v1/me/registrations': { query: { state: 'confirmed', ...page } },
    'GET /v1/me/matches': { query: { open: 'true', ...page } },
    'GET /v1/me/teams': { query: page },
    'GET /v1/me/staff-roles': { query: page },
    'GET /v1/me/next-match': {},
    'POST /v1/api-keys': { body: { ...made, expiresAt: keyEnd } },
    'GET /v1/api-keys': { query: page },
    'GET /v1/players/:id/api-keys': { params: { id: admin.id }, query: page },
    'GET /v1/api-keys/:id': ofKey,
    'PATCH /v1/api-keys/:id': { ...ofKey, body: { name: 'Stage', expiresAt: keyEnd } },
    'POST /v1/api-keys/:id/revocation': { params: { id: endedKey ?? '' } },
    'DELETE /v1/players/:id/personal-data': { params: { id: erased.id } },
    'PATCH /v1/me': { body: { displayName: 'Ada King' } },
    'GET /v1/players/:id': { params: { id: admin.id } },
    'GET /v1/players/:id/tournaments': { params: { id: admin.id }, query: { limit: '5' } },
    'GET /v1/players/:id/roles': { params: { id: rich.id } },
    'POST /v1/players/:id/roles': { params: { id: rich.id }, body: { role: 'organizer' } },
    'DELETE /v1/players/:id/roles/:role': { params: { id: rich.id, role: 'organizer' } },
    ...tournamentSamples(
      {
        draft: draft.id,
        unchanged: unchanged.id,
        unwanted: unwanted.id,
        open: open.id,
        live: live.id,
        finished: finished.id,
        swiss: swiss.id,
        sandbox: sandbox.id,
        unwantedSandbox: unwantedSandbox.id,
        organizer: open.organizer.id,
        entry: finished.items[0]?.registrationId as string,
      },
      page,
    ),
    'GET /v1/tournaments/:id/stages': { params: { id: live.id } },
    'GET /v1/tournaments/:id/stages/:stage': { params: { id: live.id, stage: '1' } },
    'PUT /v1/tournaments/:id/stages/:stage': {
      params: { id: over.id, stage: '2' },
      body: {
        ...{ format: 'single_elimination', name: 'Final', groups: 1, thirdPlaceMatch: true, consolation: false },
        ...{ entrants: { from: 'ranking', stage: 1, perGroup: 1, bestOfRest: 1 }, bestOf: 3, scoring: 'wins' },
      },
    },
    'POST /v1/tournaments/:id/stages/:stage/starts': {
      params: { id: over.id, stage: '2' },
      body: { order: over.order },
    },
    'POST /v1/tournaments/:id/stages/:stage/completions': { params: { id: played.id, stage: '1' } },
    'GET /v1/registrations/:id': { params: { id: open.registrationIds[0] } },
    'PATCH /v1/registrations/:id': {
      params: { id: open.registrationIds[0] },
      body: { club: 'Dhaka Chess Club', country: 'BD', rating: 1850 },
    },
    'GET /v1/registrations/:id/roster': { params: { id: open.registrationIds[0] } },
    'POST /v1/rating-lists': { body: { name: 'Club ratings', system: 'glicko2' } },
    'GET /v1/me/rating-lists': { query: page },
    'GET /v1/rating-lists/:id': { params: { id: ratingList.id } },
    'GET /v1/rating-lists/:id/players': { params: { id: ratingList.id }, query: page },
    'GET /v1/tournaments/:id/rating-list': { params: { id: soon.id } },
    'PUT /v1/tournaments/:id/rating-list': { params: { id: soon.id }, body: { ratingListId: null } },
    'POST /v1/registrations/:id/claim-codes': { params: { id: guest.registrationId } },
    'POST /v1/registrations/claims': { body: { code: claimed.claimCode } },
    'POST /v1/registrations/:id/check-in': { params: { id: soon.registrationId } },
    'DELETE /v1/registrations/:id/check-in': { params: { id: soon.registrationId } },
    'POST /v1/tournaments/:id/check-ins': { params: { id: soon.id }, body: { registrationIds: [soon.registrationId] } },
    'POST /v1/registrations/:id/offer-acceptance': { params: { id: offered.id }, body: {}, as: offered.player },
    'POST /v1/registrations/:id/offer-refusal': { params: { id: refused.id }, body: {}, as: refused.player },
    'POST /v1/registrations/:id/cancellation': { params: { id: open.registrationIds[0] }, body: { reason } },
    'POST /v1/registrations/:id/approval': { params: { id: open.registrationIds[1] }, body: { reason } },
    'POST /v1/registrations/:id/rejection': { params: { id: open.registrationIds[1] }, body: { reason } },
    'GET /v1/matches/:id': { params: { id: match } },
    'GET /v1/matches/:id/results': { params: { id: match }, query: page },
    'GET /v1/matches/:id/evidence': { params: { id: match } },
    'POST /v1/matches/:id/evidence': { params: { id: match }, body: { url: 'https://video.test/42' } },
    'POST /v1/matches/:id/evidence/files': { params: { id: match }, status: 415 },
    'GET /v1/evidence/:id/file': { params: { id: `evd_${'0'.repeat(26)}` }, status: 404 },
    'POST /v1/matches/:id/decisions': { params: { id: match }, body: result },
    ...(await staffSamples(reason)),
    ...staffed.samples,
    ...matchDay.samples,
    ...webhook.samples,
    ...condition.samples,
    ...series.samples,
    ...entry.samples,
    'GET /live/matches/:id': { params: { id: match }, status: 422 },
    'GET /v1/matches/:id/events': { params: { id: match }, query: { since: '1' } },
    'PUT /v1/matches/:id/score': {
      params: { id: match },
      body: { scores: [1, 0], games: [{ scores: [13, 7] }, { scores: [2, 5] }] },
    },
    'POST /v1/matches/:id/reports': { params: { id: match }, body: result, as: live.players[0] as Person },
    'POST /v1/matches/:id/confirmations': { params: { id: match }, body: result, as: live.players[1] as Person },
    'POST /v1/teams': { body: { name: 'Team Curaçao' } },
    'GET /v1/teams/:id': { params: { id: team.id } },
    'GET /v1/teams/:id/tournaments': { params: { id: team.id } },
    'POST /v1/teams/:id/members': { params: { id: team.id }, body: { joinCode: team.joinCode }, as: rich },
    'PUT /v1/teams/:id/captain': { params: { id: team.id }, body: { playerId: other.id }, as: other },
    'DELETE /v1/teams/:id/members/:playerId': { params: { id: team.id, playerId: member.id }, as: other },
    ...certificateSamples(first, second, page),
    'GET /v1/certificate-exports/:id': { params: { id: exported.id } },
    'PUT /v1/issuers/me': {
      body: {
        name: 'Dhaka Chess Club',
        site: 'https://chess.example.org/club',
        logo: btoa('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'),
        signatory: { name: 'Rahima Khatun', office: 'President' },
      },
    },
    'GET /v1/issuers/me': {},
    'GET /v1/issuers/:id': { params: { id: admin.id } },
    'POST /v1/wallets': { body: {} },
    'GET /v1/me/wallets': {},
    'GET /v1/players/:id/wallet': { params: { id: other.id } },
    'GET /v1/wallets/:id': { params: { id: rich.walletId } },
    'GET /v1/wallets/:id/holds': { params: { id: rich.walletId }, query: { side: 'payer', ...page } },
    'GET /v1/wallets/:id/transactions': {
      params: { id: rich.walletId },
      query: { direction: 'in', reason: 'manual_adjust', expand: 'detail', ...dates, limit: '5' },
    },
    'GET /v1/wallets/:id/transactions.csv': {
      params: { id: rich.walletId },
      query: { direction: 'in', reason: 'manual_adjust', ...dates },
    },
    'GET /v1/wallets/:id/balance': { params: { id: rich.walletId }, query: { at: '2026-01-01T00:00:00+06:00' } },
    'POST /v1/wallets/:id/freeze': { params: { id: other.walletId }, body: { reason } },
    'POST /v1/wallets/:id/thaw': { params: { id: other.walletId }, body: { reason } },
    'POST /v1/wallets/:id/closure': { params: { id: empty.walletId }, body: { reason } },
    'POST /v1/wallets/:id/reopening': { params: { id: empty.walletId }, body: { reason } },
    'POST /v1/transfers': { body: { ...transfer, ...detail }, as: rich },
    'POST /v1/transfers/:id/reversals': { params: { id: moved.id }, body: { note: reason } },
    'POST /v1/credits': {
      body: { walletId: rich.walletId, amountCoins: 1, reason: 'manual_adjust', note: 'A gift\nfor all', ...detail },
    },
    'POST /v1/receipts': { body: { ...sale, reference: 'order:2' } },
    'GET /v1/receipts': { query: { reference: 'order:1', issuer: 'shop' } },
    'GET /v1/receipts/summary': { query: ofDay },
    'GET /v1/receipts.csv': { query: ofDay },
    'GET /v1/receipts.ndjson': { query: ofDay },
    'GET /v1/receipts/:id': { params: { id: receipt.id } },
    'POST /v1/receipts/:id/reversals': { params: { id: receipt.id }, body: { note: reason } },
    'POST /v1/debits': { body: { walletId: rich.walletId, amountCoins: 1, reason: 'manual_adjust', note: 'A fine' } },
    'POST /v1/batches': {
      body: {
        movements: [
          { ...transfer, reason: 'correction', reference: 'gift:2026/1', ...detail },
          { ...pair, upToCoins: 1 },
        ],
        note: reason,
      },
    },
    'POST /v1/holds': { body: { ...holding, expiresInSeconds: 60 }, as: rich },
    'GET /v1/holds/:id': { params: { id: held.id } },
    'POST /v1/holds/:id/captures': { params: { id: held.id }, body: { amountCoins: 1 }, as: other },
    'POST /v1/holds/:id/releases': { params: { id: held.id }, body: {} },
    'GET /v1/economy/owed': { query: { limit: '5' } },
    'GET /v1/economy/revenue': { query: { period: 'month', ...dates } },
    'GET /v1/economy/revenue/cohorts': { query: { period: 'month', from: '2026-01-01', to: '2026-03-01' } },
    'GET /v1/moderation/audit': { query: { ...audited, ...page } },
    'GET /v1/moderation/audit.csv': { query: audited },
    'GET /v1/moderation/audit.ndjson': { query: audited },
    'GET /v1/players/:id/strikes': { params: { id: erased.id } },
    'POST /v1/sanctions/:id/strike-dismissal': { params: { id: late.id }, body: { reason } },
    'POST /v1/moderation/tournaments/:id/hosting-review': {
      params: { id: finished.id },
      body: { note: 'Fee and prizes.', outcome: 'refused', reason: 'Too much.', settingsHash: '0'.repeat(32) },
      status: 409,
    },
    'POST /v1/sanctions/:id/removals': {
      params: { id: warning.id },
      body: { registrationId: finished.items[0]?.registrationId ?? '', dryRun: true },
      status: 409,
    },
    'GET /v1/sanctions/:id/removals': { params: { id: proposed.id } },
    'GET /v1/moderation/reasons': {},
    'GET /v1/me/sanctions': { query: page },
    'GET /v1/me/notices': { query: { since: '2026-01-01T00:00:00+06:00', ...page } },
    'GET /v1/sanctions': { query: { playerId: erased.id, ...page } },
    'GET /v1/sanctions/:id': { params: { id: proposed.id } },
    'POST /v1/sanctions': {
      body: {
        ...sanction,
        areas: ['competing', 'hosting'],
        tournamentId: finished.id,
        note: 'Seen by two.',
        startsAt: '2029-01-01T00:00:00Z',
        endsAt: '2030-01-01T00:00:00Z',
      },
    },
    'POST /v1/sanctions/:id/confirmation': { params: { id: proposed.id } },
    'POST /v1/sanctions/:id/revocation': { params: { id: warning.id }, body: { reason } },
    'POST /v1/sanctions/:id/appeals': { params: { id: appealable.id }, body: pleading, as: erased },
    'GET /v1/sanctions/:id/appeals': { params: { id: appealed.id } },
    'GET /v1/moderation/appeals': { query: page },
    'POST /v1/moderation/appeals/:id/rulings': {
      params: { id: appeal.id },
      body: {
        outcome: 'reduced',
        statement: 'The clock was slow.',
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    },
    'POST /v1/reports': {
      body: {
        ...reportOf({ type: 'player', id: erased.id }),
        category: 'harassment',
        tournamentId: finished.id,
        evidence: [{ url: 'https://example.org/replay' }],
      },
    },
    'GET /v1/me/reports': { query: page },
    'GET /v1/moderation/reporters/:id': muted,
    'PUT /v1/moderation/reporters/:id/mute': { ...muted, body: { reason, endsAt: '2035-01-01T00:00:00Z' } },
    'DELETE /v1/moderation/reporters/:id/mute': muted,
    'GET /v1/moderation/queue': { query: { category: 'cheating', ...page } },
    'GET /v1/moderation/cases/:id': { params: { id: filed.caseId } },
    'POST /v1/moderation/cases/:id/lease': { params: { id: filed.caseId }, body: { minutes: 5 } },
    'DELETE /v1/moderation/cases/:id/lease': { params: { id: filed.caseId } },
    'POST /v1/moderation/cases/:id/triage': { params: { id: filed.caseId }, body: { version: 1, priority: 5 } },
    'POST /v1/moderation/cases/:id/decision': {
      params: { id: filed.caseId },
      body: { version: 2, outcome: 'resolved', statement: 'Seen.', sanctionId: warning.id },
    },
    'GET /v1/moderation/queues': {},
    'GET /v1/moderation/statements.csv': { query: dates },
    'GET /v1/moderation/statements.ndjson': { query: dates },
    'PUT /v1/moderation/queues/:category/moderators/:id': queue,
    'DELETE /v1/moderation/queues/:category/moderators/:id': { params: { category: 'fraud', id: member.id } },
    'GET /v1/moderation/rules': { query: page },
    'POST /v1/moderation/rules': {
      body: {
        title: 'Three points',
        acts: ['register', 'host'],
        pointsMin: 3,
        reasonCodes: ['cheating'],
        tournamentId: finished.id,
      },
    },
    'PUT /v1/moderation/rules/:id/state': { ...ofRule, body: { version: 1, state: 'shadow' } },
    'GET /v1/moderation/rules/:id/trials': { ...ofRule, query: page },
    'POST /v1/moderation/rules/:id/trials': { ...ofRule, body: dates },
    'GET /v1/moderation/trials/:id/refusals': { params: { id: trial.id }, query: page },
    'POST /v1/objects/backfills': { body: { ...backfill, ...bounds } },
    'GET /v1/objects/runs/:id': { params: { id: run.id } },
  };
  const [entrant, another] = open.players as [Person, Person];
  const { items: entrants } = ok(await get(`/v1/tournaments/${finished.id}/registrations`), 200);
  const holderOf = ({ registrationId }: { registrationId: string }) => {
    const entry = entrants.find(({ id }: { id: string }) => id === registrationId);
    return finished.players.find(({ id }) => id === entry?.playerId) as Person;
  };
  const belongings = new Map<string, Belonging>([
    ...entry.belongings,
    ...condition.belongings,
    [erased.id, { owner: erased }],
    [appealed.id, { owner: erased }],
    [appealable.id, { owner: erased }],
    ...matchDay.belongings,
    ...webhook.belongings,
    [guest.registrationId, { organizer: soon.organizer }],
    [soon.registrationId, { owner: soon.player, organizer: soon.organizer }],
    ...[soon, open, live, draft, unchanged, unwanted, finished, swiss, sandbox, unwantedSandbox, played, over].map(
      ({ id, organizer }) => [id, { organizer }] as const,
    ),
    [open.registrationIds[0], { owner: entrant, organizer: open.organizer }],
    [open.registrationIds[1], { owner: another, organizer: open.organizer }],
    ...staffed.belongings,
    ...series.belongings,
    [match, { owner: live.players[0] as Person, organizer: live.organizer }],
    ...finished.items.map(
      (item) => [item.registrationId, { owner: holderOf(item), organizer: finished.organizer }] as const,
    ),
    ...finished.items.map((item) => [item.id, { owner: holderOf(item), organizer: finished.organizer }] as const),
    [exported.id, { organizer: finished.organizer }],
    [rich.walletId, { owner: rich }],
    [other.walletId, { owner: other }],
    [empty.walletId, { owner: empty }],
    ...[offered, refused].map(({ id, player, organizer }) => [id, { owner: player, organizer }] as const),
    [held.id, { owner: other }],
    [receipt.id, { owner: rich }],
    [team.id, { owner: other }],
  ]);
  return { samples, belongings };
}

interface TournamentIds {
  readonly draft: string;
  readonly unchanged: string;
  readonly unwanted: string;
  readonly open: string;
  readonly live: string;
  readonly finished: string;
  readonly swiss: string;
  readonly sandbox: string;
  readonly unwantedSandbox: string;
  readonly organizer: string;
  readonly entry: string;
}

function tournamentSamples(ids: TournamentIds, page: Record<string, string>): Samples {
  const { draft, unchanged, unwanted, open, live, finished, swiss, sandbox, unwantedSandbox, organizer, entry } = ids;
  return {
    'POST /v1/tournaments': {
      body: {
        title: 'Autumn Open',
        issuer: 'Dhaka Chess Club',
        game: 'Chess',
        accentColor: '#1d3f8a',
        mode: 'solo',
        certificateHolders: 'entrants',
        stages: [
          {
            format: 'single_elimination',
            name: 'Cup',
            groups: 1,
            entrants: null,
            thirdPlaceMatch: true,
            consolation: false,
          },
        ],
        capacity: 8,
        entrantsMin: 2,
        visibility: 'public',
        requiresApproval: false,
        entryFeeCoins: 5,
        prizes: { kind: 'percent', places: [60, 40] },
        registrationOpensAt: '2029-01-01T00:00:00Z',
        registrationClosesAt: '2029-12-01T00:00:00+06:00',
        startsAt: '2030-01-01T10:00:00Z',
      },
    },
    'POST /v1/sandbox/tournaments': {
      body: {
        ...{ format: 'swiss', size: 8, playoffSize: 4, seed: 'a' },
        ...{ actsPerMinute: 1, disputePercent: 20, noShowPercent: 5 },
      },
    },
    'GET /v1/sandbox/tournaments/:id': { params: { id: sandbox } },
    'DELETE /v1/sandbox/tournaments/:id': { params: { id: unwantedSandbox } },
    'GET /v1/tournaments': {
      query: {
        ...{ state: 'registration_open', organizerId: organizer, format: 'single_elimination', game: 'Chess' },
        ...{ startsAfter: '2029-01-01T00:00:00Z', startsBefore: '2031-01-01T00:00:00+06:00', text: 'open' },
        ...{ mine: 'false', sandbox: 'false', sort: 'starts_at', expand: 'organizer,ownRegistration', limit: '5' },
      },
    },
    'GET /v1/tournaments/:id': { params: { id: open }, query: { expand: 'organizer,ownRegistration' } },
    'PATCH /v1/tournaments/:id': { params: { id: unchanged }, body: { title: 'Winter Open', game: null } },
    'DELETE /v1/tournaments/:id': { params: { id: unwanted } },
    'POST /v1/tournaments/:id/transitions': { params: { id: draft }, body: { to: 'published' } },
    'POST /v1/tournaments/:id/registrations': {
      params: { id: open },
      body: {
        language: 'bn',
        displayName: 'রহিমা খাতুন',
        printedName: 'Rahima Khatun',
        club: 'Dhaka Chess Club',
        country: 'BD',
        invitationCode: '0123-4567-89AB-CDEF',
      },
    },
    'GET /v1/tournaments/:id/registrations': { params: { id: open }, query: page },
    'POST /v1/tournaments/:id/guests': {
      params: { id: open },
      body: {
        ...{ language: 'bn', displayName: 'করিম উদ্দিন', printedName: 'Karim Uddin', club: 'Dhaka Chess Club' },
        ...{ country: 'BD', rating: 1850 },
      },
    },
    'POST /v1/tournaments/:id/imports/entrants': {
      params: { id: open },
      query: { dryRun: 'true', language: 'bn' },
      body: 'name,club\r\nGrace Hopper,Castle\r\n',
      mediaType: 'text/csv',
    },
    'POST /v1/tournaments/:id/imports/trf': {
      params: { id: open },
      query: { dryRun: 'true', language: 'en' },
      body: '001    1      Hopper, Grace                     1850                             0.0    1\n',
      mediaType: 'text/plain',
    },
    'POST /v1/brackets/previews': {
      body: { stage: { format: 'double_elimination', name: 'Main', grandFinal: 'reset' }, entrantCount: 6 },
    },
    'GET /v1/tournaments/:id/exports/entrants.csv': { params: { id: finished } },
    'GET /v1/tournaments/:id/stages/:stage/exports/standings.csv': { params: { id: finished, stage: '1' } },
    'GET /v1/tournaments/:id/stages/:stage/exports/matches.csv': { params: { id: finished, stage: '1' } },
    'GET /v1/tournaments/:id/stages/:stage/exports/trf': { params: { id: finished, stage: '1' } },
    'GET /v1/tournaments/:id/seeding': { params: { id: finished } },
    'POST /v1/tournaments/:id/seeding': { params: { id: open }, body: { method: 'random', seed: 'drawn on Friday' } },
    'POST /v1/tournaments/:id/stages/:stage/rounds': { params: { id: swiss, stage: '1' }, body: {} },
    'GET /v1/tournaments/:id/stages/:stage/standings': {
      params: { id: swiss, stage: '1' },
      query: { explain: 'true', ...page },
    },
    'GET /v1/tournaments/:id/matches': { params: { id: live } },
    'POST /v1/tournaments/:id/payouts': { params: { id: finished }, body: {} },
    'GET /v1/tournaments/:id/prizes': { params: { id: finished } },
    'POST /v1/registrations/:id/late-disqualifications': {
      params: { id: entry },
      body: { reason: 'Cheating', dryRun: true },
    },
    'POST /v1/tournaments/:id/placement-approvals': { params: { id: finished }, body: {} },
    'POST /v1/tournaments/:id/reopenings': {
      params: { id: finished },
      body: { reason: 'A wrong result' },
      status: 409,
    },
    'GET /v1/tournaments/:id/placements': { params: { id: finished } },
    'POST /v1/tournaments/:id/certificates': {
      params: { id: finished },
      body: { printedTitle: 'Autumn Open', printedIssuer: 'Dhaka Chess Club' },
    },
    'POST /v1/tournaments/:id/certificate-exports': { params: { id: finished }, body: { format: 'zip' } },
    'GET /v1/tournaments/:id/certificates': { params: { id: finished }, query: page },
    'GET /v1/tournaments/:id/events': { params: { id: live }, query: { since: '1' } },
    'GET /live/tournaments/:id': { params: { id: live }, status: 422 },
    'POST /v1/live/tickets': { body: { tournamentId: live, origin: 'https://play.example' } },
  };
}

interface Issued {
  readonly id: string;
  readonly code: string;
}

function certificateSamples(first: Issued, second: Issued, page: Record<string, string>): Samples {
  const [params, reason] = [{ id: first.id }, 'Entered by mistake'];
  return {
    'GET /v1/me/certificates': { query: page },
    'GET /v1/certificates/:id': { params },
    'GET /v1/certificates/:id/file': { params, query: { as: 'png' } },
    'POST /v1/certificates/:id/download-links': { params, body: { format: 'png' } },
    'GET /v1/certificate-exports/:id/files/:number': {
      params: { id: `exp_${'0'.repeat(26)}`, number: '1' },
      query: { delivery: 'stream' },
      status: 404,
    },
    'GET /v1/certificates/downloads/:link': { params: { link: 'none' }, status: 403 },
    'GET /c/:code': { params: { code: first.code }, query: { lang: 'bn' } },
    'GET /c/:code/embed': { params: { code: first.code }, query: { lang: 'bn' } },
    'GET /oembed': {
      query: { url: `https://laurel.test/c/${first.code}?lang=bn`, format: 'json', maxwidth: '400', maxheight: '300' },
    },
    'GET /c/:code/preview.png': { params: { code: first.code } },
    'GET /api/tournaments/certificates/verify/:code': { params: { code: first.code } },
    'GET /verify': { query: { code: first.code } },
    'PUT /v1/certificates/:id/expiry': { params, body: { reason, expiresAt: '2036-01-01T00:00:00+06:00' } },
    'PUT /v1/certificates/:id/printed-name': { params, body: { printedName: 'Ada King' } },
    'PUT /v1/certificates/:id/privacy': { params, body: { isPrivate: false } },
    'POST /v1/certificates/:id/suspension': { params, body: { reason } },
    'POST /v1/certificates/:id/reinstatement': { params, body: { reason } },
    'POST /v1/certificates/:id/replacement': {
      params: { id: second.id },
      body: { reason, displayName: 'Ada King', printedName: 'A. King', language: 'bn' },
    },
    'POST /v1/certificates/:id/revocation': { params, body: { reason } },
  };
}

/** Acts of staff on a running tournament, each on a match or a registration of its own. */
async function staffSamples(reason: string): Promise<Samples> {
  const [open, over, running] = [await aLiveTournament(2), await aLiveTournament(2), await aLiveTournament(3)];
  const [[absent], [played]] = [await matchesOf(open), await matchesOf(over)];
  ok(await post(`/v1/matches/${played?.id}/decisions`, { as: over.organizer, body: { scores: [2, 1] } }), 200);
  const { items } = ok(await get(`/v1/tournaments/${running.id}/registrations`), 200);
  const [first, second] = items.map(({ id }: { id: string }) => id) as [string, string];
  return {
    'POST /v1/matches/:id/forfeits': { params: { id: absent?.id as string }, body: { absent: [1] } },
    'POST /v1/matches/:id/corrections': {
      params: { id: played?.id as string },
      body: {
        scores: [1, 2],
        games: [1, 0, 0].map((home) => ({ scores: [home, 1 - home] })),
        cascade: true,
        dryRun: false,
      },
    },
    'POST /v1/registrations/:id/withdrawals': { params: { id: first }, body: { reason } },
    'POST /v1/registrations/:id/disqualifications': { params: { id: second }, body: { reason } },
  };
}
