// Accepted requests of the routes of matches and of what staff decides in them.

import { get, type Person, post } from '../isolate/api.ts';
import { aLiveTournament, matchesOf, ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

/** In the first match of `live`. */
export async function matchSamples(
  live: Awaited<ReturnType<typeof aLiveTournament>>,
  reason: string,
  page: Record<string, string>,
) {
  const match = (await matchesOf(live))[0]?.id ?? '';
  const result = { scores: [2, 1] };
  const samples: Samples = {
    ...(await staffSamples(reason)),
    'GET /v1/matches/:id': { params: { id: match } },
    'GET /v1/matches/:id/results': { params: { id: match }, query: page },
    'GET /v1/matches/:id/evidence': { params: { id: match } },
    'POST /v1/matches/:id/evidence': { params: { id: match }, body: { url: 'https://video.test/42' } },
    'POST /v1/matches/:id/evidence/files': { params: { id: match }, status: 415 },
    'GET /v1/evidence/:id/file': { params: { id: `evd_${'0'.repeat(26)}` }, status: 404 },
    'POST /v1/matches/:id/decisions': { params: { id: match }, body: result },
    'GET /live/matches/:id': { params: { id: match }, status: 422 },
    'GET /v1/matches/:id/events': { params: { id: match }, query: { since: '1' } },
    'PUT /v1/matches/:id/score': {
      params: { id: match },
      body: { scores: [1, 0], games: [{ scores: [13, 7] }, { scores: [2, 5] }] },
    },
    'POST /v1/matches/:id/reports': { params: { id: match }, body: result, as: live.players[0] as Person },
    'POST /v1/matches/:id/confirmations': { params: { id: match }, body: result, as: live.players[1] as Person },
  };
  const belongings: [string, Belonging][] = [[match, { owner: live.players[0] as Person, organizer: live.organizer }]];
  return { samples, belongings };
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
