// The rooms of one tournament against a model: a log of events, deliveries that are lost and repeated, relay rooms that cannot be reached
// or are evicted, and clients that come, go and come back to whichever room has a place.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { socketsPerRoomMax } from '../../../src/live/frame.ts';
import { createRoomChoice } from '../../../src/live/relays/choose-room.ts';
import { createRelayFeed, publishToAll } from '../../../src/live/relays/relay-feed.ts';
import { nameOfRoom, relayOfRoom, relayRoomsMax, tournamentOfRoom } from '../../../src/live/relays/room-name.ts';
import { isOpen } from '../../../src/live/socket.ts';
import type { TournamentEvent } from '../../../src/outbox/event.ts';
import { Client, message, Rooms, relays, tournament } from '../../support/live/relay-rooms.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('append' as const), isLost: fc.boolean(), waits: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('join' as const),
      client: fc.nat({ max: 5 }),
      relay: relays,
      waits: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('leave' as const), client: fc.nat({ max: 5 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('evict', 'cut', 'mend') as fc.Arbitrary<'evict' | 'cut' | 'mend'>,
      relay: relays,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deliver again' as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pause' as const) }) },
);

it('clients of the first room and of relay rooms have every event once and in order, whatever fails between them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), fc.nat({ max: 5 }), async (steps, answerDelay) => {
      const rooms = new Rooms();
      Object.assign(rooms, { isSlow: true, answerDelay });
      const clients = Array.from({ length: 6 }, () => new Client());
      const running: Promise<unknown>[] = [];
      let acknowledged = 0;
      const deliver = async (events: readonly TournamentEvent[]) => {
        if (events.length === 0) return;
        const reached = await rooms.publish(events).catch(() => 0);
        acknowledged = Math.max(acknowledged, reached);
      };
      for (const each of steps) {
        const work = (): Promise<unknown> => {
          if (each.kind === 'append') {
            const event = rooms.append();
            return each.isLost ? Promise.resolve() : deliver([event]);
          }
          if (each.kind === 'pause') return message();
          if (each.kind === 'deliver again') return deliver(rooms.log.slice(acknowledged));
          if (each.kind !== 'join') return Promise.resolve();
          const client = clients[each.client] as Client;
          // One connection at a time.
          if (client.relay >= 0) return Promise.resolve();
          client.relay = each.relay;
          return rooms.join(client, each.relay);
        };
        const done = work();
        running.push(done);
        if (each.kind === 'leave') {
          const client = clients[each.client] as Client;
          if (isOpen(client)) {
            rooms.leave(client);
            client.relay = -1;
          }
        } else if (each.kind === 'cut') rooms.unreachable.add(each.relay);
        else if (each.kind === 'mend') rooms.unreachable.delete(each.relay);
        else if (each.kind === 'evict') {
          // A call that runs at this moment would fail.
          await Promise.all(running);
          rooms.evict(each.relay);
        }
        if (!('waits' in each) || each.waits) await done;
      }
      await Promise.all(running);
      rooms.unreachable.clear();
      // What the relay of the outbox does once a minute.
      await deliver(rooms.log.slice(acknowledged));
      const expectComplete = (watching: readonly Client[]) =>
        expect(watching.map(({ faults, seq }) => [faults, seq])).toEqual(watching.map(() => [0, rooms.log.length]));
      // Without a later event, whose number would show a gap.
      expectComplete(clients.filter(({ relay }) => relay >= 0));
      for (const client of clients) if (client.relay < 0) await rooms.join(client, 0);
      await deliver([rooms.append()]);
      expectComplete(clients);
      expect(acknowledged).toBe(rooms.log.length);
    }),
    { numRuns: caseCount({ usual: 500, nightly: 20_000 }) },
  );
});

it('a socket for which a room has no place joins the next one, and gets every event once and in order', async () => {
  const count = caseCount({ usual: 2 * socketsPerRoomMax + 500, nightly: 10 * socketsPerRoomMax });
  const eventCount = caseCount({ usual: 20, nightly: 200 });
  const rooms = new Rooms();
  const chooseRoom = createRoomChoice(() => 0);
  let asked = 0;
  const clients = Array.from({ length: count }, () => new Client());
  for (const client of clients) {
    const hasPlace = await chooseRoom(tournament, async (name) => {
      asked += 1;
      return (await rooms.join(client, relayOfRoom(name))) ? true : null;
    });
    expect(hasPlace).toBe(true);
  }
  expect([...rooms.open.values()].map(({ memory }) => memory.seats.size)).toEqual([
    ...Array(Math.floor(count / socketsPerRoomMax)).fill(socketsPerRoomMax),
    ...(count % socketsPerRoomMax === 0 ? [] : [count % socketsPerRoomMax]),
  ]);
  // A full room is asked once, then the edge remembers.
  expect(asked - count).toBe(rooms.open.size - 1);
  for (let index = 0; index < eventCount; index += 1) await rooms.publish([rooms.append()]);
  expect(clients.filter(({ faults, seq }) => faults > 0 || seq !== eventCount)).toEqual([]);
});

it('the edge looks for the first room with a place again after a while, and says when there is none', async () => {
  let now = 0;
  const chooseRoom = createRoomChoice(() => now);
  const full = new Set([0, 1]);
  const asked: number[] = [];
  const choose = () =>
    chooseRoom(tournament, async (name) => {
      expect(tournamentOfRoom(name)).toBe(tournament);
      asked.push(relayOfRoom(name));
      return full.has(relayOfRoom(name)) ? null : name;
    });
  expect(await choose()).toBe(nameOfRoom(tournament, 2));
  full.clear();
  expect([await choose(), asked.splice(0)]).toEqual([`${tournament}/2`, [0, 1, 2, 2]]);
  now = 60_000;
  expect([await choose(), asked.splice(0)]).toEqual([tournament, [0]]);
  for (let relay = 0; relay <= relayRoomsMax; relay += 1) full.add(relay);
  expect([await choose(), asked.length]).toEqual([null, relayRoomsMax + 1]);
});

it('what comes while a relay room takes a batch goes there together, in the next one', async () => {
  const batches: number[][] = [];
  const waiting: (() => void)[] = [];
  let stored: readonly number[] = [];
  const feed = createRelayFeed({
    relays: {
      list: () => stored,
      write: (next) => {
        stored = next;
      },
    },
    push: async (_, events) => {
      batches.push(events.map(({ seq }) => seq));
      await new Promise<void>((resolve) => waiting.push(resolve));
      return events.at(-1)?.seq ?? 0;
    },
  });
  feed.add(1);
  const push = (seq: number) => feed.push([{ seq } as TournamentEvent]);
  const pushed = [push(1)];
  await message();
  pushed.push(push(2), push(3));
  await message();
  expect(batches).toEqual([[1]]);
  waiting.shift()?.();
  await message();
  expect(batches).toEqual([[1], [2, 3]]);
  waiting.shift()?.();
  expect(await Promise.all(pushed)).toEqual([1, 3, 3]);
});

it('a relay room that comes back before its answer is here stays subscribed', async () => {
  let stored: readonly number[] = [];
  const answers: ((seq: number | null) => void)[] = [];
  const feed = createRelayFeed({
    relays: {
      list: () => stored,
      write: (next) => {
        stored = next;
      },
    },
    push: () => new Promise((resolve) => answers.push(resolve)),
  });
  const push = async () => {
    const pushed = feed.push([{ seq: 1 } as TournamentEvent]);
    await message();
    return pushed;
  };
  feed.add(1);
  const first = push();
  await message();
  feed.add(1);
  answers.shift()?.(null);
  await first;
  expect(stored).toEqual([1]);
  const second = push();
  await message();
  answers.shift()?.(null);
  await second;
  expect(stored).toEqual([]);
});

it('events that the first room has read by itself do not count as delivered: no relay room has got them', async () => {
  const { feed } = new Rooms().roomAt(0);
  expect(await publishToAll(async () => 4, feed, [{ seq: 2 } as TournamentEvent])).toBe(2);
});
