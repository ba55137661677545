// The requests of docs/api-examples.md: a tournament from its creation to its certificates, with everything a frontend needs.

import type { Caller, Recorder, Stage } from '../samples/api-recorder.ts';
import { issue } from './api-story-certificates.ts';
import { moveCoins, openWallets } from './api-story-coins.ts';
import { finish, type OpenSocket, play, register } from './api-story-course.ts';
import { leave, startSoon } from './api-story-departures.ts';
import { affect } from './api-story-effects.ts';
import { makeKeys } from './api-story-keys.ts';
import { followLive } from './api-story-live.ts';
import { playLobby } from './api-story-lobbies.ts';
import { holdMatches, playTeams } from './api-story-match-days.ts';
import { offerPlaces } from './api-story-offers.ts';
import { operate } from './api-story-operations.ts';
import { introduce, listOwn } from './api-story-people.ts';
import { keepRatings } from './api-story-ratings.ts';
import { report } from './api-story-reports.ts';
import { rule } from './api-story-rules.ts';
import { sanction } from './api-story-sanctions.ts';
import { staffUp } from './api-story-staff.ts';
import { playStages } from './api-story-stages.ts';
import { playSwiss } from './api-story-swiss.ts';
import { bookTwice, startAlone } from './api-story-times.ts';
import { integrate } from './api-story-webhooks.ts';

const transitionNote =
  'In this order: `published`, `registration_open`, `registration_closed`, `live`, `completed`. `cancelled` is possible before `completed`, ' +
  '`pending_approval` before `published`, `archived` after `completed`. Registration also opens and closes by its times. Nothing completes a tournament by itself.';

/** What the test does to a running Laurel beside its API. */
export interface Surroundings {
  readonly openSocket: OpenSocket;
  /** Lets the minutes of the check-in of a match pass. */
  readonly endCheckIn: (matchId: string) => Promise<void>;
}

export async function playApiStory(api: Recorder, { openSocket, endCheckIn }: Surroundings): Promise<void> {
  const [organizer, finance] = [await api.aCaller('Olga', 'organizer'), await api.aCaller('Fay', 'finance')];
  const ada = await api.aCaller('Ada Lovelace');
  // The last name has letters that the fonts do not have.
  const others = [await api.aCaller('Ben'), await api.aCaller('Chloe'), await api.aCaller('王芳')];
  await introduce(api, ada);
  const wallets = await openWallets(api, finance, [ada, ...others]);
  const id = await createTournament(api, organizer);
  const stage = { api, organizer, finance, ada, others, wallets, id };
  await startAlone(stage);
  await register(stage, openSocket);
  await play(stage);
  await followLive(stage, openSocket);
  await finish(stage);
  const revokedId = await issue(stage);
  await moveCoins(stage);
  await formTeam(stage);
  await listOwn(api, ada);
  await refuse(stage);
  await showOthers(stage);
  await leave(stage);
  await startSoon(stage);
  await offerPlaces(stage);
  await staffUp(stage);
  await holdMatches(stage);
  await playTeams(stage);
  await playLobby(stage, endCheckIn);
  await bookTwice(stage);
  await playSwiss(stage);
  await playStages(stage);
  await keepRatings(api, organizer);
  await sanction(api);
  await affect(stage);
  await rule(api);
  await makeKeys(api, organizer);
  await report(api, id);
  await operate(api, revokedId);
  await integrate(api, organizer);
}

async function createTournament(api: Recorder, organizer: Caller): Promise<string> {
  api.begin('Tournaments');
  const body = {
    title: 'Autumn Open',
    startsAt: '2035-01-01T10:00:00Z',
    capacity: 4,
    entrantsMin: 2,
    issuer: 'Dhaka Chess Club',
    game: 'Chess',
    accentColor: '#1d3f8a',
    timeZone: 'Asia/Dhaka',
    mode: 'solo',
    rosterSize: null,
    certificateHolders: 'entrants',
    offerMinutes: null,
    stages: [{ format: 'single_elimination', thirdPlaceMatch: true }],
    visibility: 'public',
    requiresApproval: false,
    entryFeeCoins: 5,
    prizes: { kind: 'percent', places: [60, 40] },
    registrationOpensAt: null,
    registrationClosesAt: '2034-12-31T18:00:00+06:00',
  };
  const note =
    'Required: `title`, `startsAt`, `capacity`. All others are optional and are shown. `mode` may be `team`, with a `rosterSize` of 2 to 20; then `certificateHolders` may be `members`. ' +
    '`prizes` may have the `kind` `fixed`, in coins. `issuer` is printed on certificates; without it the issuer profile is.';
  const { id } = await api.ask('POST /v1/tournaments', { title: 'Create', note, as: organizer, body });
  await api.ask(`PATCH /v1/tournaments/${id}`, {
    title: 'Change',
    note: 'Each setting until it matters: [Changes](rules/tournaments.md#changes). Takes any fields of a new tournament, and `If-Match` with the `ETag` of the read.',
    as: organizer,
    body: { accentColor: '#1d3f8b', entrantsMin: 3 },
  });
  await api.ask(`PATCH /v1/tournaments/${id}`, { as: organizer, body: { accentColor: '#1d3f8a', entrantsMin: 2 } });
  await api.ask('POST /v1/brackets/previews', {
    title: 'Preview a bracket',
    note: 'No token; nothing is stored. `stage` is one of `stages` above.',
    body: { stage: { format: 'single_elimination', thirdPlaceMatch: true }, entrantCount: 4 },
  });
  const copy = await api.ask('POST /v1/tournaments', { as: organizer, body: { ...body, title: 'Winter Open' } });
  await api.ask(`DELETE /v1/tournaments/${copy.id}`, { title: 'Delete a draft', as: organizer });
  const { tournament: sandbox } = await api.ask('POST /v1/sandbox/tournaments', {
    title: 'Make a sandbox',
    note: 'Simulated players play it: [sandbox.md](sandbox.md). No field is required.',
    as: organizer,
    body: {
      format: 'swiss',
      size: 8,
      playoffSize: 4,
      seed: 'first try',
      actsPerMinute: 1,
      disputePercent: 20,
      noShowPercent: 0,
    },
  });
  await api.ask(`GET /v1/sandbox/tournaments/${sandbox.id}`, {
    title: 'Read how far a sandbox is',
    note: 'With the next act of its simulated players. `nextAt` is null when nothing is left to do.',
    as: organizer,
  });
  await api.ask(`DELETE /v1/sandbox/tournaments/${sandbox.id}`, {
    title: 'Remove a sandbox',
    note: 'In any state. Without it cron does so after seven days.',
    as: organizer,
  });
  const transition = { title: 'Change the state', note: transitionNote, as: organizer, body: { to: 'published' } };
  await api.ask(`POST /v1/tournaments/${id}/transitions`, transition);
  await api.ask(`GET /v1/tournaments/${id}?expand=organizer,ownRegistration`, {
    title: 'Read',
    note: 'No token. A draft is shown to its organizer only. `expand` adds the last two fields, also to a list.',
  });
  await api.ask('GET /v1/tournaments?state=published&game=Chess&sort=starts_at&limit=20', {
    title: 'List',
    note:
      'No token, except for `mine=true`. `?cursor=` takes `nextCursor`, with the same filters and `sort`. A page may have fewer tournaments than ' +
      '`limit`, also none, while `nextCursor` is not null.',
  });
  await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to: 'registration_open' } });
  return id;
}

async function formTeam({ api, ada, others }: Stage): Promise<void> {
  api.begin('Teams');
  const team = await api.ask('POST /v1/teams', { title: 'Form a team', as: ada, body: { name: 'The Engines' } });
  const join = { title: 'Join a team', note: 'With the code that members see.', as: others[0] as Caller };
  await api.ask(`POST /v1/teams/${team.id}/members`, { ...join, body: { joinCode: team.joinCode } });
  await api.ask(`GET /v1/teams/${team.id}`, {
    title: 'Read a team',
    note: 'As a member. Others, also without a token, see no `joinCode` and no `playerId` of members.',
    as: ada,
    isWhole: true,
  });
  await api.ask(`PUT /v1/teams/${team.id}/captain`, {
    title: 'Hand a team over',
    note: 'By the captain, to a member. Entries in tournaments that are not over follow.',
    as: ada,
    body: { playerId: (others[0] as Caller).id },
  });
}

async function refuse({ api, organizer, ada, others, wallets, id }: Stage): Promise<void> {
  api.begin('Refusals');
  await api.ask('POST /v1/tournaments', {
    title: 'Fields',
    as: organizer,
    body: { titel: 'Autumn Open' },
    status: 422,
    isWhole: true,
  });
  await api.ask(`POST /v1/tournaments/${id}/transitions`, {
    title: 'State',
    note: '`allowed`: the states that may follow.',
    as: organizer,
    body: { to: 'live' },
    status: 409,
  });
  const body = { fromWalletId: wallets.get(ada), toWalletId: wallets.get(others[0] as Caller), amountCoins: 5000 };
  await api.ask('POST /v1/transfers', { title: 'Coins', as: ada, body, status: 409 });
}

/** For the API document alone: its section is no part of the examples. */
async function showOthers({ api, organizer, ada, others, id }: Stage): Promise<void> {
  api.begin('API document');
  const title = 'Example';
  const body = { title: 'Winter Open', startsAt: '2035-02-01T10:00:00Z', capacity: 8, requiresApproval: true };
  const { id: other } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${other}/transitions`, { as: organizer, body: { to } });
  const path = `/v1/tournaments/${other}/registrations`;
  const first = await api.ask(`POST ${path}`, { as: ada, body: {} });
  const second = await api.ask(`POST ${path}`, { as: others[0] as Caller, body: {} });
  const decided = { title, as: organizer, body: { reason: 'Rated below 2000' } };
  await api.ask(`POST /v1/registrations/${first.id}/approval`, decided);
  await api.ask(`POST /v1/registrations/${second.id}/rejection`, decided);
  await api.ask(`GET /v1/registrations/${first.id}/roster`, { title, as: organizer });
  await api.ask(`GET /v1/tournaments/${id}/prizes`, { title });
}
