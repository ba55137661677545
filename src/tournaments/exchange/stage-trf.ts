// Writes a stage as a TRF file. Sides stand where the stage has them.

import { refuse } from '../../core/errors.ts';
import type { StandingsRules } from '../stages/format.ts';
import { readRecords } from '../standings/record.ts';
import { fideCode, readTieBreaks } from '../standings/tie-break.ts';
import type { ExportedStage } from './exported-stage.ts';
import type { TrfLine } from './trf.ts';
import { trfPlayersOf } from './trf-event.ts';
import { writeTrf } from './write-trf.ts';

/** @throws DomainError not_exportable for formats whose results bring no points, for several groups, and for a loss that brings points. */
export function stageTrf({ stage, entrants, points, rank }: ExportedStage, title: string): string {
  if (points === null) throw refuseTrf('results of this format bring no points');
  const { event, rules } = points;
  const { win, draw, loss, bye } = rules.points;
  if (stage.groups > 1) throw refuseTrf('the stage has several groups');
  // The file has one code for a forfeit loss and for an absence.
  if (loss > 0) throw refuseTrf('a loss brings points');
  const ranks = new Map(rank().map((placement) => [String(placement.entrant), placement.rank]));
  const players = trfPlayersOf(readRecords(event), (id) => ({
    ...{ sex: '', title: '', federation: '', fideNumber: '', birthDate: '' },
    ...{ name: entrants[Number(id) - 1]?.displayName ?? '', rank: ranks.get(id) ?? null },
  }));
  const values = { W: win, D: draw, L: loss, A: 0, P: bye, X: draw };
  return writeTrf({
    about: [
      { code: '012', text: title },
      { code: '062', text: String(entrants.length) },
      { code: '092', text: stage.format },
      ...tieBreakLines(rules),
    ],
    ...{ roundCount: event.roundCount, firstSide: 'white' },
    pointsTenths: new Map(Object.entries(values).map(([code, value]) => [code, value * 10])),
    players: players.map((player) => ({ ...player, rating: entrants[player.number - 1]?.rating ?? null })),
  });
}

/** Tags 202 (tie-breaks) and 212 (standings) of TRF26. Left out where the stage has a tie-break that FIDE has no code for. */
function tieBreakLines({ tieBreaks, kind }: StandingsRules): TrfLine[] {
  const codes = readTieBreaks(tieBreaks, kind).map(fideCode);
  if (codes.includes(null)) return [];
  const [, ...afterPoints] = codes;
  return [
    { code: '202', text: afterPoints.join(',') },
    { code: '212', text: codes.join(',') },
  ];
}

const refuseTrf = (reason: string) => refuse('not_exportable', { format: 'TRF', field: 'stage', reason });
