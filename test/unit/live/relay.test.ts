import { expect, it } from 'vitest';
import type { TournamentEvent } from '../../../src/outbox/event.ts';
import { deliverEvents } from '../../../src/outbox/relay-events.ts';

const event = (tournamentId: string, seq: number) => ({ tournamentId, seq }) as TournamentEvent;

it('a failing room does not delay the others: their events are delivered and acknowledged, then the failure is thrown', async () => {
  const acknowledged: [string, number][] = [];
  const relay = {
    deliver: async (id: string, events: readonly TournamentEvent[]) => {
      if (id === 'trn_b') throw new Error('no room');
      return Math.max(...events.map(({ seq }) => seq));
    },
    acknowledge: async (id: string, seq: number) => void acknowledged.push([id, seq]),
  };
  const events = [event('trn_a', 1), event('trn_b', 1), event('trn_c', 4), event('trn_a', 2)];
  await expect(deliverEvents(relay, events)).rejects.toThrow('no room');
  expect(acknowledged).toEqual([
    ['trn_a', 2],
    ['trn_c', 4],
  ]);
});
