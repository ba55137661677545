// The load scenarios. Each prepares its own people and tournaments over the public API, then sends one act per call.
// Postings carry an Idempotency-Key; registering and reporting are idempotent by themselves, so frontends need not send one.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createS3Store, type S3Config } from '../../src/objects/stores/s3.ts';
import type { Send } from '../harness/drive.ts';
import type { Client, Person } from './client.ts';
import { pooled } from './client.ts';
import { anObject } from './object.ts';
import { joinRoom } from './room.ts';
import { completeTournament, entrantsFor, openTournament, people, type Report, startTournament } from './tournament.ts';
import { tournamentScenarios } from './tournament-scenarios.ts';

export interface World {
  readonly client: Client;
  readonly s3: S3Config;
}

export interface Scenario {
  readonly name: string;
  /** Default number of acts and rate. */
  readonly count: number;
  readonly ratePerSecond: number;
  /** Prepares `count` acts. */
  readonly prepare: (world: World, count: number) => Promise<Send>;
}

const score = { scores: [2, 1] };

/** Each act registers another player, in tournaments of a thousand. */
const registration: Scenario = {
  name: 'registration',
  count: 1000,
  ratePerSecond: 100,
  async prepare({ client }, count) {
    const capacity = 1000;
    const numbers = [...Array(Math.ceil(count / capacity)).keys()];
    const tournaments = await pooled(numbers, () => openTournament(client, capacity));
    const players = await people(client, count);
    return (index, signal) => {
      const tournament = tournaments[Math.floor(index / capacity)];
      return client.post(players[index] as Person, `/v1/tournaments/${tournament?.id}/registrations`, {}, { signal });
    };
  },
};

/** Each act reports the result of another first-round match. */
const result: Scenario = {
  name: 'result',
  count: 2000,
  ratePerSecond: 200,
  async prepare({ client }, count) {
    const reports: Report[] = [];
    while (reports.length < count) reports.push(...(await startTournament(client, entrantsFor(count, 256))).reports);
    return (index, signal) => {
      const { as, path } = reports[index] as Report;
      return client.post(as, path, score, { signal });
    };
  },
};

/** Transfers between fifty wallets in turn. */
const transfer: Scenario = {
  name: 'transfer',
  count: 2000,
  ratePerSecond: 200,
  async prepare({ client }) {
    const finance = await client.person(['finance']);
    const owners = await pooled(await people(client, 50), async (owner) => {
      const { id: walletId } = await client.post(owner, '/v1/wallets', {});
      await client.post(
        finance,
        '/v1/credits',
        { walletId, amountCoins: 1_000_000, note: 'bench' },
        { key: randomUUID() },
      );
      return { ...owner, walletId };
    });
    return (index, signal) => {
      const from = owners[index % 50] as (typeof owners)[number];
      const other = (index * 7 + 1) % 50;
      const to = owners[other === index % 50 ? (other + 1) % 50 : other] as typeof from;
      const body = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins: 1 };
      return client.post(from, '/v1/transfers', body, { signal, key: randomUUID() });
    };
  },
};

/** An act ends when all subscribers have the event. */
const broadcastTo = (subscribers: number, name: string): Scenario => ({
  name,
  count: 60,
  ratePerSecond: 5,
  async prepare({ client }, count) {
    const { id, reports } = await startTournament(client, entrantsFor(count, 1024));
    const room = await joinRoom(client.baseUrl, id, subscribers);
    return async (index, signal) => {
      const { as, path } = reports[index] as Report;
      const { id: matchId } = await client.post(as, path, score, { signal });
      await room.received(matchId ?? path.split('/')[3], signal);
    };
  },
});

const pollMs = 50;
const entrantsOfSmall = 4;

/** Small completed tournaments. Each act issues one certificate and ends when both files are stored. */
const issue: Scenario = {
  name: 'issue',
  count: 500,
  ratePerSecond: 3,
  async prepare({ client }, count) {
    const numbers = [...Array(Math.ceil(count / entrantsOfSmall)).keys()];
    const tournaments = await pooled(numbers, () => completeTournament(client, entrantsOfSmall));
    return async (index, signal) => {
      // Alternates between tournaments, because each call includes all pending certificates of its tournament.
      const { id, organizer, registrationIds } = tournaments[
        index % tournaments.length
      ] as (typeof tournaments)[number];
      const place = Math.floor(index / tournaments.length);
      const path = `/v1/tournaments/${id}/certificates`;
      await client.post(organizer, path, { registrationIds: [registrationIds[place]] }, { signal });
      while ((await client.get(organizer, `${path}?limit=1`, { signal })).issued <= place) await sleep(pollMs);
    };
  },
};

const certificates = 32;

/** Genuine certificates with files, in turn. */
async function codesOf(client: Client): Promise<string[]> {
  const { id, organizer } = await completeTournament(client, certificates);
  const path = `/v1/tournaments/${id}/certificates`;
  await client.post(organizer, path, {});
  while ((await client.get(organizer, `${path}?limit=1`)).issued < certificates) await sleep(pollMs);
  const { items } = await client.get(organizer, `${path}?limit=100`);
  return items.map(({ code }: { code: string }) => code);
}

/** JSON requests. `isUncached`: bypasses the caches. */
const verification = (name: string, isUncached: boolean): Scenario => ({
  name,
  count: 1000,
  ratePerSecond: 100,
  async prepare({ client }) {
    const codes = await codesOf(client);
    return async (index, signal) => {
      const { verdict } = await client.get(null, `/c/${codes[index % codes.length]}`, { signal, isUncached });
      if (verdict !== 'valid') throw new Error(`a genuine certificate got the verdict ${verdict}`);
    };
  },
});

const sizeBytes = 1_000_000;

const upload: Scenario = {
  name: 'upload',
  count: 500,
  ratePerSecond: 20,
  async prepare({ s3 }) {
    const store = createS3Store(s3);
    const objects = Array.from({ length: 16 }, () => anObject(sizeBytes));
    return (index) => store.put(objects[index % objects.length] as (typeof objects)[number]);
  },
};

const presign: Scenario = {
  name: 'presign',
  count: 1000,
  ratePerSecond: 100,
  async prepare({ s3 }) {
    const store = createS3Store(s3);
    const { key } = anObject(1);
    return () => store.presign({ method: 'GET', key });
  },
};

export const scenarios: readonly Scenario[] = [
  registration,
  result,
  ...tournamentScenarios,
  transfer,
  broadcastTo(1000, 'broadcast'),
  issue,
  verification('verification-cached', false),
  verification('verification-uncached', true),
  upload,
  presign,
];

/** Audience sizes up to the limit of one room. */
export const audienceSizes = [125, 250, 500, 1000, 1500, 1900] as const;
export const audienceScenario = (size: number): string => `broadcast-to-${size}`;

const audiences = audienceSizes.map((size) => broadcastTo(size, audienceScenario(size)));

export function findScenario(name: string): Scenario {
  const found = [...scenarios, ...audiences].find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`there is no scenario ${name}`);
  return found;
}
