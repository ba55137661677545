// Writes a stage as a TRF file. Sides are left open: matches have none.

import { refuse } from '../../core/errors.ts';
import { readRecords } from '../standings/record.ts';
import type { ExportedStage } from './exported-stage.ts';
import { trfPlayersOf } from './trf-event.ts';
import { writeTrf } from './write-trf.ts';

/** @throws DomainError not_exportable for formats whose results bring no points, and for several groups. */
export function stageTrf({ stage, entrants, event, rank }: ExportedStage, title: string): string {
  if (event === null || stage.groups > 1) {
    const reason = event === null ? 'TRF is for formats whose results bring points' : 'TRF is for one group';
    throw refuse('not_exportable', { format: 'TRF', field: 'format', reason });
  }
  const { win, draw, loss } = event.points;
  const ranks = new Map(rank().map((placement) => [String(placement.entrant), placement.rank]));
  const players = trfPlayersOf(readRecords(event), (id) => ({
    ...{ sex: '', title: '', federation: '', fideNumber: '', birthDate: '' },
    ...{ name: entrants[Number(id) - 1]?.displayName ?? '', rank: ranks.get(id) ?? null },
  }));
  return writeTrf({
    about: [
      { code: '012', text: title },
      { code: '062', text: String(entrants.length) },
      { code: '092', text: 'Round robin' },
    ],
    ...{ roundCount: event.roundCount, firstSide: 'white' },
    pointsTenths: new Map(Object.entries({ W: win * 10, D: draw * 10, L: loss * 10, A: 0, P: 0, X: 0 })),
    players: players.map((player) => ({ ...player, rating: entrants[player.number - 1]?.rating ?? null })),
  });
}
