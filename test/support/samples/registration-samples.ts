// Accepted requests of the routes of registrations, check-in, offers, guests and rating lists.

import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { aPerson, get, type Person, post } from '../isolate/api.ts';
import { aTournament, enter, move, ok, people, type Stage } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

/** In `open`, two entrants wait for approval. */
export async function registrationSamples(
  open: Awaited<ReturnType<typeof anOpenTournament>>,
  admin: Person,
  reason: string,
  page: Record<string, string>,
) {
  const soon = await aTournamentSoon();
  const ratingList = ok(await post('/v1/rating-lists', { as: admin, body: { name: 'Club' } }), 201);
  const [guest, claimed] = [await aGuest(soon), await aGuest(soon)];
  const [offered, refused] = await offeredPlaces();
  const samples: Samples = {
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
  };
  const [entrant, another] = open.players as [Person, Person];
  const belongings: [string, Belonging][] = [
    [guest.registrationId, { organizer: soon.organizer }],
    [soon.registrationId, { owner: soon.player, organizer: soon.organizer }],
    [soon.id, { organizer: soon.organizer }],
    [open.registrationIds[0], { owner: entrant, organizer: open.organizer }],
    [open.registrationIds[1], { owner: another, organizer: open.organizer }],
    ...[offered, refused].map(({ id, player, organizer }): [string, Belonging] => [id, { owner: player, organizer }]),
  ];
  return { samples, belongings };
}

export async function anOpenTournament() {
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
