// Plays a complete tournament through the public API: eight players, entry fees, prizes and certificates.

import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ChangeTournamentStateBody,
  createLaurel,
  type Laurel,
  type Match,
  type StaffCertificate,
} from '../../client/index.ts';
import type { Role } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { makePlayerId, signToken } from '../operator/sign-token.ts';
import {
  createDemoPlayers,
  type DemoPlayer,
  demoIssuer,
  demoTimeZone,
  demoTitle,
  organizerName,
  treasurerName,
} from './demo-players.ts';

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

type Login = (id: Id<'player'>, name: string, roles: readonly Role[]) => Promise<Laurel>;

interface Entrant extends DemoPlayer {
  readonly client: Laurel;
  /** 0 is the strongest. */
  readonly rank: number;
}

const certificatesTimeoutMs = 60_000;

export async function playDemo(baseUrl: string, jwtSecret: string): Promise<Demo> {
  const login: Login = async (id, name, roles) =>
    createLaurel({ baseUrl, token: await signToken(jwtSecret, { sub: id, name, roles, ttlSeconds: 600 }) });
  const organizerId = makePlayerId();
  const organizer = await login(organizerId, organizerName, ['organizer']);
  const entrants = await Promise.all(
    createDemoPlayers().map(async (player, rank) => ({
      ...player,
      rank,
      client: await login(player.id, player.name, []),
    })),
  );
  const title = `${demoTitle} ${new Date().getFullYear()}`;
  await fundWallets(await login(makePlayerId(), treasurerName, ['finance']), entrants);
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

type State = ChangeTournamentStateBody['to'];

async function moveTo(organizer: Laurel, id: string, states: readonly State[]): Promise<void> {
  for (const to of states) await organizer.changeTournamentState({ params: { id }, body: { to } });
}

/** Concurrently, as when registration opens. */
async function registerAll(entrants: readonly Entrant[], id: string): Promise<void> {
  await Promise.all(entrants.map(({ client, language }) => client.register({ params: { id }, body: { language } })));
}

async function playAll(organizer: Laurel, entrants: readonly Entrant[], tournamentId: string): Promise<void> {
  const byId = new Map<string, Entrant>(entrants.map((entrant) => [entrant.id, entrant]));
  for (let round = 1; round <= entrants.length; round += 1) {
    const { items } = await organizer.listMatches({ params: { id: tournamentId } });
    const open = items.filter(({ state }) => state !== 'completed');
    if (open.length === 0) return;
    await Promise.all(open.map((match) => playMatch(match, byId)));
  }
  throw new Error('the bracket was not completed');
}

/** One side reports, the other confirms. A match without both entrants is skipped until the next round. */
async function playMatch({ id, slots: [one, other] }: Match, byId: ReadonlyMap<string, Entrant>): Promise<void> {
  const a = byId.get(one?.entrant?.playerId ?? '');
  const b = byId.get(other?.entrant?.playerId ?? '');
  if (a === undefined || b === undefined) return;
  const isClose = Math.abs(a.rank - b.rank) <= 2;
  const [high, low] = isClose ? [3, 2] : [2, 0];
  const score = a.rank < b.rank ? { scores: [high, low] } : { scores: [low, high] };
  await a.client.reportResult({ params: { id }, body: score });
  await b.client.confirmResult({ params: { id }, body: score });
}

const entryFeeCoins = 100;
/** Percentages of the collected fees for the first three places. */
const prizes = { kind: 'percent', places: [50, 30, 20] } as const;

/** Credits each player with the entry fee. */
async function fundWallets(treasurer: Laurel, entrants: readonly Entrant[]): Promise<void> {
  const note = `welcome to the ${demoTitle}`;
  const fund = async ({ client }: Entrant) => {
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
