// How a room reads its tournament: through the public API of the backend.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { RoomPorts, Snapshot } from './room.ts';

type Reads = Pick<RoomPorts<never>, 'readSnapshot' | 'readEvents'>;

export function createRoomReads(id: Id<'tournament'>, read: (path: string) => Promise<Response>): Reads {
  return {
    async readSnapshot() {
      const response = await read(`/v1/tournaments/${id}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`reading the tournament failed: ${response.status}`);
      return (await response.json()) as Snapshot;
    },
    async readEvents(since) {
      const response = await read(`/v1/tournaments/${id}/events?since=${since}`);
      return response.ok ? ((await response.json()) as { items: TournamentEvent[] }).items : [];
    },
  };
}
