// Acts on tournaments, their staff, stages and matches.

import type { Person } from '../../../../bench/acts/client.ts';
import { openTournament } from '../../../../bench/acts/tournament.ts';
import type { KeyedRequest } from '../../laurels/lost-answer.ts';
import { completed, filled, played, score, started } from './begun-tournament.ts';
import { type ActWorld, type KeyedAct, request, send } from './keyed-act.ts';

/** The client of the bench has no PUT. */
async function put({ client }: ActWorld, { as, path, body }: KeyedRequest): Promise<void> {
  const headers = { authorization: `Bearer ${as.token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${client.baseUrl}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Its matches have a check-in. */
async function awaited(world: ActWorld) {
  const stage = await filled(world);
  await put(world, request(stage.organizer, `/v1/tournaments/${stage.id}/match-plan`, { matchCheckInMinutes: 30 }));
  await stage.move('live');
  const { items } = await world.client.get(null, `/v1/tournaments/${stage.id}/matches`);
  const path = `/v1/matches/${items[0].id}/check-ins`;
  return request(stage.organizer, path, { registrationId: items[0].slots[0].entrant.registrationId });
}

async function vetoed(world: ActWorld) {
  const { id, organizer, match, a } = await started(world);
  const steps = [{ kind: 'pick', by: 'a' }];
  const plan = { maps: ['Dust', 'Nuke'], steps, stepSeconds: 3600 };
  await put(world, request(organizer, `/v1/tournaments/${id}/stages/1/veto`, plan));
  return request(a, `/v1/matches/${match.id}/veto`, { action: 'start' });
}

async function called(world: ActWorld) {
  const { match, a, organizer } = await started(world);
  return { organizer, call: request(a, `/v1/matches/${match.id}/referee-calls`, { reason: 'rules' }) };
}

async function contested(world: ActWorld) {
  const stage = await started(world);
  await world.client.post(stage.a, `/v1/matches/${stage.match.id}/reports`, score);
  const text = 'The last game was not played.';
  return { ...stage, opening: request(stage.b, `/v1/matches/${stage.match.id}/disputes`, { reason: 'other', text }) };
}

async function leaving(world: ActWorld, noun: 'withdrawals' | 'disqualifications') {
  const { match, organizer } = await started(world);
  return request(organizer, `/v1/registrations/${match.slots[0].entrant.registrationId}/${noun}`, { reason: 'ill' });
}

async function aSwissOfThree({ client }: ActWorld) {
  const stage = await openTournament(client, 8, { stages: [{ format: 'swiss', rounds: 3 }] });
  for (const player of [await client.person(), await client.person(), await client.person()])
    await client.post(player, `/v1/tournaments/${stage.id}/registrations`, {});
  await stage.move('registration_closed');
  await stage.move('live');
  return stage;
}

/** Of a Swiss whose first round is played. */
async function nextRound(world: ActWorld): Promise<KeyedRequest> {
  const { client } = world;
  const stage = await aSwissOfThree(world);
  const { items } = await client.get(null, `/v1/tournaments/${stage.id}/matches`);
  const open = items.find(({ state }: { state: string }) => state === 'ready');
  await client.post(stage.organizer, `/v1/matches/${open.id}/decisions`, score);
  const asked = request(stage.organizer, `/v1/tournaments/${stage.id}/stages/1/rounds`);
  return { ...asked, laterTables: ['tournament_match', 'tournament_slot', 'event_outbox'] };
}

const twoStages = {
  stages: [
    { format: 'round_robin' },
    { format: 'single_elimination', entrants: { stage: 1, from: 'ranking', perGroup: 2, bestOfRest: 0 } },
  ],
};

const moving =
  (to: string, prepare: (world: ActWorld) => Promise<{ readonly id: string; readonly organizer: Person }>): KeyedAct =>
  async (world) => {
    const { id, organizer } = await prepare(world);
    return request(organizer, `/v1/tournaments/${id}/transitions`, { to });
  };

async function invited({ client }: ActWorld) {
  const { id, organizer } = await openTournament(client, 8);
  const player = await client.person();
  const inviting = request(organizer, `/v1/tournaments/${id}/staff`, { playerId: player.id, role: 'referee' });
  return { player, inviting };
}

export const staff: Readonly<Record<string, KeyedAct>> = {
  invitation: async (world) => (await invited(world)).inviting,
  'accepted invitation': async (world) => {
    const { player, inviting } = await invited(world);
    await send(world, inviting);
    return request(player, `${inviting.path}/${player.id}/acceptance`);
  },
};

export const tournaments: Readonly<Record<string, KeyedAct>> = {
  tournament: async ({ client }) =>
    request(await client.person(['organizer']), '/v1/tournaments', {
      title: 'Autumn Open',
      capacity: 8,
      entryFeeCoins: 1,
      startsAt: '2035-01-01T10:00:00Z',
    }),
  // Nothing is due while the test looks.
  sandbox: async ({ client }) =>
    request(await client.person(['organizer']), '/v1/sandbox/tournaments', { seed: 'a', actsPerMinute: 1 }),
  copy: async ({ client }) => {
    const { id, organizer } = await openTournament(client, 8);
    return request(organizer, `/v1/tournaments/${id}/copies`, { startsAt: '2036-01-01T10:00:00Z' });
  },
  series: async ({ client }) =>
    request(await client.person(['organizer']), '/v1/series', { title: 'Season 1', points: [10, 6] }),
  'change of state': moving('registration_closed', ({ client }) => openTournament(client, 8)),
  start: moving('live', (world) => filled(world)),
  completion: moving('completed', (world) => played(world)),
  'cancelled tournament': moving('cancelled', ({ client }) => openTournament(client, 8)),
  seeding: async (world) => {
    const { id, organizer } = await filled(world);
    return request(organizer, `/v1/tournaments/${id}/seeding`, { method: 'random', seed: 'drawn on Friday' });
  },
  'next round': nextRound,
  'late entry': async (world) => {
    const { id, organizer } = await aSwissOfThree(world);
    const { id: playerId } = await world.client.person();
    return request(organizer, `/v1/tournaments/${id}/stages/1/entrants`, { playerId, displayName: 'Late Larry' });
  },
  'completed stage': async (world) => {
    const { id, organizer } = await played(world, twoStages);
    return request(organizer, `/v1/tournaments/${id}/stages/1/completions`);
  },
  'started stage': async (world) => {
    const { id, organizer } = await played(world, twoStages);
    await world.client.post(organizer, `/v1/tournaments/${id}/stages/1/completions`, {});
    return request(organizer, `/v1/tournaments/${id}/stages/2/starts`);
  },
  report: async (world) => {
    const { match, a } = await started(world);
    return request(a, `/v1/matches/${match.id}/reports`, score);
  },
  confirmation: async (world) => {
    const { match, a, b } = await started(world);
    await world.client.post(a, `/v1/matches/${match.id}/reports`, score);
    return request(b, `/v1/matches/${match.id}/confirmations`, score);
  },
  'link as evidence': async (world) => {
    const { match, a } = await started(world);
    return request(a, `/v1/matches/${match.id}/evidence`, { url: 'https://video.test/42' });
  },
  decision: async (world) => {
    const { match, organizer } = await started(world);
    return request(organizer, `/v1/matches/${match.id}/decisions`, score);
  },
  forfeit: async (world) => {
    const { match, organizer } = await started(world);
    return request(organizer, `/v1/matches/${match.id}/forfeits`, { absent: [0] });
  },
  correction: async (world) => {
    const { match, organizer } = await played(world);
    return request(organizer, `/v1/matches/${match.id}/corrections`, { scores: [1, 2] });
  },
  'match check-in': awaited,
  'started veto': vetoed,
  'step of a veto': async (world) => {
    const start = await vetoed(world);
    await send(world, start);
    return { ...start, body: { action: 'choose', step: 0, choice: 'Nuke' } };
  },
  'call for a referee': async (world) => (await called(world)).call,
  'resolved call': async (world) => {
    const { organizer, call } = await called(world);
    const { id } = await send(world, call);
    return request(organizer, `/v1/referee-calls/${id}/resolution`);
  },
  dispute: async (world) => (await contested(world)).opening,
  'withdrawn dispute': async (world) => {
    const { b, opening } = await contested(world);
    return request(b, `/v1/disputes/${(await send(world, opening)).id}/withdrawal`);
  },
  'rejected dispute': async (world) => {
    const { organizer, match, opening } = await contested(world);
    await world.client.post(opening.as, `/v1/matches/${match.id}/confirmations`, score);
    return request(organizer, `/v1/disputes/${(await send(world, opening)).id}/rejection`);
  },
  'scheduled round': async (world) => {
    const { id, organizer } = await started(world);
    const startsAt = '2099-01-01T10:00:00Z';
    return request(organizer, `/v1/tournaments/${id}/schedule`, { round: 1, startsAt });
  },
  'called match': async (world) => {
    const { match, organizer } = await started(world);
    return request(organizer, `/v1/matches/${match.id}/calls`);
  },
  withdrawal: (world) => leaving(world, 'withdrawals'),
  disqualification: (world) => leaving(world, 'disqualifications'),
  'approval of placements': async (world) => {
    const { id, organizer, match } = await started(world);
    await send(world, request(organizer, `/v1/matches/${match.id}/forfeits`, { absent: [0] }));
    await send(world, request(organizer, `/v1/tournaments/${id}/transitions`, { to: 'completed' }));
    return request(organizer, `/v1/tournaments/${id}/placement-approvals`);
  },
  reopening: async (world) => {
    const { id, organizer } = await completed(world);
    return request(organizer, `/v1/tournaments/${id}/reopenings`, { reason: 'A wrong result' });
  },
  payout: async (world) => {
    const { id, organizer } = await completed(world, { prizes: { kind: 'fixed', places: [5] } });
    const { escrowWalletId } = await world.client.get(null, `/v1/tournaments/${id}/prizes`);
    await send(world, request(world.finance, '/v1/credits', { walletId: escrowWalletId, amountCoins: 5, note: 'n' }));
    return request(organizer, `/v1/tournaments/${id}/payouts`);
  },
};
