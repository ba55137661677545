// Creates tournaments for the benches over the public API.

import type { Client, Person } from './client.ts';
import { pooled } from './client.ts';

export interface Stage {
  readonly id: string;
  readonly organizer: Person;
  readonly move: (to: string) => Promise<unknown>;
}

/** A tournament with open registration. */
export async function openTournament(client: Client, capacity: number, fields: object = {}): Promise<Stage> {
  const organizer = await client.person(['organizer']);
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { title: 'Bench Open', issuer: 'Bench', capacity, startsAt, ...fields };
  const { id } = await client.post(organizer, '/v1/tournaments', body);
  const move = (to: string) => client.post(organizer, `/v1/tournaments/${id}/transitions`, { to });
  await move('published');
  await move('registration_open');
  return { id, organizer, move };
}

export const people = (client: Client, count: number): Promise<Person[]> =>
  Promise.all(Array.from({ length: count }, () => client.person()));

/** A match, with a player who can report its result, and one who can confirm it. */
export interface Report {
  readonly path: string;
  readonly as: Person;
  readonly other: Person;
}

/** So many entrants have at least `matches` in their first round; never more than `max`, a power of two. */
export const entrantsFor = (matches: number, max: number): number =>
  Math.min(max, 2 ** Math.ceil(Math.log2(2 * matches)));

export interface Started extends Stage {
  /** One per match of the first round. */
  readonly reports: readonly Report[];
  readonly registrationIds: readonly string[];
}

/** A live tournament without results. Half of its certificates will be in Bengali. */
export async function startTournament(client: Client, entrants: number, fields: object = {}): Promise<Started> {
  const stage = await openTournament(client, entrants, fields);
  const players = await people(client, entrants);
  const byId = new Map(players.map((player) => [player.id, player]));
  const registrations = await pooled(players, (player, index) =>
    client.post(player, `/v1/tournaments/${stage.id}/registrations`, { language: index % 2 === 0 ? 'en' : 'bn' }),
  );
  await stage.move('registration_closed');
  await stage.move('live');
  const reports = (await matchesOf(client, stage.id)).flatMap((match): Report[] => {
    const [as, other] = match.slots.map(({ entrant }) => byId.get(entrant?.playerId ?? ''));
    if (match.state !== 'ready' || as === undefined || other === undefined) return [];
    return [{ as, other, path: `/v1/matches/${match.id}/reports` }];
  });
  return { ...stage, reports, registrationIds: registrations.map(({ id }) => id) };
}

interface Match {
  readonly id: string;
  readonly state: string;
  readonly slots: readonly { readonly entrant: { readonly playerId: string } | null }[];
}

/** All pages. Earlier versions have one. */
async function matchesOf(client: Client, id: string): Promise<Match[]> {
  const matches: Match[] = [];
  for (let query = '', next: string | null = ''; next !== null; query = `?cursor=${next}`) {
    const page = await client.get(null, `/v1/tournaments/${id}/matches${query}`);
    matches.push(...page.items);
    next = page.nextCursor ?? null;
  }
  return matches;
}

/** A completed tournament; the organizer decides all matches. */
export async function completeTournament(client: Client, entrants: number): Promise<Started> {
  const started = await startTournament(client, entrants);
  const { id, organizer, move } = started;
  for (;;) {
    const ready = (await matchesOf(client, id)).filter((match) => match.state === 'ready');
    if (ready.length === 0) break;
    await pooled(ready, (match) => client.post(organizer, `/v1/matches/${match.id}/decisions`, { scores: [1, 0] }));
  }
  await move('completed');
  return started;
}
