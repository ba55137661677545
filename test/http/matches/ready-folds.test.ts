// Whatever is done in a tournament: the events alone say at every moment which matches can be played and by whom, and each such match was
// announced once. Acts in any order, over HTTP; docs/rules/tournaments.md#reminders.

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aMatchDay, checkInTo, eventsOf, type MatchDay, type matchAt } from '../../support/tournaments/match-days.ts';
import { readyByEvents, readyByList } from '../../support/tournaments/ready-fold.ts';
import { matchesOf, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
// The nightly form asks more than one moderator may.
await rebind({ RATE_LIMITS: 'off' });
let moderator: Person;
beforeAll(async () => {
  moderator = await aPerson({ roles: ['moderator'] });
});

/** Reading may complete matches, so the events are read after the matches. */
async function expectFold(day: MatchDay): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: as in api.ts
  const matches: any[] = await matchesOf(day);
  const events = await eventsOf(day);
  expect(readyByEvents(events)).toEqual(readyByList(matches));
}

/** Cron finds nothing that an act has left out. */
async function expectAllSaid(day: MatchDay): Promise<void> {
  const said = async () => (await eventsOf(day)).filter(({ type }: { type: string }) => type === 'match_ready').length;
  const before = await said();
  await tickCron();
  expect(await said()).toBe(before);
}

const entrantsIn = (match: Awaited<ReturnType<typeof matchAt>>) =>
  match.slots.flatMap(({ entrant }: { entrant: object | null }) => (entrant === null ? [] : [entrant]));
const scoresOf = ({ slots }: { slots: readonly { entrant: object | null }[] }, side: number) =>
  slots.map(({ entrant }, slot) => (entrant === null ? 0 : side === 0 ? slots.length - slot : slot + 1));
const impose = async (player: { readonly id: string }): Promise<string> => {
  const terms = { playerId: player.id, kind: 'suspend', reasonCode: 'rule_breach', statement: 'Said.' };
  return ok(await post('/v1/sanctions', { as: moderator, body: terms }), 201).id;
};
const revoke = (sanction: string) =>
  post(`/v1/sanctions/${sanction}/revocation`, { as: moderator, body: { reason: 'A mistake.' } });

interface Choice {
  readonly pick: number;
  readonly side: 0 | 1;
}
type Act = (day: MatchDay, choice: Choice) => Promise<unknown>;

/** On one of the matches in these states. */
const onMatch =
  (
    states: readonly string[],
    act: (day: MatchDay, match: Awaited<ReturnType<typeof matchAt>>, choice: Choice) => unknown,
  ): Act =>
  async (day, choice) => {
    const found = (await matchesOf(day)).filter(({ state }) => states.includes(state));
    if (found.length > 0) await act(day, found[choice.pick % found.length], choice);
  };
const playerOf = (day: MatchDay, { playerId }: { playerId: string }) => day.players.find(({ id }) => id === playerId);
const entries = async (day: MatchDay): Promise<{ id: string; playerId: string }[]> =>
  ok(await get(`/v1/tournaments/${day.id}/registrations?limit=100`, { as: day.organizer }), 200).items;
const open = ['check_in', 'ready', 'live', 'pending_result'];

/** Sanctions by tournament, of those who were removed last. */
const removals = new Map<string, string[]>();

const acts = {
  decide: onMatch(open, (day, { id, ...match }, { side }) =>
    post(`/v1/matches/${id}/decisions`, { as: day.organizer, body: { scores: scoresOf(match, side) } }),
  ),
  report: onMatch(['ready', 'live', 'pending_result'], (day, { id, ...match }, { pick, side }) => {
    const [present, body] = [entrantsIn(match), { scores: scoresOf(match, side) }];
    return post(`/v1/matches/${id}/reports`, { as: playerOf(day, present[pick % present.length]), body });
  }),
  score: onMatch(['ready', 'live'], (day, { id, ...match }, { side }) =>
    call('PUT', `/v1/matches/${id}/score`, { as: day.organizer, body: { scores: scoresOf(match, side) } }),
  ),
  forfeit: onMatch(open, (day, { id }, { side, pick }) =>
    post(`/v1/matches/${id}/forfeits`, { as: day.organizer, body: { absent: pick % 3 === 0 ? [0, 1] : [side] } }),
  ),
  correct: onMatch(['completed'], (day, { id, ...match }, { side }) => {
    const body = { scores: scoresOf(match, side), cascade: true };
    return post(`/v1/matches/${id}/corrections`, { as: day.organizer, body });
  }),
  checkIn: onMatch(['check_in'], async (day, { id, ...match }) => {
    for (const { registrationId } of entrantsIn(match)) await checkInTo(id, day.organizer, { registrationId });
  }),
  checkInTwo: onMatch(['check_in'], async (day, { id, ...match }) => {
    for (const { registrationId } of entrantsIn(match).slice(0, 2))
      await checkInTo(id, day.organizer, { registrationId });
  }),
  async fallSilent(day) {
    await database.sql`UPDATE tournament_match SET reported_at = reported_at - interval '1 hour' WHERE tournament_id = ${day.id} AND state = 'pending_result'`;
  },
  async closeCheckIns(day) {
    await database.sql`
      UPDATE tournament_match_check_in SET ready_at = ready_at - interval '1 hour'
      WHERE match_id IN (SELECT id FROM tournament_match WHERE tournament_id = ${day.id})`;
    await tickCron();
  },
  async withdraw(day, { pick }) {
    const all = await entries(day);
    await post(`/v1/registrations/${all[pick % all.length]?.id}/withdrawals`, { as: day.organizer, body: {} });
  },
  leave: onMatch(open, async (day, match, { pick }) => {
    const [present, as] = [entrantsIn(match), day.organizer];
    await post(`/v1/registrations/${present[pick % present.length].registrationId}/withdrawals`, { as, body: {} });
  }),
  async remove(day, { pick }) {
    const all = await entries(day);
    const { id, playerId } = all[pick % all.length] as (typeof all)[number];
    const sanction = await impose({ id: playerId });
    const { status } = await post(`/v1/sanctions/${sanction}/removals`, {
      as: moderator,
      body: { registrationId: id },
    });
    if (status === 200) removals.set(day.id, [...(removals.get(day.id) ?? []), sanction]);
    else await revoke(sanction);
  },
  async restore(day) {
    const sanction = removals.get(day.id)?.pop();
    if (sanction !== undefined) ok(await revoke(sanction), 200);
  },
  async enterLate(day) {
    const body = { playerId: (await aPerson()).id, displayName: 'Late Larry' };
    await post(`/v1/tournaments/${day.id}/stages/1/entrants`, { as: day.organizer, body });
  },
  async pairRound(day) {
    const asked = await post(`/v1/tournaments/${day.id}/stages/1/rounds`, { as: day.organizer, body: {} });
    if (asked.status !== 202) return;
    const isPaired = async () =>
      (await eventsOf(day)).some(
        ({ type, payload }: { type: string; payload: { round: number } }) =>
          type === 'round_paired' && payload.round === asked.body.round,
      );
    await expect.poll(isPaired, { timeout: 20_000 }).toBe(true);
  },
  async goOn(day) {
    const stages = `/v1/tournaments/${day.id}/stages`;
    await post(`${stages}/1/completions`, { as: day.organizer, body: {} });
    await post(`${stages}/2/starts`, { as: day.organizer, body: {} });
  },
  async reopen(day) {
    const moved = await post(`/v1/tournaments/${day.id}/transitions`, { as: day.organizer, body: { to: 'completed' } });
    const body = { reason: 'A wrong result' };
    if (moved.status === 200) ok(await post(`/v1/tournaments/${day.id}/reopenings`, { as: day.organizer, body }), 200);
  },
} satisfies Record<string, Act>;

const cup = { format: 'single_elimination', entrants: { stage: 1, from: 'ranking', perGroup: 2 } };
const lobbies = { format: 'free_for_all', lobbySize: 3, rounds: 2 };
const plans = {
  'single elimination': [{ format: 'single_elimination', thirdPlaceMatch: true }],
  'double elimination': [{ format: 'double_elimination', grandFinal: 'reset' }],
  swiss: [{ format: 'swiss', rounds: 3 }],
  'league, then a cup': [{ format: 'league', firstDay: '2030-01-01', daysBetweenRounds: 7 }, cup],
  lobbies: [lobbies],
} as const;

const names = Object.keys(acts) as (keyof typeof acts)[];
const step = fc.record({
  // Half of the acts complete matches, so that the tournament goes on.
  name: fc.oneof(fc.constantFrom(...names), fc.constantFrom('decide' as const, 'checkIn' as const)),
  pick: fc.nat({ max: 99 }),
  side: fc.constantFrom(0 as const, 1 as const),
});
const drawn = fc.record({
  plan: fc.constantFrom(...(Object.keys(plans) as (keyof typeof plans)[])),
  count: fc.integer({ min: 3, max: 7 }),
  minutes: fc.constantFrom(null, 10),
  steps: fc.array(step, { minLength: 8, maxLength: 30 }),
});

async function play(
  { plan, count, minutes }: { plan: keyof typeof plans; count: number; minutes: number | null },
  steps: readonly (Choice & { readonly name: keyof typeof acts })[],
): Promise<MatchDay> {
  const day = await aMatchDay(count, { matchCheckInMinutes: minutes }, { capacity: 20, stages: plans[plan] });
  await expectFold(day);
  for (const { name, ...choice } of steps) {
    await acts[name](day, choice);
    await expectFold(day);
  }
  await expectAllSaid(day);
  return day;
}

it('after any acts the events say which matches can be played, each once', async () => {
  const property = fc.asyncProperty(drawn, async ({ steps, ...setup }) => {
    await play(setup, steps);
  });
  await fc.assert(property, { numRuns: caseCount({ usual: 10, nightly: 300 }) });
});

const text = (steps: string) =>
  steps.split(' ').map((each) => {
    const [name, pick = '0', side = '0'] = each.split(':');
    return { name: name as keyof typeof acts, pick: Number(pick), side: Number(side) as 0 | 1 };
  });

// The last act makes a match ready: its event comes right before `match_ready`.
it.each([
  ['a late entry', 'league, then a cup', 5, null, 'enterLate', 'late_entry_added'],
  ['the next round of a Swiss', 'swiss', 4, null, 'decide decide pairRound', 'round_paired'],
  [
    'a withdrawal that leaves a slot to be filled',
    'single elimination',
    4,
    null,
    'decide leave',
    'registration_cancelled',
  ],
  ['the start of the next stage', 'league, then a cup', 3, null, 'decide decide decide goOn', 'bracket_generated'],
  ['the revocation of a sanction', 'single elimination', 4, null, 'remove restore', 'registration_restored'],
  [
    'a correction after the tournament was reopened',
    'single elimination',
    3,
    null,
    'decide decide decide decide reopen correct:0:1',
    'match_corrected',
  ],
  ['the end of check-in of a lobby', 'lobbies', 3, 10, 'checkInTwo closeCheckIns', 'match_check_in_closed'],
  [
    'check-in after a correction',
    'single elimination',
    4,
    10,
    'checkIn decide checkIn decide checkIn correct:0:1 checkIn',
    'match_checked_in',
  ],
] as const)(
  '%s announces the matches that can be played then, right after its event',
  async (_, plan, count, minutes, steps, cause) => {
    const day = await play({ plan, count, minutes }, text(steps));
    const types = (await eventsOf(day)).map(({ type }: { type: string }) => type);
    const last = types.lastIndexOf('match_ready');
    expect(types.slice(0, last).findLast((type: string) => type !== 'match_ready')).toBe(cause);
  },
);
