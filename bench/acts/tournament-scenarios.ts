// Load scenarios of a tournament's day beside registration and result: sign-up when it is full, check-in, confirmation, a Swiss.

import type { Person } from './client.ts';
import { pooled } from './client.ts';
import type { Scenario } from './scenarios.ts';
import { entrantsFor, openTournament, people, type Report, startTournament } from './tournament.ts';

const score = { scores: [2, 1] };
const perTournament = 1000;

const tournamentOf = <T>(tournaments: readonly T[], index: number) =>
  tournaments[Math.floor(index / perTournament)] as T;

/** Each act signs another player up for a tournament that is full. */
const waitlist: Scenario = {
  name: 'waitlist',
  count: 1000,
  ratePerSecond: 100,
  async prepare({ client }, count) {
    const numbers = [...Array(Math.ceil(count / perTournament)).keys()];
    const full = await pooled(numbers, async () => {
      const { id } = await openTournament(client, 2);
      for (const player of await people(client, 2))
        await client.post(player, `/v1/tournaments/${id}/registrations`, {});
      return id;
    });
    const players = await people(client, count);
    return async (index, signal) => {
      const path = `/v1/tournaments/${tournamentOf(full, index)}/registrations`;
      const { state } = await client.post(players[index] as Person, path, {}, { signal });
      if (state !== 'waitlisted') throw new Error(`who signed up for a full tournament is ${state}`);
    };
  },
};

/** Each act checks another entrant in, in tournaments of a thousand. */
const checkIn: Scenario = {
  name: 'check-in',
  count: 1000,
  ratePerSecond: 100,
  async prepare({ client }, count) {
    const numbers = [...Array(Math.ceil(count / perTournament)).keys()];
    const stages = await pooled(numbers, () => openTournament(client, perTournament, { checkInMinutes: 1440 }));
    const players = await people(client, count);
    const ids: string[] = await pooled(players, async (player, index) => {
      const path = `/v1/tournaments/${tournamentOf(stages, index).id}/registrations`;
      return (await client.post(player, path, {})).id;
    });
    return (index, signal) =>
      client.post(players[index] as Person, `/v1/registrations/${ids[index]}/check-in`, {}, { signal });
  },
};

/** Each act confirms the result of another first-round match. */
const confirmation: Scenario = {
  name: 'confirmation',
  count: 2000,
  ratePerSecond: 200,
  async prepare({ client }, count) {
    const reports: Report[] = [];
    while (reports.length < count) reports.push(...(await startTournament(client, entrantsFor(count, 256))).reports);
    await pooled(reports.slice(0, count), ({ as, path }) => client.post(as, path, score));
    return (index, signal) => {
      const { other, path } = reports[index] as Report;
      return client.post(other, path.replace('/reports', '/confirmations'), score, { signal });
    };
  },
};

/** Each act reports the result of another match of the first round of a Swiss. */
const swissReport: Scenario = {
  name: 'swiss-report',
  count: 2000,
  ratePerSecond: 200,
  async prepare({ client }, count) {
    const fields = { stages: [{ format: 'swiss', rounds: 3 }] };
    const reports: Report[] = [];
    while (reports.length < count)
      reports.push(...(await startTournament(client, entrantsFor(count, 256), fields)).reports);
    return (index, signal) => {
      const { as, path } = reports[index] as Report;
      return client.post(as, path, score, { signal });
    };
  },
};

export const tournamentScenarios: readonly Scenario[] = [waitlist, checkIn, confirmation, swissReport];
