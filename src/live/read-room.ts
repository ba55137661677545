// How a room reads its tournament: through the public API of the backend.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import { formatPosition, type Position } from '../outbox/position.ts';
import type { RoomPorts, Snapshot } from './room.ts';

type Reads = Pick<RoomPorts<never>, 'readSnapshot' | 'readEvents'>;

interface Page {
  readonly items: readonly TournamentEvent[];
  readonly recovered: boolean;
}

export function createRoomReads(id: Id<'tournament'>, read: (path: string) => Promise<Response>): Reads {
  async function readJson<T>(path: string): Promise<T> {
    const response = await read(path);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return (await response.json()) as T;
  }
  return {
    async readSnapshot() {
      const response = await read(`/v1/tournaments/${id}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`reading the tournament failed: ${response.status}`);
      return (await response.json()) as Snapshot;
    },
    async readEvents(since: Position) {
      const path = `/v1/tournaments/${id}/events?since=${formatPosition(since)}`;
      const { items, recovered } = await readJson<Page>(path);
      return recovered ? items : null;
    },
  };
}
