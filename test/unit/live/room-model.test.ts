// The room against a model: an event log that is appended to, set back and forgotten, deliveries that are lost, repeated and reordered,
// and clients of the tournament and of a match that come, go and come back. Each client builds its own copy of the log from frames alone.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { createRoom, type Room } from '../../../src/live/room.ts';
import type { Socket } from '../../../src/live/socket.ts';
import type { TournamentEvent } from '../../../src/outbox/event.ts';
import { type Position, parsePosition } from '../../../src/outbox/position.ts';
import { aRoomMemory, aVisitor, roomPorts } from '../../support/live/room-ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';

type Logged = Pick<TournamentEvent, 'seq' | 'epoch' | 'type' | 'payload'>;

interface Told {
  readonly type: string;
  readonly seq: number;
  readonly recovered?: boolean;
  readonly after?: number;
  readonly event?: Logged;
  readonly events?: readonly Logged[];
}

const theMatch = `mat_${'0'.repeat(26)}` as Id<'match'>;
const belongs = ({ payload }: Logged, match: Id<'match'> | null) => match === null || payload.matchId === match;

/** What a client has, as `epoch:seq` of each event of its stream, as it would be after it has read what the snapshot shows. */
class Client implements Socket {
  readyState = 3;
  copy: string[] = [];
  position: Position | null = null;
  isJoining = false;
  readonly faults: string[] = [];
  readonly match: Id<'match'> | null;
  private readonly log: () => readonly Logged[];

  constructor(match: Id<'match'> | null, log: () => readonly Logged[]) {
    this.match = match;
    this.log = log;
  }

  send(text: string, position?: string): void {
    if (this.readyState !== 1) throw new Error('not open');
    const frame = JSON.parse(text) as Told;
    const has = this.position?.seq ?? 0;
    const events = frame.events ?? (frame.event === undefined ? [] : [frame.event]);
    const [first] = events;
    if (first !== undefined) {
      const after = frame.after ?? first.seq - 1;
      if (after > has || first.seq <= has) this.faults.push(`${first.seq} after ${after}, has ${has}`);
      this.copy.push(...events.map(nameOf));
    } else if (frame.recovered === false) {
      const before = this.log().slice(0, frame.seq);
      this.copy = before.filter((event) => belongs(event, this.match)).map(nameOf);
    } else if (frame.seq !== has) this.faults.push(`goes on at ${frame.seq}, has ${has}`);
    if (position !== undefined) this.position = parsePosition(position);
  }

  close(): void {
    this.readyState = 3;
  }
}

const nameOf = ({ epoch, seq }: Pick<Logged, 'epoch' | 'seq'>) => `${epoch}:${seq}`;

/** By a later score of the same match, with only scores between them. */
function isSuperseded(stream: readonly Logged[], index: number): boolean {
  const event = stream[index];
  if (event?.type !== 'score_updated') return false;
  for (const next of stream.slice(index + 1)) {
    if (next.type !== 'score_updated') return false;
    if (next.payload.matchId === event.payload.matchId) return true;
  }
  return false;
}

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      count: fc.integer({ min: 1, max: 3 }),
      isOfMatch: fc.boolean(),
      isScore: fc.boolean(),
      delivery: fc.constantFrom('sent', 'lost', 'held'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver held' as const), seed: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('join', 'leave') as fc.Arbitrary<'join' | 'leave'>,
      client: fc.nat({ max: 3 }),
    }),
  },
  // The next steps come while they join.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('join together' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), back: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('evict', 'relay') as fc.Arbitrary<'evict' | 'relay'> }) },
);

it('every client has each event once and in order, whatever is lost, and the log of the database in the end', async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      let log: Logged[] = [];
      let epochs = 1;
      let held: Logged[] = [];
      const clients = [null, null, theMatch, theMatch].map((match) => new Client(match, () => log));
      const memory = aRoomMemory();
      const open = (): Room<Socket> =>
        createRoom<Socket>(
          roomPorts(memory, {
            readSnapshot: async () => {
              const eventEpoch = log.at(-1)?.epoch ?? '0';
              const eventSeq = log.length;
              for (let turn = 0; turn < 5; turn += 1) await null;
              return { eventSeq, eventEpoch, isPublic: true, content: {} };
            },
            readEvents: async ({ epoch, seq }) =>
              seq === 0 || log[seq - 1]?.epoch === epoch ? (log.slice(seq, seq + 3) as TournamentEvent[]) : null,
          }),
        );
      let room = open();
      const deliver = async (events: readonly Logged[]) => {
        if (events.length > 0) await room.publish(events as TournamentEvent[]);
      };
      let joining: Promise<unknown> = Promise.resolve();
      const join = async (client: Client) => {
        if (client.readyState === 1 || client.isJoining) return;
        client.isJoining = true;
        const { position: since, match } = client;
        memory.seats.delete(client);
        const attach = (seat: Parameters<typeof memory.seats.set>[1]) => {
          client.readyState = 1;
          memory.seats.set(client, seat);
        };
        await room.join(client, { attach, accept: () => {} }, aVisitor({ match, since }));
        client.isJoining = false;
        kinds.add(since === null ? 'welcome' : 'reconnect');
      };
      for (const each of steps) {
        kinds.add(each.kind);
        if (each.kind === 'append') {
          const payload = each.isOfMatch ? { matchId: theMatch } : {};
          const events = Array.from({ length: each.count }, (_, index) => {
            const type = each.isScore ? ('score_updated' as const) : ('match_completed' as const);
            return { seq: log.length + 1 + index, epoch: String(epochs), type, payload };
          });
          log.push(...events);
          if (each.delivery === 'sent') await deliver(events);
          if (each.delivery === 'held') held.push(...events);
        } else if (each.kind === 'deliver held') {
          await deliver(held.toSorted((a, b) => ((a.seq * each.seed) % 7) - ((b.seq * each.seed) % 7)));
          if (each.seed % 2 === 0) held = [];
        } else if (each.kind === 'join') await join(clients[each.client] as Client);
        else if (each.kind === 'leave') clients[each.client]?.close();
        else if (each.kind === 'join together') joining = Promise.all([joining, ...clients.map(join)]);
        else if (each.kind === 'evict') {
          await joining;
          room = open();
        } else if (each.kind === 'relay') await deliver(log.slice(-5));
        else if (each.kind === 'restore') {
          log = log.slice(0, Math.max(0, log.length - each.back));
          // What was rolled back is delivered by nobody.
          held = held.filter((event) => log.includes(event));
          epochs += 1;
        }
      }
      await joining;
      const last = { seq: log.length + 1, epoch: String(epochs), type: 'match_completed' as const };
      log.push({ ...last, payload: { matchId: theMatch } });
      await deliver(log.slice(-1));
      for (const client of clients) await join(client);
      for (const client of clients) {
        const stream = log.filter((event) => belongs(event, client.match));
        const has = new Set(client.copy);
        // A score is missing only where a later one of its match came instead.
        const due = stream.filter((event, index) => has.has(nameOf(event)) || !isSuperseded(stream, index));
        expect([client.faults, client.copy]).toEqual([[], due.map(nameOf)]);
      }
    }),
    {
      numRuns: caseCount({ usual: 500, nightly: 20_000 }),
      examples: [
        // Set back between the read of a join and the reads of the room.
        [
          [
            { kind: 'join', client: 0 },
            { kind: 'append', count: 1, isOfMatch: false, isScore: false, delivery: 'held' },
            { kind: 'join together' },
            { kind: 'join', client: 0 },
            { kind: 'restore', back: 1 },
          ],
        ],
      ],
    },
  );
  expect([...kinds].toSorted()).toEqual([
    'append',
    'deliver held',
    'evict',
    'join',
    'join together',
    'leave',
    'reconnect',
    'relay',
    'restore',
    'welcome',
  ]);
});
