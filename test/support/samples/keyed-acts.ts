// One request for each act that takes an Idempotency-Key, with everything it needs.

import type { Client, Person } from '../../../bench/acts/client.ts';
import { openTournament } from '../../../bench/acts/tournament.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import type { KeyedRequest } from '../laurels/lost-answer.ts';

export interface Owner extends Person {
  readonly walletId: string;
}

export interface ActWorld {
  readonly client: Client;
  readonly finance: Person;
  readonly payer: Owner;
  readonly payee: Owner;
}

export type KeyedAct = (world: ActWorld) => Promise<KeyedRequest>;

const request = (as: Person, path: string, body: object = {}): KeyedRequest => ({ as, path, body });
const send = async (world: ActWorld, { as, path, body }: KeyedRequest) =>
  world.client.post(as, path, body as object, { key: crypto.randomUUID() });

const pair = ({ payer, payee }: ActWorld) => ({
  fromWalletId: payer.walletId,
  toWalletId: payee.walletId,
  amountCoins: 1,
});
const terms = ({ payer, payee }: ActWorld) => ({
  walletId: payer.walletId,
  toWalletId: payee.walletId,
  amountCoins: 2,
});
const sale = ({ payer }: ActWorld) => ({ playerId: payer.id, amountCoins: 1, reference: crypto.randomUUID() });
const alone = ({ payer }: ActWorld) => ({ walletId: payer.walletId, amountCoins: 1, note: 'n' });

/** The answer to an offered place. */
async function offered({ client }: ActWorld, noun: string): Promise<KeyedRequest> {
  const { id } = await openTournament(client, 2, { offerMinutes: 60 });
  const players = [await client.person(), await client.person(), await client.person()];
  const ids: string[] = [];
  for (const player of players) ids.push((await client.post(player, `/v1/tournaments/${id}/registrations`, {})).id);
  await client.post(players[0] as Person, `/v1/registrations/${ids[0]}/cancellation`, {});
  return request(players[2] as Person, `/v1/registrations/${ids[2]}/offer-${noun}`);
}

const coins: Readonly<Record<string, KeyedAct>> = {
  transfer: async (world) => request(world.payer, '/v1/transfers', pair(world)),
  credit: async (world) => request(world.finance, '/v1/credits', alone(world)),
  receipt: async (world) => request(world.finance, '/v1/receipts', sale(world)),
  'receipt reversal': async (world) => {
    const { id } = await send(world, request(world.finance, '/v1/receipts', sale(world)));
    return request(world.finance, `/v1/receipts/${id}/reversals`, { note: 'n' });
  },
  debit: async (world) => request(world.finance, '/v1/debits', alone(world)),
  batch: async (world) => request(world.finance, '/v1/batches', { movements: [pair(world), pair(world)], note: 'n' }),
  hold: async (world) => request(world.payer, '/v1/holds', terms(world)),
  capture: async (world) => {
    const { id } = await send(world, request(world.payer, '/v1/holds', terms(world)));
    return request(world.payee, `/v1/holds/${id}/captures`, { amountCoins: 1 });
  },
  release: async (world) => {
    const { id } = await send(world, request(world.payer, '/v1/holds', terms(world)));
    return request(world.payee, `/v1/holds/${id}/releases`);
  },
  reversal: async (world) => {
    const { id } = await send(world, request(world.payer, '/v1/transfers', pair(world)));
    return request(world.finance, `/v1/transfers/${id}/reversals`, { note: 'n' });
  },
  'wallet opening': async ({ client }) => request(await client.person(), '/v1/wallets'),
  freeze: async ({ finance, payee }) =>
    request(finance, `/v1/wallets/${payee.walletId}/freeze`, { reason: 'under review' }),
  'wallet closure': async ({ client }) => {
    const owner = await client.person();
    const { id } = await client.post(owner, '/v1/wallets', {});
    return request(owner, `/v1/wallets/${id}/closure`, { reason: 'moved away' });
  },
  'wallet reopening': async ({ finance, payee }) =>
    request(finance, `/v1/wallets/${payee.walletId}/reopening`, { reason: 'back' }),
  thaw: async ({ finance, payee }) => request(finance, `/v1/wallets/${payee.walletId}/thaw`, { reason: 'reviewed' }),
  'offer acceptance': async (world) => offered(world, 'acceptance'),
  'offer refusal': async (world) => offered(world, 'refusal'),
};

const teams: Readonly<Record<string, KeyedAct>> = {
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

const registrations: Readonly<Record<string, KeyedAct>> = {
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

/** With two players, before its start. */
async function filled({ client }: ActWorld, fields: object = {}) {
  const stage = await openTournament(client, 8, fields);
  const players = [await client.person(), await client.person()] as const;
  for (const player of players) await client.post(player, `/v1/tournaments/${stage.id}/registrations`, {});
  await stage.move('registration_closed');
  return { ...stage, players };
}

async function started(world: ActWorld, fields: object = {}) {
  const stage = await filled(world, fields);
  await stage.move('live');
  const { items } = await world.client.get(null, `/v1/tournaments/${stage.id}/matches`);
  const [match] = items;
  const side = (playerId: string) => stage.players.find(({ id }) => id === playerId) as Person;
  const entrantOf = (slot: 0 | 1) => side(match.slots[slot].entrant.playerId);
  return { ...stage, match, a: entrantOf(0), b: entrantOf(1) };
}

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

async function played(world: ActWorld, fields: object = {}) {
  const stage = await started(world, fields);
  await world.client.post(stage.organizer, `/v1/matches/${stage.match.id}/decisions`, score);
  return stage;
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

async function completed(world: ActWorld, fields: object = {}) {
  const stage = await played(world, fields);
  await stage.move('completed');
  return stage;
}

const score = { scores: [2, 1] };

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

const staff: Readonly<Record<string, KeyedAct>> = {
  invitation: async (world) => (await invited(world)).inviting,
  'accepted invitation': async (world) => {
    const { player, inviting } = await invited(world);
    await send(world, inviting);
    return request(player, `${inviting.path}/${player.id}/acceptance`);
  },
};

const tournaments: Readonly<Record<string, KeyedAct>> = {
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

const pleading = { text: 'It was not me, look again.' };
const sanction = { kind: 'ban', reasonCode: 'fraud', statement: 'Coins of others.', endsAt: null };

/** Who has read the own profile: moderators act on players of whom something is kept. */
async function aKnown({ client }: ActWorld, ...roles: Parameters<typeof client.person>): Promise<Person> {
  const person = await client.person(...roles);
  await client.get(person, '/v1/me');
  return person;
}

/** By a moderator, of a new player. */
async function sanctioning(world: ActWorld) {
  const [moderator, player] = [await world.client.person(['moderator']), await aKnown(world)];
  return request(moderator, '/v1/sanctions', { ...sanction, playerId: player.id });
}

const deciding =
  (noun: string, body: object): KeyedAct =>
  async (world) => {
    const { id } = await send(world, await sanctioning(world));
    return request(await world.client.person(['moderator']), `/v1/sanctions/${id}/${noun}`, body);
  };

const reporting = (as: Person, { id }: Person) =>
  request(as, '/v1/reports', { subject: { type: 'player', id }, category: 'other', text: 'Odd.' });

/** By an administrator, who sees all queues. */
async function onCase(world: ActWorld, noun: string, body: object): Promise<KeyedRequest> {
  const { caseId } = await send(world, reporting(await world.client.person(), await aKnown(world)));
  return request(await world.client.person(['admin']), `/v1/moderation/cases/${caseId}/${noun}`, body);
}

const ruling = { title: 'Warned players wait', acts: ['register'], kinds: ['warn'] };
const span = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };

const sanctions: Readonly<Record<string, KeyedAct>> = {
  'declared rule': async ({ client }) => request(await client.person(['admin']), '/v1/moderation/rules', ruling),
  'trial of a rule': async (world) => {
    const admin = await world.client.person(['admin']);
    const { id } = await send(world, request(admin, '/v1/moderation/rules', ruling));
    return request(admin, `/v1/moderation/rules/${id}/trials`, span);
  },
  sanction: sanctioning,
  appeal: async (world) => {
    const player = await aKnown(world);
    const moderator = await world.client.person(['moderator']);
    const { id } = await send(world, request(moderator, '/v1/sanctions', { ...sanction, playerId: player.id }));
    return request(player, `/v1/sanctions/${id}/appeals`, pleading);
  },
  'ruling on an appeal': async (world) => {
    const player = await aKnown(world);
    const moderator = await world.client.person(['moderator']);
    const { id } = await send(world, request(moderator, '/v1/sanctions', { ...sanction, playerId: player.id }));
    const appeal = await send(world, request(player, `/v1/sanctions/${id}/appeals`, pleading));
    const ruling = { outcome: 'lifted', statement: 'True.' };
    return request(await world.client.person(['moderator']), `/v1/moderation/appeals/${appeal.id}/rulings`, ruling);
  },
  'review of a tournament on probation': async (world) => {
    const [moderator, organizer] = [await world.client.person(['moderator']), await aKnown(world, ['organizer'])];
    const probation = { ...sanction, kind: 'hosting_probation', playerId: organizer.id };
    await send(world, request(moderator, '/v1/sanctions', probation));
    const draft = { title: 'Open', capacity: 8, startsAt: '2099-01-01T10:00:00Z' };
    const { id } = await send(world, request(organizer, '/v1/tournaments', draft));
    return request(moderator, `/v1/moderation/tournaments/${id}/hosting-review`, { note: 'Seen.' });
  },
  'removal of an entrant': async (world) => {
    const [{ match, a }, moderator] = [await started(world), await world.client.person(['moderator'])];
    const terms = { ...sanction, kind: 'suspend', playerId: a.id };
    const { id } = await send(world, request(moderator, '/v1/sanctions', terms));
    const { registrationId } = match.slots[0].entrant;
    return request(moderator, `/v1/sanctions/${id}/removals`, { registrationId });
  },
  // Of a ban that was proposed: it has a strike only from then on.
  'dismissed strike': async (world) => {
    const { as, path } = await deciding('confirmation', {})(world);
    const { id } = await send(world, { as, path, body: {} });
    return request(as, `/v1/sanctions/${id}/strike-dismissal`, { reason: 'A mistake' });
  },
  'confirmed sanction': deciding('confirmation', {}),
  'revoked sanction': deciding('revocation', { reason: 'A mistake' }),
  'report of a player': async (world) => reporting(await world.client.person(), await aKnown(world)),
  'taken case': (world) => onCase(world, 'lease', { minutes: 5 }),
  'triaged case': (world) => onCase(world, 'triage', { version: 1, priority: 5 }),
  'decided case': (world) => onCase(world, 'decision', { version: 1, outcome: 'rejected', statement: 'Nothing seen.' }),
};

async function issued(world: ActWorld) {
  const { id, organizer } = await completed(world);
  await world.client.post(organizer, `/v1/tournaments/${id}/certificates`, {});
  for (;;) {
    const { pending: left, items } = await world.client.get(organizer, `/v1/tournaments/${id}/certificates`);
    const loserId = items.find(({ type }: { type: string }) => type === 'runner_up')?.registrationId as string;
    if (left === 0) return { id, organizer, certificateId: items[0].id as string, loserId };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const changing =
  (noun: string, body: object, before: readonly string[] = []): KeyedAct =>
  async (world) => {
    const { organizer, certificateId } = await issued(world);
    const path = `/v1/certificates/${certificateId}`;
    for (const earlier of before) await world.client.post(organizer, `${path}/${earlier}`, { reason: 'under review' });
    return request(organizer, `${path}/${noun}`, body);
  };

/** The queue draws what was issued, at any time afterwards: also while the next act is counted. So these acts are the last. */
const drawing = { laterTables: ['event_outbox', 'object_item'] };

const certificates: Readonly<Record<string, KeyedAct>> = {
  revocation: changing('revocation', { reason: 'Entered by mistake' }),
  suspension: changing('suspension', { reason: 'under review' }),
  reinstatement: changing('reinstatement', { reason: 'reviewed' }, ['suspension']),
  replacement: async (world) => {
    const replacing = changing('replacement', { displayName: 'Ada King', reason: 'Name corrected' });
    return { ...(await replacing(world)), ...drawing };
  },
  certificates: async (world) => {
    const { id, organizer } = await completed(world);
    return { ...request(organizer, `/v1/tournaments/${id}/certificates`), ...drawing };
  },
  'export of certificates': async (world) => {
    const { id, organizer } = await issued(world);
    const laterTables = [...drawing.laterTables, 'certificate_export', 'certificate_export_piece'];
    return { ...request(organizer, `/v1/tournaments/${id}/certificate-exports`, { format: 'zip' }), laterTables };
  },
  'disqualification after the end': async (world) => {
    const { organizer, loserId } = await issued(world);
    const path = `/v1/registrations/${loserId}/late-disqualifications`;
    return { ...request(organizer, path, { reason: 'Cheating' }), ...drawing };
  },
};

/** `https`, because this Laurel is no development server; nobody answers there. The queue sends at any time afterwards. */
async function aWebhook({ client }: ActWorld) {
  const owner = await client.person(['organizer']);
  const { webhook } = await client.post(owner, '/v1/webhooks', { url: 'https://hooks.example.com/' });
  const later = (path: string, body = {}) => ({ ...request(owner, path, body), laterTables: ['webhook_attempt'] });
  return { owner, path: `/v1/webhooks/${webhook.id}`, later };
}

const webhooks: Readonly<Record<string, KeyedAct>> = {
  webhook: async ({ client }) =>
    request(await client.person(['organizer']), '/v1/webhooks', { url: 'https://hooks.example.com/' }),
  'new key of a webhook': async (world) => {
    const { owner, path } = await aWebhook(world);
    return request(owner, `${path}/secrets`);
  },
  'test of a webhook': async (world) => {
    const { path, later } = await aWebhook(world);
    return later(`${path}/tests`);
  },
  'recovery of a webhook': async (world) => {
    const { path, later } = await aWebhook(world);
    return later(`${path}/recoveries`, { since: systemClock() });
  },
  'delivery sent again': async (world) => {
    const { owner, path, later } = await aWebhook(world);
    const { id } = await world.client.post(owner, `${path}/tests`, {});
    return later(`/v1/webhook-deliveries/${id}/resends`);
  },
};

const operations: Readonly<Record<string, KeyedAct>> = {
  'revoked API key': async ({ client }) => {
    const organizer = await client.person(['organizer']);
    const { apiKey } = await client.post(organizer, '/v1/api-keys', { name: 'A', scopes: ['matches:read'] });
    return request(organizer, `/v1/api-keys/${apiKey.id}/revocation`);
  },
  'API key': async ({ client }) =>
    request(await client.person(['organizer']), '/v1/api-keys', { name: 'A', scopes: ['matches:read'] }),
  'granted role': async ({ client, payer }) =>
    request(await client.person(['admin']), `/v1/players/${payer.id}/roles`, { role: 'moderator' }),
  backfill: async ({ client }) =>
    request(await client.person(['admin']), '/v1/objects/backfills', { direction: 'r2-to-s3', dryRun: true }),
};

/** As a list of each group, so that two acts of one name are both there. */
export const keyedActs: readonly (readonly [name: string, act: KeyedAct])[] = [
  ...[coins, teams, registrations, staff],
  ...[tournaments, sanctions, operations, webhooks, certificates],
].flatMap((group) => Object.entries(group));
