// Plays two tournaments through the public API up to the middle: a Swiss of 24 players after two of five rounds, and a playoff after groups.

import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateTournamentBody, Laurel, Match } from '../../client/index.ts';
import type { Id } from '../../core/id.ts';
import {
  type DemoEntrant,
  type DemoServer,
  moveTo,
  playMatches,
  registerAll,
  type ScoreOf,
  signIn,
  signInPlayers,
} from './demo-acts.ts';
import { demoGroupsTitle, demoIssuer, demoSwissTitle, demoTimeZone, organizerName } from './demo-players.ts';

export interface RunningDemo {
  readonly tournamentId: string;
  readonly title: string;
}

const pairingTimeoutMs = 60_000;

export async function playRunning(server: DemoServer, organizerId: Id<'player'>): Promise<RunningDemo[]> {
  const organizer = await signIn(server, { id: organizerId, name: organizerName, roles: ['organizer'] });
  const players = await signInPlayers(server, 24);
  return Promise.all([playSwiss(organizer, players), playGroups(organizer, players.slice(0, 16))]);
}

async function playSwiss(organizer: Laurel, entrants: readonly DemoEntrant[]): Promise<RunningDemo> {
  const started = await startTournament(organizer, entrants, {
    title: `${demoSwissTitle} ${new Date().getFullYear()}`,
    stages: [{ format: 'swiss', rounds: 5, hasSides: true }],
  });
  for (const round of [1, 2]) {
    await playMatches(await matchesOf(organizer, started, { stage: 1, round }), entrants, chessScore);
    await organizer.pairRound({ params: { id: started.tournamentId, stage: '1' } });
    await untilPaired(organizer, started, round + 1);
  }
  return started;
}

async function playGroups(organizer: Laurel, entrants: readonly DemoEntrant[]): Promise<RunningDemo> {
  const started = await startTournament(organizer, entrants, {
    title: `${demoGroupsTitle} ${new Date().getFullYear()}`,
    stages: [
      { format: 'round_robin', name: 'Groups', groups: 4 },
      {
        format: 'single_elimination',
        name: 'Playoff',
        thirdPlaceMatch: true,
        entrants: { from: 'ranking', perGroup: 2 },
      },
    ],
  });
  const { tournamentId: id } = started;
  await playMatches(await matchesOf(organizer, started, { stage: 1 }), entrants, chessScore);
  await organizer.completeStage({ params: { id, stage: '1' } });
  await organizer.startStage({ params: { id, stage: '2' }, body: {} });
  const quarterfinals = await matchesOf(organizer, started, { stage: 2, round: 1 });
  await playMatches(quarterfinals.slice(0, 2), entrants, () => [2, 1]);
  return started;
}

async function startTournament(
  organizer: Laurel,
  entrants: readonly DemoEntrant[],
  fields: Pick<CreateTournamentBody, 'title' | 'stages'> & { readonly title: string },
): Promise<RunningDemo> {
  const settings = { issuer: demoIssuer, timeZone: demoTimeZone, capacity: entrants.length };
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  const { id } = await organizer.createTournament({ body: { ...settings, ...fields, startsAt } });
  await moveTo(organizer, id, ['published', 'registration_open']);
  await registerAll(entrants, id);
  await moveTo(organizer, id, ['registration_closed', 'live']);
  return { tournamentId: id, title: fields.title };
}

async function matchesOf(
  organizer: Laurel,
  { tournamentId: id }: RunningDemo,
  of: { readonly stage: number; readonly round?: number },
): Promise<Match[]> {
  const matches: Match[] = [];
  for await (const match of organizer.listMatches.items({ params: { id } }))
    if (match.stage === of.stage && (of.round === undefined || match.round === of.round)) matches.push(match);
  return matches;
}

/** The queue pairs a round. */
async function untilPaired(organizer: Laurel, demo: RunningDemo, round: number): Promise<void> {
  for (const deadline = Date.now() + pairingTimeoutMs; Date.now() < deadline; await sleep(50))
    if ((await matchesOf(organizer, demo, { stage: 1, round })).length > 0) return;
  throw new Error(`round ${round} was not paired after ${pairingTimeoutMs / 1000} s`);
}

/** Some games are drawn, and now and then the weaker side wins. */
const chessScore: ScoreOf = (stronger, weaker) => {
  const surprise = (3 * stronger.rank + 5 * weaker.rank) % 7;
  if (surprise === 0) return [0, 1];
  return surprise === 1 ? [1, 1] : [1, 0];
};
