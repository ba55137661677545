// The rooms of one tournament with a log of events, relay rooms that may fail, and clients that come, go and come back.

import fc from 'fast-check';
import type { Id } from '../../../src/core/id.ts';
import {
  createRelayFeed,
  createRelayMember,
  publishToAll,
  type RelayFeed,
  type RelayMember,
} from '../../../src/live/relays/relay-feed.ts';
import { createRoom, type Room } from '../../../src/live/room.ts';
import type { Seat } from '../../../src/live/seats/seat.ts';
import { isOpen, type Socket } from '../../../src/live/socket.ts';
import type { TournamentEvent } from '../../../src/outbox/event.ts';
import { type Position, parsePosition } from '../../../src/outbox/position.ts';
import { aRoomMemory, aVisitor, type RoomMemory, roomPorts } from './room-ports.ts';

/** A message takes a while. Others run meanwhile. */
export async function message(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await null;
}

export const tournament = 'trn_0' as Id<'tournament'>;

/** Knows from positions alone what it has got: a gap, a duplicate and another order are counted. */
export class Client implements Socket {
  readyState = 3;
  relay = -1;
  faults = 0;
  seq = 0;
  private epoch = '1';

  get position(): Position | null {
    return this.seq === 0 ? null : { epoch: this.epoch, seq: this.seq };
  }

  send(text: string, position?: string): void {
    if (this.readyState !== 1) throw new Error('not open');
    const next = parsePosition(position ?? '');
    if (next === null) return;
    const { type, after, event, events } = JSON.parse(text);
    const isNext = () => (after ?? event.seq - 1) <= this.seq && (events ?? [event])[0].seq === this.seq + 1;
    if (type === 'event' || type === 'events' ? !isNext() : next.seq < this.seq) this.faults += 1;
    this.seq = next.seq;
    this.epoch = next.epoch;
  }

  close(): void {
    this.readyState = 3;
  }
}

interface OpenRoom {
  room: Room<Socket>;
  feed: RelayFeed;
  member: RelayMember;
  readonly memory: RoomMemory;
}

/** All rooms of the tournament, wired as the platform does it. What `stored` holds survives an eviction. */
export class Rooms {
  readonly log: TournamentEvent[] = [];
  isSlow = false;
  answerDelay = 0;
  readonly unreachable = new Set<number>();
  readonly open = new Map<number, OpenRoom>();
  private readonly stored = new Map<number, { relays: readonly number[]; isFed: boolean }>();

  append(): TournamentEvent {
    const event = {
      seq: this.log.length + 1,
      epoch: '1',
      payload: {},
      createdAt: '2030-01-01T00:00:00Z',
    } as unknown as TournamentEvent;
    this.log.push(event);
    return event;
  }

  roomAt(relay: number): OpenRoom {
    const known = this.open.get(relay);
    if (known !== undefined) return known;
    const made = this.build(relay, aRoomMemory());
    this.open.set(relay, made);
    return made;
  }

  /** Sockets survive, as hibernating ones do. */
  evict(relay: number): void {
    const known = this.open.get(relay);
    if (known !== undefined) this.open.set(relay, this.build(relay, known.memory));
  }

  private build(relay: number, memory: RoomMemory): OpenRoom {
    const stored = this.stored.get(relay) ?? { relays: [], isFed: relay === 0 };
    this.stored.set(relay, stored);
    const { log } = this;
    return {
      memory,
      room: createRoom<Socket>(
        roomPorts(memory, {
          readSnapshot: async () => {
            const snapshot = { eventSeq: log.length, eventEpoch: '1', isPublic: true, content: {} };
            if (this.isSlow) await message();
            return snapshot;
          },
          readEvents: async ({ seq }) => log.slice(seq, seq + 3),
        }),
      ),
      feed: createRelayFeed({
        relays: { list: () => stored.relays, write: (relays) => void Object.assign(stored, { relays }) },
        push: (to, events) => this.receive(to, events),
      }),
      member: createRelayMember({
        isFed: { read: () => stored.isFed, write: (isFed) => void Object.assign(stored, { isFed }) },
        subscribe: async () => {
          await message();
          this.roomAt(0).feed.add(relay);
        },
        hasListeners: () => [...memory.seats.keys()].some(isOpen),
      }),
    };
  }

  private async receive(relay: number, events: readonly TournamentEvent[]): Promise<number | null> {
    await message();
    if (this.unreachable.has(relay)) throw new Error('unreachable');
    const { room, member } = this.roomAt(relay);
    const answer = member.isListening() ? await room.publish(events) : null;
    for (let delay = 0; delay < this.answerDelay; delay += 1) await message();
    return answer;
  }

  async publish(events: readonly TournamentEvent[]): Promise<number> {
    const { room, feed } = this.roomAt(0);
    return publishToAll(room.publish, feed, events);
  }

  /** false if the room is full. */
  async join(client: Client, relay: number): Promise<boolean> {
    const { room, member, memory } = this.roomAt(relay);
    const attach = (seat: Seat) => {
      client.readyState = 1;
      client.relay = relay;
      memory.seats.set(client, seat);
    };
    return member.whileJoining(() =>
      room.join(client, { attach, accept: () => {} }, aVisitor({ since: client.position })),
    );
  }

  leave(client: Client): void {
    client.close();
    this.open.get(client.relay)?.memory.seats.delete(client);
  }
}

export const relays = fc.nat({ max: 2 });
