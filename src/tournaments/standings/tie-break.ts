// Tie-breaks that an organizer can choose, by name or by FIDE's code, with modifiers: `buchholz/C1`, `BH/C1`, `DE/P`.

import { refuse } from '../../core/errors.ts';
import type { EventKind } from './results.ts';

/** Name → FIDE C.07 code (null: not FIDE's) and the modifiers it takes. C: cuts and medians, P: forfeits count, L: limit, R: reversed. */
const rules = {
  points: { code: 'PTS', modifiers: '' },
  direct_encounter: { code: 'DE', modifiers: 'P' },
  buchholz: { code: 'BH', modifiers: 'CP' },
  average_opponent_buchholz: { code: 'AOB', modifiers: 'CP' },
  fore_buchholz: { code: 'FB', modifiers: 'CP' },
  sonneborn_berger: { code: 'SB', modifiers: 'CP' },
  koya: { code: 'KS', modifiers: 'LP' },
  progressive: { code: 'PS', modifiers: 'C' },
  wins: { code: 'WIN', modifiers: '' },
  wins_played: { code: 'WON', modifiers: '' },
  games_second_side: { code: 'BPG', modifiers: '' },
  wins_second_side: { code: 'BWG', modifiers: '' },
  rounds_elected: { code: 'REP', modifiers: '' },
  standard_points: { code: 'STD', modifiers: '' },
  opponent_match_win: { code: null, modifiers: '' },
  difficulty: { code: null, modifiers: '' },
  score_difference: { code: null, modifiers: '' },
  score_for: { code: null, modifiers: '' },
  head_to_head_games: { code: null, modifiers: '' },
  seed: { code: 'TPN', modifiers: 'R' },
  average_rating: { code: 'ARO', modifiers: 'C' },
  performance: { code: 'TPR', modifiers: 'C' },
  perfect_performance: { code: 'PTP', modifiers: 'C' },
  opponent_performance: { code: 'APRO', modifiers: 'C' },
  opponent_perfect_performance: { code: 'APPO', modifiers: 'C' },
  rating: { code: 'RTNG', modifiers: 'R' },
  earliest_completion: { code: null, modifiers: '' },
  lots: { code: null, modifiers: '' },
} as const;

export type TieBreakName = keyof typeof rules;
export const tieBreakNames = Object.keys(rules) as readonly TieBreakName[];

export interface TieBreak {
  readonly name: TieBreakName;
  /** How many of the lowest and of the highest contributions are left out. */
  readonly cut: { readonly lowest: number; readonly highest: number };
  /** Forfeits count as games with the scheduled opponent. */
  readonly forfeitsCount: boolean;
  /** Percent of the highest possible score, for `koya`. */
  readonly limitPercent: number;
  readonly isReversed: boolean;
}

/** FIDE's older name of a code. */
const oldCodes: Readonly<Record<string, TieBreakName>> = { GE: 'rounds_elected' };
const usualLimitPercent = 50;
const cutMax = 9;

export function readTieBreak(text: string, kind: EventKind): TieBreak {
  const [head = '', ...modifiers] = text.trim().split('/');
  const name = nameOf(head);
  if (name === null) throw refuse('unknown_tie_break', { tieBreak: text });
  if (kind === 'predetermined' && /buchholz/.test(name)) {
    throw refuse('tie_break_not_allowed', { tieBreak: text, reason: 'Buchholz needs a Swiss event' });
  }
  let tieBreak: TieBreak = {
    name,
    cut: { lowest: 0, highest: 0 },
    forfeitsCount: false,
    limitPercent: usualLimitPercent,
    isReversed: false,
  };
  for (const modifier of modifiers) {
    const changed = modify(tieBreak, modifier.toUpperCase());
    if (changed === null) throw refuse('unknown_tie_break', { tieBreak: text, modifier });
    tieBreak = changed;
  }
  return tieBreak;
}

/** Points come first, then the list. Refuses a tie-break that is named twice: the second could never decide. */
export function readTieBreaks(texts: readonly string[], kind: EventKind): TieBreak[] {
  const tieBreaks = ['points', ...texts].map((text) => readTieBreak(text, kind));
  const names = tieBreaks.map(tieBreakText);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw refuse('tie_break_not_allowed', { tieBreak: repeated, reason: 'it is in the list already' });
  }
  return tieBreaks;
}

/** Canonical text: `readTieBreak` of it is the same tie-break. */
export function tieBreakText(tieBreak: TieBreak): string {
  const { lowest, highest } = tieBreak.cut;
  const modifiers = [
    highest > 0 ? `M${highest}` : lowest > 0 ? `C${lowest}` : '',
    tieBreak.forfeitsCount ? 'P' : '',
    tieBreak.limitPercent === usualLimitPercent ? '' : `L${tieBreak.limitPercent}`,
    tieBreak.isReversed ? 'R' : '',
  ];
  return [tieBreak.name, ...modifiers.filter((modifier) => modifier !== '')].join('/');
}

/** FIDE's code with modifiers, as TRF writes it; null if FIDE has none. */
export function fideCode(tieBreak: TieBreak): string | null {
  const { code } = rules[tieBreak.name];
  return code && tieBreakText(tieBreak).replace(tieBreak.name, code);
}

function nameOf(head: string): TieBreakName | null {
  const lower = head.toLowerCase();
  const upper = head.toUpperCase();
  return tieBreakNames.find((name) => name === lower || rules[name].code === upper) ?? oldCodes[upper] ?? null;
}

function modify(tieBreak: TieBreak, modifier: string): TieBreak | null {
  const found = /^([CMLPR])(\d{0,3})$/.exec(modifier);
  const [, letter = '', digits = ''] = found ?? [];
  const allowed: string = rules[tieBreak.name].modifiers;
  const isWithNumber = 'CML'.includes(letter);
  if (!found || !allowed.includes(letter === 'M' ? 'C' : letter) || isWithNumber !== (digits !== '')) return null;
  const number = Number(digits);
  switch (letter) {
    case 'P':
      return { ...tieBreak, forfeitsCount: true };
    case 'R':
      return { ...tieBreak, isReversed: true };
    case 'L':
      return number > 100 ? null : { ...tieBreak, limitPercent: number };
    default: {
      const isMedian = letter === 'M';
      if (number < 1 || number > cutMax || (isMedian && tieBreak.name === 'progressive')) return null;
      return { ...tieBreak, cut: { lowest: number, highest: isMedian ? number : 0 } };
    }
  }
}
