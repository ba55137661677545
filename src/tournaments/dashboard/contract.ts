// Wire shape of the dashboard.

import * as z from 'zod';
import { coinsToJson } from '../../core/money.ts';
import { coinsCount, id, instantText, namedShape } from '../../http/wire.ts';
import { blockJson } from '../auto-start/start-block.ts';
import { matchStates } from '../matches/result.ts';
import { registrationStates } from '../registration/registration.ts';
import { autoStarts, type Tournament, tournamentStates } from '../tournament.ts';
import type { Dashboard } from './dashboard-store.ts';

const count = z.int().min(0);
const countOf = <S extends string>(states: readonly S[], what: string) =>
  z.strictObject(
    Object.fromEntries(states.map((state) => [state, count.describe(`${what} in this state.`)])) as Record<
      S,
      typeof count
    >,
  );

export const dashboardShape = namedShape('Dashboard', 'The numbers of a tournament, of one moment.', {
  tournamentId: id('tournament'),
  state: z.enum(tournamentStates).describe('The state of the tournament, by its times.'),
  start: z
    .strictObject({
      at: instantText.describe('As announced. UTC.'),
      auto: z.enum(autoStarts).describe('Whether it starts by itself then.'),
      blockedBy: z
        .strictObject({
          code: z.string().describe('Of the refusal that an organizer who starts it would get.'),
          confirmed: count.nullable().describe('Entrants who could play; null: that is not why.'),
          needed: count.nullable().describe('Entrants that are needed; null: that is not why.'),
          since: instantText.describe('Since when this is the reason. UTC.'),
        })
        .nullable()
        .describe('Why a start that was due could not be made. It is tried again each minute for a day.'),
    })
    .describe('When it starts, and how.'),
  capacity: count.describe('Places.'),
  waitlistCapacity: count.describe('How many may wait for a place.'),
  registrations: countOf(registrationStates, 'Registrations').describe('By their state.'),
  checkedIn: count.describe('Confirmed and waiting entrants who are checked in.'),
  matches: countOf(matchStates, 'Matches').describe('By their state.'),
  attention: z
    .strictObject({
      openDisputes: count.describe('Disputes that wait for staff.'),
      openRefereeCalls: count.describe('Calls for a referee that nobody has resolved.'),
      shortRosters: count.describe('Teams with fewer players than `rosterSize`: a member has left.'),
    })
    .describe('What staff look after.'),
  fees: z
    .strictObject({
      heldCoins: coinsCount.describe('Held until an approval.'),
      capturedCoins: coinsCount.describe('Charged, whether or not they were returned later.'),
      refundedCoins: coinsCount.describe('Returned.'),
      owedCoins: coinsCount.describe('To be returned, as soon as that is possible.'),
    })
    .describe('Entry fees.'),
});

type Shown = Pick<Tournament, 'id' | 'state' | 'startsAt' | 'autoStart' | 'capacity' | 'waitlistCapacity'>;

const everyState = <S extends string>(states: readonly S[], counted: Readonly<Partial<Record<S, number>>>) =>
  Object.fromEntries(states.map((state) => [state, counted[state] ?? 0])) as Record<S, number>;

export function dashboardJson(tournament: Shown, dashboard: Dashboard): z.input<typeof dashboardShape> {
  const { id: tournamentId, state, capacity, waitlistCapacity } = tournament;
  return {
    start: {
      at: tournament.startsAt,
      auto: tournament.autoStart,
      blockedBy:
        dashboard.startBlock === null
          ? null
          : { ...blockJson(dashboard.startBlock), since: dashboard.startBlock.since },
    },
    ...{ tournamentId, state, capacity, waitlistCapacity, checkedIn: dashboard.checkedIn },
    registrations: everyState(registrationStates, dashboard.registrations),
    matches: everyState(matchStates, dashboard.matches),
    attention: {
      openDisputes: dashboard.openDisputes,
      openRefereeCalls: dashboard.openRefereeCalls,
      shortRosters: dashboard.shortRosters,
    },
    fees: {
      heldCoins: coinsToJson(dashboard.heldCoins),
      capturedCoins: coinsToJson(dashboard.capturedCoins),
      refundedCoins: coinsToJson(dashboard.refundedCoins),
      owedCoins: coinsToJson(dashboard.owedCoins),
    },
  };
}
