// What is measured: each scenario prepares its own people and tournaments over the public API, then sends one act at a time.

import type { Client, Person } from './client.ts';
import { pooled } from './client.ts';
import type { Send } from './load.ts';

export interface Scenario {
  readonly name: string;
  /** Makes ready for `count` acts. */
  readonly prepare: (client: Client, count: number) => Promise<Send>;
}

async function openTournament(client: Client, capacity: number) {
  const organizer = await client.person(['organizer']);
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { title: 'Bench Open', issuer: 'Bench', capacity, startsAt };
  const { id } = await client.post(organizer, '/v1/tournaments', body);
  const move = (to: string) => client.post(organizer, `/v1/tournaments/${id}/transitions`, { to });
  await move('published');
  await move('registration_open');
  return { id, move };
}

const people = (client: Client, count: number) => Promise.all(Array.from({ length: count }, () => client.person()));

/** Every act is a different player; tournaments of a thousand. */
const registration: Scenario = {
  name: 'registration',
  async prepare(client, count) {
    const capacity = 1000;
    const tournaments = await pooled([...Array(Math.ceil(count / capacity)).keys()], () =>
      openTournament(client, capacity),
    );
    const players = await people(client, count);
    return async (index) => {
      const tournament = tournaments[Math.floor(index / capacity)];
      await client.post(players[index] as Person, `/v1/tournaments/${tournament?.id}/registrations`, {});
      return true;
    };
  },
};

/** Every act is one side's report of a different match of a first round. */
const result: Scenario = {
  name: 'match result',
  async prepare(client, count) {
    const entrants = 256;
    const reports: { path: string; as: Person }[] = [];
    while (reports.length < count) {
      const { id, move } = await openTournament(client, entrants);
      const players = await people(client, entrants);
      const byId = new Map(players.map((player) => [player.id, player]));
      await pooled(players, (player) => client.post(player, `/v1/tournaments/${id}/registrations`, {}));
      await move('registration_closed');
      await move('live');
      const { items } = await client.get(null, `/v1/tournaments/${id}/matches`);
      for (const match of items) {
        const as = byId.get(match.entrantA?.playerId);
        if (match.state === 'ready' && as !== undefined) reports.push({ as, path: `/v1/matches/${match.id}/reports` });
      }
    }
    return async (index) => {
      const report = reports[index] as { path: string; as: Person };
      await client.post(report.as, report.path, { scoreA: 2, scoreB: 1 });
      return true;
    };
  },
};

/** Between fifty wallets, round and round. */
const transfer: Scenario = {
  name: 'economy transfer',
  async prepare(client) {
    const finance = await client.person(['finance']);
    const owners = await pooled(await people(client, 50), async (owner) => {
      const { id: walletId } = await client.post(owner, '/v1/wallets', {});
      await client.post(finance, '/v1/credits', { walletId, amountCoins: 1_000_000, note: 'bench' });
      return { ...owner, walletId };
    });
    return async (index) => {
      const from = owners[index % 50] as (typeof owners)[number];
      const to = owners[(index * 7 + 1) % 50 === index % 50 ? (index + 1) % 50 : (index * 7 + 1) % 50] as typeof from;
      await client.post(from, '/v1/transfers', {
        fromWalletId: from.walletId,
        toWalletId: to.walletId,
        amountCoins: 1,
      });
      return true;
    };
  },
};

export const scenarios: readonly Scenario[] = [registration, result, transfer];
