// Accepted requests of the routes of tournaments, and of sandboxes, series and staff.

import { aPerson, post } from '../isolate/api.ts';
import { aTournament, move, ok, type Stage } from '../tournaments/tournament.ts';
import type { Samples } from './sample.ts';

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

export function tournamentSamples(ids: TournamentIds, page: Record<string, string>): Samples {
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

/** Two tournaments that have invited somebody: one invitation is accepted, the other one declined. */
export async function aStaffedTournament() {
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
export async function aSandbox() {
  const organizer = await aPerson({ roles: ['organizer'] });
  const body = { actsPerMinute: 1 };
  const { tournament } = ok(await post('/v1/sandbox/tournaments', { as: organizer, body }), 201);
  const stage: Pick<Stage, 'id' | 'organizer'> = { id: tournament.id, organizer };
  await move(stage, 'published', 'cancelled');
  return stage;
}

/** With one tournament. Another one is added. */
export async function aSeries(tournamentId: string) {
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
