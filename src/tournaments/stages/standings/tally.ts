// The usual columns of a table: matches that were won, drawn and lost, and the scores in them.

import type { EntrantRecord } from '../../standings/record.ts';

export interface Tally {
  /** Matches with a result; forfeits count, byes do not. */
  readonly played: number;
  readonly won: number;
  readonly drawn: number;
  readonly lost: number;
  readonly scoresFor: number;
  /** null in lobbies, where there is no single opponent. */
  readonly scoresAgainst: number | null;
}

export function tallyOf(lines: EntrantRecord['lines']): Tally {
  const count = (...kinds: readonly string[]) => lines.filter(({ kind }) => kinds.includes(kind)).length;
  const total = (of: 'own' | 'other') => lines.reduce((sum, { score }) => sum + (score?.[of] ?? 0), 0);
  const [won, drawn, lost] = [count('win', 'forfeit_win'), count('draw'), count('loss', 'forfeit_loss')];
  return { played: won + drawn + lost, won, drawn, lost, scoresFor: total('own'), scoresAgainst: total('other') };
}
