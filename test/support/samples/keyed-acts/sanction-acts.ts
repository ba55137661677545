// Acts of moderation: sanctions, appeals, reports, cases and rules.

import type { Person } from '../../../../bench/acts/client.ts';
import type { KeyedRequest } from '../../laurels/lost-answer.ts';
import { started } from './begun-tournament.ts';
import { type ActWorld, type KeyedAct, request, send } from './keyed-act.ts';

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

export const sanctions: Readonly<Record<string, KeyedAct>> = {
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
