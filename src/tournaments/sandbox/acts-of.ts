// Builds the acts of a script.

import type { Id } from '../../core/id.ts';
import type { SandboxAct, SandboxEntry, SandboxView } from './sandbox.ts';

type Fields = Partial<Pick<SandboxAct, 'params' | 'body' | 'after'>>;

/** Of the organizer, about the tournament. */
export const byOrganizer = (
  { tournament }: SandboxView,
  key: string,
  operation: string,
  fields: Fields = {},
): SandboxAct => ({
  ...{ key, operation, as: null, params: { id: tournament.id }, body: {} },
  ...fields,
});

/** Of a simulated player. */
export const byPlayer = (as: number, key: string, operation: string, fields: Fields = {}): SandboxAct => ({
  ...{ key, operation, as, params: {}, body: {} },
  ...fields,
});

export const moveTo = (view: SandboxView, to: string): SandboxAct =>
  byOrganizer(view, to, 'changeTournamentState', { body: { to } });

/** -1: not simulated. */
export const numberOf = ({ players }: SandboxView, player: Id<'player'>): number => players.indexOf(player);

export const entryOf = ({ entries, players }: SandboxView, number: number): SandboxEntry | undefined =>
  entries.find(({ playerId }) => playerId === players[number]);

const names = ['Ada', 'Ben', 'Chloe', 'Dara', 'Elif', 'Farid', 'Goran', 'Hana', 'Ines', 'Jun', 'Kofi', 'Lena'];

/** Says that nobody has this name. */
export const simulatedName = (number: number): string => `${names[number % names.length]} ${number + 1} (simulated)`;
