// Acts on teams, registrations, guests and conditions of entry.

import { openTournament } from '../../../../bench/acts/tournament.ts';
import { addSeconds, systemClock } from '../../../../src/core/instant.ts';
import { type ActWorld, type KeyedAct, request } from './keyed-act.ts';

export const teams: Readonly<Record<string, KeyedAct>> = {
  team: async ({ client }) => request(await client.person(), '/v1/teams', { name: 'The Engines' }),
  'new membership': async ({ client, payer }) => {
    const { id, joinCode } = await client.post(payer, '/v1/teams', { name: 'The Engines' });
    return request(await client.person(), `/v1/teams/${id}/members`, { joinCode });
  },
};

const pending = { requiresApproval: true, entryFeeCoins: 5 };

const registering =
  (fields: object = {}): KeyedAct =>
  async ({ client, payer }) => {
    const { id } = await openTournament(client, 8, fields);
    return request(payer, `/v1/tournaments/${id}/registrations`);
  };

const ending =
  (noun: 'cancellation' | 'approval' | 'rejection', fields: object): KeyedAct =>
  async ({ client, payer }) => {
    const { id, organizer } = await openTournament(client, 8, fields);
    const registration = await client.post(payer, `/v1/tournaments/${id}/registrations`, {});
    const as = noun === 'cancellation' ? payer : organizer;
    return request(as, `/v1/registrations/${registration.id}/${noun}`, { reason: 'ill' });
  };

/** Check-in is open. */
async function soon({ client, payer }: ActWorld) {
  const startsAt = addSeconds(systemClock(), 12 * 3600);
  const stage = await openTournament(client, 8, { checkInMinutes: 1440, startsAt });
  const registration = await client.post(payer, `/v1/tournaments/${stage.id}/registrations`, {});
  return { ...stage, registrationId: registration.id as string };
}

async function guest({ client }: ActWorld) {
  const { id, organizer } = await openTournament(client, 8);
  const entered = await client.post(organizer, `/v1/tournaments/${id}/guests`, { displayName: 'Grace' });
  return { ...entered, organizer };
}

export const registrations: Readonly<Record<string, KeyedAct>> = {
  registration: registering(),
  'registration with a fee': registering({ entryFeeCoins: 5 }),
  'registration that needs approval': registering(pending),
  'cancelled registration': ending('cancellation', { entryFeeCoins: 5 }),
  'check-in': async (world) => request(world.payer, `/v1/registrations/${(await soon(world)).registrationId}/check-in`),
  'check-in of many': async (world) => {
    const { id, organizer, registrationId } = await soon(world);
    return request(organizer, `/v1/tournaments/${id}/check-ins`, { registrationIds: [registrationId] });
  },
  'rating list': async ({ client }) =>
    request(await client.person(['organizer']), '/v1/rating-lists', { name: 'Club' }),
  guest: async ({ client }) => {
    const { id, organizer } = await openTournament(client, 8);
    return request(organizer, `/v1/tournaments/${id}/guests`, { displayName: 'Grace' });
  },
  'file of guests': async ({ client }) => {
    const { id, organizer } = await openTournament(client, 8);
    const path = `/v1/tournaments/${id}/imports/entrants`;
    return { as: organizer, path, body: 'name\nGrace\n', mediaType: 'text/csv' };
  },
  'FIDE file of guests': async ({ client }) => {
    const { id, organizer } = await openTournament(client, 8);
    const path = `/v1/tournaments/${id}/imports/trf`;
    const line = `${'001    1      Grace                             1850'.padEnd(80)} 0.0    1\n`;
    return { as: organizer, path, body: line, mediaType: 'text/plain' };
  },
  'invitation code': async ({ client }) => {
    const { id, organizer } = await openTournament(client, 8, { entryCondition: 'code' });
    return request(organizer, `/v1/tournaments/${id}/invitation-codes`, { usesMax: 3 });
  },
  'allow list': async ({ client, payer }) => {
    const { id, organizer } = await openTournament(client, 8, { entryCondition: 'list' });
    return request(organizer, `/v1/tournaments/${id}/allow-list`, { add: [{ playerId: payer.id }] });
  },
  'claim code made anew': async (world) => {
    const { organizer, registration } = await guest(world);
    return request(organizer, `/v1/registrations/${registration.id}/claim-codes`);
  },
  claim: async (world) => {
    const { claimCode } = await guest(world);
    return request(world.payer, '/v1/registrations/claims', { code: claimCode });
  },
  approval: ending('approval', pending),
  rejection: ending('rejection', pending),
};
