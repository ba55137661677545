// Acts that the demo tournaments have in common: players sign in, register and play, the organizer moves a tournament on.

import { type ChangeTournamentStateBody, createLaurel, type Laurel, type Match } from '../../client/index.ts';
import type { Role } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { signToken } from '../operator/sign-token.ts';
import { createDemoPlayers, type DemoPlayer } from './demo-players.ts';

export interface DemoServer {
  readonly baseUrl: string;
  readonly jwtSecret: string;
}

export interface DemoEntrant extends DemoPlayer {
  readonly client: Laurel;
  /** 0 is the strongest. */
  readonly rank: number;
}

export interface DemoPerson {
  readonly id: Id<'player'>;
  readonly name: string;
  readonly roles: readonly Role[];
}

export async function signIn({ baseUrl, jwtSecret }: DemoServer, { id, name, roles }: DemoPerson): Promise<Laurel> {
  return createLaurel({ baseUrl, token: await signToken(jwtSecret, { sub: id, name, roles, ttlSeconds: 600 }) });
}

export function signInPlayers(server: DemoServer, count: number): Promise<DemoEntrant[]> {
  return Promise.all(
    createDemoPlayers(count).map(async (player, rank) => {
      return { ...player, rank, client: await signIn(server, { ...player, roles: [] }) };
    }),
  );
}

export type DemoState = ChangeTournamentStateBody['to'];

export async function moveTo(organizer: Laurel, id: string, states: readonly DemoState[]): Promise<void> {
  for (const to of states) await organizer.changeTournamentState({ params: { id }, body: { to } });
}

/** Concurrently, as when registration opens. */
export async function registerAll(entrants: readonly DemoEntrant[], id: string): Promise<void> {
  await Promise.all(entrants.map(({ client, language }) => client.register({ params: { id }, body: { language } })));
}

/** The scores of the stronger and of the weaker side. */
export type ScoreOf = (stronger: DemoEntrant, weaker: DemoEntrant) => readonly [number, number];

/** One side reports, the other confirms. Matches without both entrants are left. */
export async function playMatches(
  matches: readonly Match[],
  entrants: readonly DemoEntrant[],
  scoreOf: ScoreOf,
): Promise<void> {
  const byId = new Map<string, DemoEntrant>(entrants.map((entrant) => [entrant.id, entrant]));
  await Promise.all(
    matches.map(async ({ id, slots: [one, other] }) => {
      const a = byId.get(one?.entrant?.playerId ?? '');
      const b = byId.get(other?.entrant?.playerId ?? '');
      if (a === undefined || b === undefined) return;
      const scores = [...(a.rank < b.rank ? scoreOf(a, b) : scoreOf(b, a).toReversed())];
      await a.client.reportResult({ params: { id }, body: { scores } });
      await b.client.confirmResult({ params: { id }, body: { scores } });
    }),
  );
}
