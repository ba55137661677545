// Acts on the matches of a tournament over HTTP, by key, and what its bracket looks like.

import type { Person } from '../isolate/api.ts';
import { get, post } from '../isolate/api.ts';
import { aLiveTournament, ok, readAll } from './tournament.ts';

export interface BracketMatch {
  readonly id: string;
  readonly group: number;
  readonly round: number;
  readonly position: number;
  readonly state: string;
  readonly outcome: string | null;
  readonly winnerId: string | null;
  readonly slots: readonly {
    readonly entrant: { readonly registrationId: string; readonly playerId: string; readonly seed: number } | null;
    readonly source: { readonly vacancy: string | null } | null;
    readonly score: number | null;
    readonly place: number | null;
  }[];
}

const playerOf = (match: BracketMatch, slot: number) => match.slots[slot]?.entrant?.playerId;

/** A live tournament whose acts name matches as `group.round.position`, counted as in the API. */
export async function aBracket(count: number, fields: Record<string, unknown> = {}) {
  const stage = await aLiveTournament(count, fields);
  const matches = (): Promise<BracketMatch[]> => readAll(`/v1/tournaments/${stage.id}/matches`, stage.organizer);
  const match = async (key: string): Promise<BracketMatch> => {
    const found = (await matches()).find(({ group, round, position }) => `${group}.${round}.${position}` === key);
    if (found === undefined) throw new Error(`no match ${key}`);
    return found;
  };
  const registrationOf = async (player: Person | undefined): Promise<string> => {
    const { items } = ok(
      await get(`/v1/tournaments/${stage.id}/registrations?limit=100`, { as: stage.organizer }),
      200,
    );
    return items.find(({ playerId }: { playerId: string }) => playerId === player?.id).id;
  };
  const act = async (key: string, name: string, body: object, as: Person | undefined = stage.organizer) =>
    post(`/v1/matches/${(await match(key)).id}/${name}`, { as, body });
  const bySide = async (name: string, key: string, slot: number, scores: readonly number[]) => {
    const id = playerOf(await match(key), slot);
    const as = stage.players.find((player) => player.id === id);
    return act(key, name, { scores }, as);
  };
  return {
    ...stage,
    stage,
    matches,
    match,
    registrationOf,
    decide: (key: string, ...scores: number[]) => act(key, 'decisions', { scores }),
    decideWith: (key: string, body: object) => act(key, 'decisions', body),
    forfeit: (key: string, ...absent: number[]) => act(key, 'forfeits', { absent }),
    correct: (key: string, body: object) => act(key, 'corrections', body),
    report: (key: string, slot: number, ...scores: number[]) => bySide('reports', key, slot, scores),
    confirm: (key: string, slot: number, ...scores: number[]) => bySide('confirmations', key, slot, scores),
    withdraw: async (player: Person | undefined, as: Person | undefined = player) =>
      post(`/v1/registrations/${await registrationOf(player)}/withdrawals`, { as, body: {} }),
    disqualify: async (player: Person | undefined, as: Person = stage.organizer) =>
      post(`/v1/registrations/${await registrationOf(player)}/disqualifications`, { as, body: { reason: 'cheating' } }),
    placements: async (): Promise<[seed: string, rank: number][]> => {
      const { items } = ok(await get(`/v1/tournaments/${stage.id}/placements`), 200);
      return items.map(({ displayName, rank }: { displayName: string; rank: number }) => [displayName, rank]);
    },
  };
}

/** Seeds, vacancies, or `?` for an open slot. */
export const standing = ({ slots }: BracketMatch) =>
  slots.map(({ entrant, source }) => entrant?.seed ?? source?.vacancy ?? '?');
