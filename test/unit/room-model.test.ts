// The room against a model: an event log that is appended to, set back and forgotten, deliveries that are lost, repeated and reordered,
// and clients that come, go and come back. Each client builds its own copy of the log from frames alone.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRoom, type Room } from '../../src/live/room.ts';
import type { Socket } from '../../src/live/socket.ts';
import type { TournamentEvent } from '../../src/outbox/event.ts';
import { type Position, parsePosition } from '../../src/outbox/position.ts';
import { caseCount } from '../support/nightly.ts';

type Logged = Pick<TournamentEvent, 'seq' | 'epoch'>;

/** A client: what it has, as `epoch:seq` of each event, as it would be after it has read the snapshot's tournament. */
class Client implements Socket {
  readyState = 3;
  copy: string[] = [];
  position: Position | null = null;
  readonly faults: string[] = [];
  private readonly log: () => readonly Logged[];

  constructor(log: () => readonly Logged[]) {
    this.log = log;
  }

  send(text: string, position?: string): void {
    if (this.readyState !== 1) throw new Error('not open');
    const frame = JSON.parse(text) as { type: string; seq: number; epoch: string; recovered?: boolean; event: Logged };
    if (frame.type === 'event') {
      if (frame.event.seq !== this.copy.length + 1) this.faults.push(`${frame.event.seq} after ${this.copy.length}`);
      this.copy.push(nameOf(frame.event));
    } else if (frame.recovered === false) this.copy = this.log().slice(0, frame.seq).map(nameOf);
    else if (frame.seq !== this.copy.length) this.faults.push(`goes on at ${frame.seq}, has ${this.copy.length}`);
    if (position !== undefined) this.position = parsePosition(position);
  }

  close(): void {
    this.readyState = 3;
  }
}

const nameOf = ({ epoch, seq }: Logged) => `${epoch}:${seq}`;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('append' as const), delivery: fc.constantFrom('sent', 'lost', 'held') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver held' as const), seed: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('join', 'leave') as fc.Arbitrary<'join' | 'leave'>,
      client: fc.nat({ max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), back: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('evict', 'relay') as fc.Arbitrary<'evict' | 'relay'> }) },
);

it('every client has each event once and in order, whatever is lost, and the log of the database in the end', async () => {
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      let log: Logged[] = [];
      let epochs = 1;
      let position: Position | undefined;
      let held: Logged[] = [];
      const clients = [0, 1, 2].map(() => new Client(() => log));
      const joined = new Map<Socket, number>();
      const open = (): Room<Socket> =>
        createRoom<Socket>({
          sockets: () => clients,
          joinedAtSeq: {
            read: (socket) => joined.get(socket) ?? 0,
            write: (socket, seq) => void joined.set(socket, seq),
          },
          playerOf: () => null,
          position: {
            read: () => position,
            write: (next) => {
              position = next;
            },
          },
          readSnapshot: async () => ({ eventSeq: log.length, eventEpoch: log.at(-1)?.epoch ?? '0' }),
          readEvents: async ({ epoch, seq }) =>
            seq === 0 || log[seq - 1]?.epoch === epoch ? (log.slice(seq, seq + 3) as TournamentEvent[]) : null,
          now: () => 0,
        });
      let room = open();
      const deliver = async (events: readonly Logged[]) => {
        if (events.length > 0) await room.publish(events as TournamentEvent[]);
      };
      const join = async (client: Client) => {
        if (client.readyState === 1) return;
        const from = client.position;
        const attach = (seq: number) => {
          client.readyState = 1;
          joined.set(client, seq);
        };
        await room.join(client, { attach, accept: () => {} }, from);
        kinds.add(from === null ? 'welcome' : 'reconnect');
      };
      for (const each of steps) {
        kinds.add(each.kind);
        if (each.kind === 'append') {
          const event = { seq: log.length + 1, epoch: String(epochs) };
          log.push(event);
          if (each.delivery === 'sent') await deliver([event]);
          if (each.delivery === 'held') held.push(event);
        } else if (each.kind === 'deliver held') {
          await deliver(held.toSorted((a, b) => ((a.seq * each.seed) % 7) - ((b.seq * each.seed) % 7)));
          if (each.seed % 2 === 0) held = [];
        } else if (each.kind === 'join') await join(clients[each.client] as Client);
        else if (each.kind === 'leave') clients[each.client]?.close();
        else if (each.kind === 'evict') room = open();
        else if (each.kind === 'relay') await deliver(log.slice(-5));
        else if (each.kind === 'restore') {
          log = log.slice(0, Math.max(0, log.length - each.back));
          // What was rolled back is delivered by nobody.
          held = held.filter((event) => log.includes(event));
          epochs += 1;
        }
      }
      log.push({ seq: log.length + 1, epoch: String(epochs) });
      await deliver(log.slice(-1));
      for (const client of clients) await join(client);
      for (const client of clients) expect([client.faults, client.copy]).toEqual([[], log.map(nameOf)]);
    }),
    { numRuns: caseCount({ usual: 500, nightly: 20_000 }) },
  );
  expect([...kinds].toSorted()).toEqual([
    'append',
    'deliver held',
    'evict',
    'join',
    'leave',
    'reconnect',
    'relay',
    'restore',
    'welcome',
  ]);
});
