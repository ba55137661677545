// Which byes an entrant of a Swiss stage may ask for. Pure; docs/rules/swiss.md#requested-byes.

import type { RequestedBye } from '../format.ts';

export type Bye = Omit<RequestedBye, 'entrant'>;

export interface ByeRules {
  /** As planned. */
  readonly rounds: number;
  /** The first round that is not paired yet. */
  readonly nextRound: number;
  /** For one entrant. */
  readonly byesMax: number;
}

/** What is left at the start of byes that were asked for before: the plan may have changed since. The first rounds come first. */
export function keepByes<T extends Pick<Bye, 'round'>>(
  { rounds, byesMax }: Omit<ByeRules, 'nextRound'>,
  asked: readonly T[],
): T[] {
  return asked
    .filter(({ round }) => round < rounds)
    .toSorted((left, right) => left.round - right.round)
    .slice(0, byesMax);
}

/** What to do where byes leave fewer than two to pair. */
export const fewerByes = (stage: number) =>
  `PUT /v1/registrations/:id/stages/${stage}/byes takes byes of entrants back`;

export type ByeFault = 'round_paired' | 'last_round' | 'limit';

/** `wanted` replaces `stored`. null: may be written. */
export function judgeByes(
  { rounds, nextRound, byesMax }: ByeRules,
  stored: readonly Bye[],
  wanted: readonly Bye[],
): ByeFault | null {
  const pastOf = (byes: readonly Bye[]) =>
    byes
      .filter(({ round }) => round < nextRound)
      .map(({ round, points }) => `${round} ${points}`)
      .sort()
      .join();
  if (pastOf(stored) !== pastOf(wanted)) return 'round_paired';
  if (wanted.some(({ round }) => round >= rounds)) return 'last_round';
  return wanted.length > byesMax ? 'limit' : null;
}
