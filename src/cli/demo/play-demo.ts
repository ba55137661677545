// Plays a complete tournament through the public API: eight players, entry fees, prizes and certificates.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Role } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { type ApiClient, createApiClient } from '../operator/api-client.ts';
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

type Login = (id: Id<'player'>, name: string, roles: readonly Role[]) => Promise<ApiClient>;

interface Entrant extends DemoPlayer {
  readonly client: ApiClient;
  /** 0 is the strongest. */
  readonly rank: number;
}

const certificatesTimeoutMs = 60_000;

export async function playDemo(baseUrl: string, jwtSecret: string): Promise<Demo> {
  const login: Login = async (id, name, roles) =>
    createApiClient(baseUrl, await signToken(jwtSecret, { sub: id, name, roles, ttlSeconds: 600 }));
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
  await organizer.post(`/v1/tournaments/${tournamentId}/seeding`, { method: 'random', seed: title });
  await moveTo(organizer, tournamentId, ['live']);
  await playAll(organizer, entrants, tournamentId);
  await moveTo(organizer, tournamentId, ['completed']);
  await organizer.post(`/v1/tournaments/${tournamentId}/payouts`, {});
  const certificates = await issueCertificates(organizer, tournamentId);
  return { tournamentId, title, organizerId, ...chooseCertificates(certificates) };
}

async function openTournament(organizer: ApiClient, title: string): Promise<string> {
  const { id } = await organizer.post<{ id: string }>('/v1/tournaments', {
    title,
    issuer: demoIssuer,
    timeZone: demoTimeZone,
    format: 'single_elimination',
    mode: 'solo',
    capacity: 8,
    entrantsMin: 4,
    thirdPlaceMatch: true,
    entryFeeCoins,
    prizes,
    startsAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await moveTo(organizer, id, ['published', 'registration_open']);
  return id;
}

async function moveTo(organizer: ApiClient, tournamentId: string, states: readonly string[]): Promise<void> {
  for (const to of states) await organizer.post(`/v1/tournaments/${tournamentId}/transitions`, { to });
}

/** Concurrently, as when registration opens. */
async function registerAll(entrants: readonly Entrant[], tournamentId: string): Promise<void> {
  const path = `/v1/tournaments/${tournamentId}/registrations`;
  await Promise.all(entrants.map(({ client, language }) => client.post(path, { language })));
}

interface Side {
  readonly playerId: string;
}

interface Match {
  readonly id: string;
  readonly state: string;
  readonly entrantA: Side | null;
  readonly entrantB: Side | null;
}

async function playAll(organizer: ApiClient, entrants: readonly Entrant[], tournamentId: string): Promise<void> {
  const byId = new Map<string, Entrant>(entrants.map((entrant) => [entrant.id, entrant]));
  for (let round = 1; round <= entrants.length; round += 1) {
    const { items } = await organizer.get<{ items: Match[] }>(`/v1/tournaments/${tournamentId}/matches`);
    const open = items.filter(({ state }) => state !== 'completed');
    if (open.length === 0) return;
    await Promise.all(open.map((match) => playMatch(match, byId)));
  }
  throw new Error('the bracket was not completed');
}

/** One side reports, the other confirms. A match without both entrants is skipped until the next round. */
async function playMatch({ id, entrantA, entrantB }: Match, byId: ReadonlyMap<string, Entrant>): Promise<void> {
  const a = byId.get(entrantA?.playerId ?? '');
  const b = byId.get(entrantB?.playerId ?? '');
  if (a === undefined || b === undefined) return;
  const isClose = Math.abs(a.rank - b.rank) <= 2;
  const [high, low] = isClose ? [3, 2] : [2, 0];
  const score = a.rank < b.rank ? { scoreA: high, scoreB: low } : { scoreA: low, scoreB: high };
  await a.client.post(`/v1/matches/${id}/reports`, score);
  await b.client.post(`/v1/matches/${id}/confirmations`, score);
}

const entryFeeCoins = 100;
/** Percentages of the collected fees for the first three places. */
const prizes = { kind: 'percent', places: [50, 30, 20] } as const;

/** Credits each player with the entry fee. */
async function fundWallets(treasurer: ApiClient, entrants: readonly Entrant[]): Promise<void> {
  const note = `welcome to the ${demoTitle}`;
  const fund = async ({ client }: Entrant) => {
    const { id: walletId } = await client.post<{ id: string }>('/v1/wallets', {});
    await treasurer.post('/v1/credits', { walletId, amountCoins: entryFeeCoins, note });
  };
  await Promise.all(entrants.map(fund));
}

interface IssuedCertificate extends DemoCertificate {
  readonly type: string;
  readonly language: string;
}

interface IssueProgress {
  readonly pending: number;
  readonly items: IssuedCertificate[];
}

async function issueCertificates(organizer: ApiClient, tournamentId: string): Promise<IssuedCertificate[]> {
  const path = `/v1/tournaments/${tournamentId}/certificates`;
  await organizer.post(path, {});
  for (const deadline = Date.now() + certificatesTimeoutMs; Date.now() < deadline; await sleep(300)) {
    const { pending, items } = await organizer.get<IssueProgress>(path);
    if (pending === 0) return items;
  }
  throw new Error(`certificates were still pending after ${certificatesTimeoutMs / 1000} s`);
}

function chooseCertificates(items: readonly IssuedCertificate[]): Pick<Demo, 'winner' | 'runnerUp' | 'participant'> {
  const pick = (type: string, language?: string): DemoCertificate => {
    const ofType = items.filter((item) => item.type === type);
    const found = ofType.find((item) => item.language === language) ?? ofType[0];
    if (found === undefined) throw new Error(`no certificate of type ${type} was issued`);
    return { code: found.code, displayName: found.displayName };
  };
  return { winner: pick('winner'), runnerUp: pick('runner_up'), participant: pick('participant', 'bn') };
}
