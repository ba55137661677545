// What a room reads of its tournament: the public API's own answers, from whichever backend the platform chose.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { RoomPorts, Snapshot } from './room.ts';

type Reads = Pick<RoomPorts<never>, 'readSnapshot' | 'readEvents'>;

export function createRoomReads(id: Id<'tournament'>, ask: (path: string) => Promise<Response>): Reads {
  return {
    async readSnapshot() {
      const response = await ask(`/v1/tournaments/${id}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`the tournament could not be read: ${response.status}`);
      return (await response.json()) as Snapshot;
    },
    async readEvents(since) {
      const response = await ask(`/v1/tournaments/${id}/events?since=${since}`);
      return response.ok ? ((await response.json()) as { items: TournamentEvent[] }).items : [];
    },
  };
}
