// A rating list of an organizer: players, rated by the tournaments that count for it. Each tournament is one rating period.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';

/** How ratings follow from results. */
export const ratingSystems = ['glicko2'] as const;
export type RatingSystem = (typeof ratingSystems)[number];

export interface RatingList {
  readonly id: Id<'ratingList'>;
  readonly ownerId: Id<'player'>;
  readonly name: string;
  readonly system: RatingSystem;
  readonly createdAt: Instant;
}

/** The state of a player in a list after the last tournament that was rated. */
export interface Rated {
  readonly rating: number;
  /** How sure the rating is: about two thirds of players are within one deviation. */
  readonly deviation: number;
  readonly volatility: number;
  readonly games: number;
  /** Number of the last tournament in the list that the player took part in. */
  readonly lastNumber: number;
}

/** What two players scored against each other: 1, 0.5 or 0 for the first. */
export interface RatedGame {
  readonly first: Id<'player'>;
  readonly second: Id<'player'>;
  readonly score: number;
}

export interface Standing {
  readonly playerId: Id<'player'>;
  readonly place: number;
}

/** Every pair of a match. In a lobby each one has met each other one. */
export function gamesOfMatch(standings: readonly Standing[]): RatedGame[] {
  return standings.flatMap((one, index) =>
    standings.slice(index + 1).map((other) => {
      const score = one.place < other.place ? 1 : one.place > other.place ? 0 : 0.5;
      return { first: one.playerId, second: other.playerId, score };
    }),
  );
}

/** The key of a player in the order of a list: the best first, then by id. */
export function positionOf({ rating, playerId }: { readonly rating: number; readonly playerId: Id<'player'> }): string {
  return `${rating} ${playerId}`;
}

/** @throws DomainError invalid_request. */
export function readPosition(text: string): readonly [rating: number, playerId: string] {
  const [, rating, playerId] = /^(-?\d{1,5}(?:\.\d{1,20})?) (ply_\w+)$/.exec(text) ?? [];
  if (rating === undefined || playerId === undefined)
    throw refuse('invalid_request', { field: 'cursor', reason: 'must be a nextCursor of this list' });
  return [Number(rating), playerId];
}
