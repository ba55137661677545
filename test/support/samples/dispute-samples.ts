// Accepted requests of the routes of disputes.

import { post } from '../isolate/api.ts';
import { aMatchDay, matchAt, sideOf } from '../tournaments/match-days.ts';
import { ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

const body = { reason: 'no_show', text: 'Nobody came to our board.' };
const score = { scores: [2, 1] };

export async function disputeSamples(page: Record<string, string>) {
  const day = await aMatchDay(8, {}, { stages: [{ format: 'single_elimination' }] });
  const { organizer } = day;
  const aReport = async (key: string) => {
    const [{ id }, opponent] = [await matchAt(day, key), await sideOf(day, key, 1)];
    ok(await post(`/v1/matches/${id}/reports`, { as: await sideOf(day, key, 0), body: score }), 200);
    return {
      id,
      opponent,
      contest: async () => ok(await post(`/v1/matches/${id}/disputes`, { as: opponent, body }), 201).id,
    };
  };
  const [open, later, over] = [await aReport('1.1.0'), await aReport('1.1.1'), await aReport('1.1.2')];
  ok(await post(`/v1/matches/${over.id}/confirmations`, { as: over.opponent, body: score }), 200);
  const [withdrawn, rejected] = [await later.contest(), await over.contest()];
  const samples: Samples = {
    'POST /v1/matches/:id/disputes': { params: { id: open.id }, body, as: open.opponent },
    'GET /v1/matches/:id/disputes': { params: { id: over.id }, query: page },
    'GET /v1/tournaments/:id/disputes': { params: { id: day.id }, query: { open: 'true', ...page } },
    'POST /v1/disputes/:id/withdrawal': { params: { id: withdrawn }, as: later.opponent },
    'POST /v1/disputes/:id/rejection': { params: { id: rejected } },
  };
  const belongings: [string, Belonging][] = [
    [day.id, { organizer }],
    [open.id, { owner: open.opponent, organizer }],
    [over.id, { owner: over.opponent, organizer }],
    [withdrawn, { owner: later.opponent, organizer }],
    [rejected, { owner: over.opponent, organizer }],
  ];
  return { samples, belongings };
}
