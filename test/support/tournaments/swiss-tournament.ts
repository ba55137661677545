// Plays Swiss tournaments with random results, forfeits, requested byes, late entries and withdrawals, for properties of a system.

import type {
  RoundRecord,
  SwissEntrant,
  SwissRound,
  SwissSettings,
} from '../../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';
import type { Random } from '../rules/random.ts';

export interface PlayedRound {
  /** As the system saw them. */
  readonly entrants: readonly SwissEntrant[];
  readonly found: SwissRound;
}

export interface SwissPlan {
  readonly count: number;
  readonly settings: SwissSettings;
  /** False: everybody takes part in every round, and no game is forfeited. */
  readonly hasAbsences: boolean;
  readonly pair: (entrants: readonly SwissEntrant[], settings: SwissSettings) => SwissRound;
}

/** Stops after a blocked round. A win is worth 2. */
export function playSwiss(plan: SwissPlan, random: Random): PlayedRound[] {
  const chance = (share: number) => plan.hasAbsences && random.next() < share;
  const players = Array.from({ length: plan.count }, (_, index) => ({
    number: index + 1,
    rounds: [] as RoundRecord[],
    firstRound: chance(0.1) ? random.below(plan.settings.roundCount) : 0,
    hasWithdrawn: false,
  }));
  const played: PlayedRound[] = [];
  for (let round = 0; round < plan.settings.roundCount; round += 1) {
    const entrants = players.map(({ number, rounds, firstRound, hasWithdrawn }) => ({
      number,
      rounds: [...rounds],
      takesPart: round >= firstRound && !hasWithdrawn && !chance(0.06),
    }));
    const found = plan.pair(entrants, plan.settings);
    played.push({ entrants, found });
    if (found.kind === 'blocked') return played;
    const records = recordsOf(found, random, chance);
    for (const [index, player] of players.entries()) {
      const points = entrants[index]?.takesPart || round < player.firstRound ? 0 : random.below(3);
      player.rounds.push(records.get(player.number) ?? { kind: 'not_paired', opponent: null, side: null, points });
      player.hasWithdrawn ||= chance(0.03);
    }
  }
  return played;
}

function recordsOf(
  found: SwissRound & { kind: 'paired' },
  random: Random,
  chance: (share: number) => boolean,
): Map<number, RoundRecord> {
  const records = new Map<number, RoundRecord>();
  if (found.bye !== null) records.set(found.bye, { kind: 'pairing_bye', opponent: null, side: null, points: 2 });
  for (const { white, black } of found.pairs) {
    const points = random.below(3);
    if (chance(0.08)) {
      const isDouble = points === 1;
      records.set(white, { kind: 'forfeit', opponent: black, side: null, points: isDouble ? 0 : points });
      records.set(black, { kind: 'forfeit', opponent: white, side: null, points: isDouble ? 0 : 2 - points });
    } else {
      records.set(white, { kind: 'game', opponent: black, side: 'white', points });
      records.set(black, { kind: 'game', opponent: white, side: 'black', points: 2 - points });
    }
  }
  return records;
}
