// Tournaments of two players that acts begin from: filled, started, played, completed.

import type { Person } from '../../../../bench/acts/client.ts';
import { openTournament } from '../../../../bench/acts/tournament.ts';
import type { ActWorld } from './keyed-act.ts';

/** With two players, before its start. */
export async function filled({ client }: ActWorld, fields: object = {}) {
  const stage = await openTournament(client, 8, fields);
  const players = [await client.person(), await client.person()] as const;
  for (const player of players) await client.post(player, `/v1/tournaments/${stage.id}/registrations`, {});
  await stage.move('registration_closed');
  return { ...stage, players };
}

export async function started(world: ActWorld, fields: object = {}) {
  const stage = await filled(world, fields);
  await stage.move('live');
  const { items } = await world.client.get(null, `/v1/tournaments/${stage.id}/matches`);
  const [match] = items;
  const side = (playerId: string) => stage.players.find(({ id }) => id === playerId) as Person;
  const entrantOf = (slot: 0 | 1) => side(match.slots[slot].entrant.playerId);
  return { ...stage, match, a: entrantOf(0), b: entrantOf(1) };
}

export async function played(world: ActWorld, fields: object = {}) {
  const stage = await started(world, fields);
  await world.client.post(stage.organizer, `/v1/matches/${stage.match.id}/decisions`, score);
  return stage;
}

export async function completed(world: ActWorld, fields: object = {}) {
  const stage = await played(world, fields);
  await stage.move('completed');
  return stage;
}

export const score = { scores: [2, 1] };
