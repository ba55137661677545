// Real clients of all transports, outside of the Worker, on a bad network that also changes the order of frames and of server-sent events,
// while the Worker and Postgres are killed, by a seed. Players register, then scores of matches are said. In the end every client has every
// event once and in order, of scores that came together the last, and shows what the API answers. A failed batch of seeds is repeated with
// LIVE_SEED.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel, LaurelProblem, type TournamentEvent } from '../../src/client/index.ts';
import { type KillableLaurel, startKillableLaurel } from '../support/laurels/killable-laurel.ts';
import { type WatchedClient, watchClient } from '../support/live/live-client.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { type Random, seededRandom } from '../support/rules/random.ts';
import { startUnsteadyProxy, type UnsteadyProxy } from '../support/servers/unsteady-proxy.ts';

let laurel: KillableLaurel;
/** Without faults; its address stays the same when the Worker is killed. */
let steady: UnsteadyProxy;
beforeAll(async () => {
  laurel = await startKillableLaurel();
  steady = await startUnsteadyProxy(laurel.address, seededRandom(0));
});
afterAll(async () => {
  await steady?.stop();
  await laurel?.stop();
});

async function login(roles: readonly 'organizer'[] = []): Promise<Laurel> {
  const claims = { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 3600 };
  return createLaurel({ baseUrl: steady.url, token: await signToken(laurel.jwtSecret, claims) });
}

/** A busy machine takes minutes to start what was killed. */
const patienceMs = 600_000;

/** Repeats an act whose answer got lost; null if an earlier attempt has had its effect. */
async function untilDone<T>(act: () => Promise<T>): Promise<T | null> {
  for (const end = Date.now() + patienceMs; ; await sleep(100)) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof LaurelProblem && error.status === 409) return null;
      if (Date.now() > end || (error instanceof LaurelProblem && error.status < 500)) throw error;
    }
  }
}

interface Played {
  readonly id: string;
  readonly organizer: Laurel;
}

/** With enough entrants for two matches, whoever cancels. */
async function anOpenTournament(): Promise<Played> {
  const organizer = await login(['organizer']);
  const body = { title: 'Open', issuer: 'Club', capacity: 500, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
  for (let count = 0; count < 4; count += 1) await (await login()).register({ params: { id } });
  return { id, organizer };
}

/** Some players register; some of them cancel at once. */
async function enterSome({ id }: Played, random: Random): Promise<void> {
  const cancels = Array.from({ length: 1 + random.below(3) }, () => random.next() < 0.3);
  await Promise.all(
    cancels.map(async (doesCancel) => {
      const player = await login();
      const registration = await untilDone(() => player.register({ params: { id } }));
      if (doesCancel && registration !== null)
        await untilDone(() => player.cancelRegistration({ params: { id: registration.id }, body: {} }));
    }),
  );
}

async function start({ id, organizer }: Played): Promise<void> {
  for (const to of ['registration_closed', 'live'] as const)
    await untilDone(() => organizer.changeTournamentState({ params: { id }, body: { to } }));
}

/** How some matches stand, several times each. */
async function sayScores({ id, organizer }: Played, random: Random): Promise<void> {
  const { items } = (await untilDone(() => organizer.listMatches({ params: { id } }))) ?? { items: [] };
  const open = items.filter(({ state }) => state === 'ready' || state === 'live');
  const chosen = new Set([random.pick(open).id, random.pick(open).id]);
  const said = [...chosen].map((match) => ({
    match,
    points: Array.from({ length: 1 + random.below(4) }, () => random.below(9)),
  }));
  await Promise.all(
    said.map(async ({ match, points }) => {
      for (const point of points)
        await untilDone(() => organizer.updateScore({ params: { id: match }, body: { scores: [point, 0] } }));
    }),
  );
}

interface Followed {
  readonly seed: number;
  readonly id: string;
  readonly clients: readonly WatchedClient[];
  readonly proxies: readonly UnsteadyProxy[];
}

const faults = ['cut', 'refuse', 'delay', 'none'] as const;
const ways = ['websocket', 'sse', 'polling'] as const;

async function follow(seed: number, played: Played): Promise<Followed> {
  const { id } = played;
  const random = seededRandom(seed);
  const proxy = await startUnsteadyProxy(laurel.address, random);
  const shuffler = await startUnsteadyProxy(laurel.address, seededRandom(-seed), { changesOrder: true });
  const shuffled = (['websocket', 'websocket', 'sse', 'sse'] as const).map((way) =>
    watchClient(shuffler.url, id, way, { isStrict: false }),
  );
  const clients = [...[...ways, ...ways].map((way) => watchClient(proxy.url, id, way)), ...shuffled];
  for (let step = 0; step < 8; step += 1) {
    const fault = random.pick(faults);
    proxy.refuse(fault === 'refuse');
    proxy.delay(fault === 'delay' ? 50 + random.below(300) : 0);
    if (fault === 'cut') proxy.cut(0.5);
    if (step === 4) await start(played);
    await (step < 4 ? enterSome(played, random) : sayScores(played, random));
    proxy.refuse(false);
    if (random.next() < 0.3) clients.push(watchClient(proxy.url, id, random.pick(ways)));
    await sleep(random.below(300));
  }
  proxy.delay(0);
  return { seed, id, clients, proxies: [proxy, shuffler] };
}

/** Each server once, in an order and at times that the seed gives. */
async function killServers(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const kills = [laurel.killWorker, laurel.killPostgres];
  if (random.next() < 0.5) kills.reverse();
  for (const kill of kills) {
    await sleep(300 + random.below(1200));
    await kill();
  }
}

/** What no delivery has brought is relayed by cron. */
async function untilCaughtUp({ clients }: Followed, head: string | undefined): Promise<void> {
  const isCaughtUp = () => clients.every(({ live }) => live.position === head);
  for (const end = Date.now() + patienceMs; !isCaughtUp() && Date.now() < end; await sleep(1_000))
    await laurel.tick().catch(() => {});
}

const positionOf = (event?: TournamentEvent) => `${event?.epoch}:${event?.seq}`;

/** By a later score of the same match, with only scores between them. */
function isSuperseded(stream: readonly TournamentEvent[], index: number): boolean {
  const event = stream[index];
  if (event?.type !== 'score_updated') return false;
  for (const next of stream.slice(index + 1)) {
    if (next.type !== 'score_updated') return false;
    if (next.payload.matchId === event.payload.matchId) return true;
  }
  return false;
}

async function expectComplete(followed: Followed): Promise<void> {
  const { seed, id, clients, proxies } = followed;
  const reader = await login();
  const { items } = await reader.listEvents({ params: { id }, query: { since: '0' } });
  const { state, confirmedCount } = await reader.readTournament({ params: { id } });
  const { items: matches } = await reader.listMatches({ params: { id } });
  const scoreOf = new Map(matches.map((match) => [match.id, match.slots.map(({ score }) => score)]));
  await untilCaughtUp(followed, positionOf(items.at(-1)));
  for (const { live, transport, resets, log, faults, shown } of clients) {
    const told = `seed ${seed}, ${transport}`;
    // Nothing was set back, so nobody had to begin anew.
    expect([told, resets.length]).toEqual([told, 1]);
    const stream = items.slice(resets[0]);
    const has = new Set(log);
    expect([told, log, faults]).toEqual([told, stream.map(positionOf).filter((at) => has.has(at)), []]);
    const lost = stream.filter((event, index) => !has.has(positionOf(event)) && !isSuperseded(stream, index));
    expect([told, lost]).toEqual([told, []]);
    const scores = Object.fromEntries(Object.keys(shown().scores).map((match) => [match, scoreOf.get(match)]));
    expect([told, shown()]).toEqual([told, { state, confirmedCount, scores }]);
    live.close();
  }
  for (const proxy of proxies) await proxy.stop();
}

/** So many tournaments share the servers that are killed. */
const batchSize = 5;

/** @returns the transports on which something came out of order. */
async function runBatch(first: number): Promise<Set<string>> {
  const seeds = Array.from({ length: batchSize }, (_, index) => first + index);
  try {
    const all = await Promise.all(seeds.map(anOpenTournament));
    const followed = await Promise.all([
      ...seeds.map((seed, index) => follow(seed, all[index] as Played)),
      killServers(first).then(() => []),
    ]);
    for (const each of followed.flat()) await expectComplete(each);
    const isDisordered = ({ disorder }: WatchedClient) => disorder.length > 0;
    const disordered = followed.flat().flatMap(({ clients }) => clients.filter(isDisordered));
    return new Set(disordered.map(({ transport }) => transport));
  } catch (error) {
    console.log(`Repeat: LIVE_SEED=${first} vitest run --config test/vitest.config.ts test/live/completeness.test.ts`);
    throw error;
  }
}

it('every client has every event once and in order, and shows what the API answers', async () => {
  const { LIVE_SEED } = process.env;
  const count = LIVE_SEED === undefined ? caseCount({ usual: 5, nightly: 200 }) : 1;
  const disordered = new Set<string>();
  for (let first = Number(LIVE_SEED ?? 1), last = first + count - 1; first <= last; first += batchSize) {
    for (const transport of await runBatch(first)) disordered.add(transport);
    if (count > batchSize) console.log(`seeds ${first} to ${first + batchSize - 1} are complete`);
  }
  // Otherwise the test would show nothing of order. A batch may be without.
  expect(disordered).toEqual(new Set(['websocket', 'sse']));
}, 7_200_000);

it('a client delivers nothing after its end, and says that it is closed', async () => {
  const { id } = await anOpenTournament();
  const clients = ways.map((way) => watchClient(steady.url, id, way));
  await expect.poll(() => clients.map(({ live }) => live.state.status)).toEqual(['live', 'live', 'live']);
  for (const { live } of clients) live.close();
  await (await login()).register({ params: { id } });
  await sleep(500);
  for (const { log, states, live } of clients)
    expect([log, states.at(-1), live.state.status]).toEqual([[], 'closed', 'closed']);
});
