// Plays a complete tournament through the public API: eight players, entry fees, prizes and certificates.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Laurel, Match, StaffCertificate } from '../../client/index.ts';
import type { Id } from '../../core/id.ts';
import { makePlayerId } from '../operator/sign-token.ts';
import {
  type DemoEntrant,
  moveTo,
  playMatches,
  registerAll,
  type ScoreOf,
  signIn,
  signInPlayers,
} from './demo-acts.ts';
import { demoIssuer, demoTimeZone, demoTitle, organizerName, treasurerName } from './demo-players.ts';

export interface DemoCertificate {
  readonly code: string;
  readonly displayName: string;
}

export interface Demo {
  readonly tournamentId: string;
  readonly title: string;
  readonly organizerId: Id<'player'>;
  readonly winner: DemoCertificate;
  readonly runnerUp: DemoCertificate;
  readonly participant: DemoCertificate;
}

const certificatesTimeoutMs = 60_000;

export async function playDemo(baseUrl: string, jwtSecret: string, organizerId = makePlayerId()): Promise<Demo> {
  const server = { baseUrl, jwtSecret };
  const organizer = await signIn(server, { id: organizerId, name: organizerName, roles: ['organizer'] });
  // The first request for oneself makes the player, whose name the lists show.
  await organizer.readMe();
  const entrants = await signInPlayers(server, 8);
  const title = `${demoTitle} ${new Date().getFullYear()}`;
  const treasurer = await signIn(server, { id: makePlayerId(), name: treasurerName, roles: ['finance'] });
  await fundWallets(treasurer, entrants);
  const tournamentId = await openTournament(organizer, title);
  await registerAll(entrants, tournamentId);
  await moveTo(organizer, tournamentId, ['registration_closed']);
  await organizer.seedTournament({ params: { id: tournamentId }, body: { method: 'random', seed: title } });
  await moveTo(organizer, tournamentId, ['live']);
  await playAll(organizer, entrants, tournamentId);
  await moveTo(organizer, tournamentId, ['completed']);
  await organizer.payPrizes({ params: { id: tournamentId } });
  const certificates = await issueCertificates(organizer, tournamentId);
  return { tournamentId, title, organizerId, ...chooseCertificates(certificates) };
}

async function openTournament(organizer: Laurel, title: string): Promise<string> {
  const body = {
    title,
    issuer: demoIssuer,
    timeZone: demoTimeZone,
    capacity: 8,
    entrantsMin: 4,
    stages: [{ format: 'single_elimination' as const, thirdPlaceMatch: true }],
    entryFeeCoins,
    prizes,
    startsAt: new Date(Date.now() + 3_600_000).toISOString(),
  };
  const { id } = await organizer.createTournament({ body });
  await moveTo(organizer, id, ['published', 'registration_open']);
  return id;
}

async function playAll(organizer: Laurel, entrants: readonly DemoEntrant[], tournamentId: string): Promise<void> {
  for (let round = 1; round <= entrants.length; round += 1) {
    const open: Match[] = [];
    for await (const match of organizer.listMatches.items({ params: { id: tournamentId } }))
      if (match.state !== 'completed') open.push(match);
    if (open.length === 0) return;
    await playMatches(open, entrants, theStrongerWins);
  }
  throw new Error('the bracket was not completed');
}

const theStrongerWins: ScoreOf = (stronger, weaker) => (weaker.rank - stronger.rank <= 2 ? [3, 2] : [2, 0]);

const entryFeeCoins = 100;
/** Percentages of the collected fees for the first three places. */
const prizes = { kind: 'percent', places: [50, 30, 20] } as const;

/** Credits each player with the entry fee. */
async function fundWallets(treasurer: Laurel, entrants: readonly DemoEntrant[]): Promise<void> {
  const note = `welcome to the ${demoTitle}`;
  const fund = async ({ client }: DemoEntrant) => {
    const { id: walletId } = await client.openWallet();
    await treasurer.creditWallet({ body: { walletId, amountCoins: entryFeeCoins, note } });
  };
  await Promise.all(entrants.map(fund));
}

async function issueCertificates(organizer: Laurel, id: string): Promise<StaffCertificate[]> {
  await organizer.issueCertificates({ params: { id } });
  for (const deadline = Date.now() + certificatesTimeoutMs; Date.now() < deadline; await sleep(300)) {
    const { pending, items } = await organizer.listIssuedCertificates({ params: { id } });
    if (pending === 0) return items;
  }
  throw new Error(`certificates were still pending after ${certificatesTimeoutMs / 1000} s`);
}

function chooseCertificates(items: readonly StaffCertificate[]): Pick<Demo, 'winner' | 'runnerUp' | 'participant'> {
  const pick = (type: string, language?: string): DemoCertificate => {
    const ofType = items.filter((item) => item.type === type);
    const found = ofType.find((item) => item.language === language) ?? ofType[0];
    if (found === undefined) throw new Error(`no certificate of type ${type} was issued`);
    return { code: found.code, displayName: found.displayName };
  };
  return { winner: pick('winner'), runnerUp: pick('runner_up'), participant: pick('participant', 'bn') };
}
