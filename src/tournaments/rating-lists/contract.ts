// Wire shapes of rating lists.

import * as z from 'zod';
import { id, instantText, line, namedShape } from '../../http/wire.ts';
import { type RatingList, ratingSystems } from './rating-list.ts';
import type { Counted, RatedPlayer } from './rating-list-store.ts';

const system = z.enum(ratingSystems).describe('How ratings follow from results.');
const name = line(60).describe('What the list is called.');

export const ratingListCreate = z.strictObject({ name, system: system.default('glicko2') });

export const ratingListShape = namedShape('RatingList', 'A list of ratings, by the tournaments that count for it.', {
  id: id('ratingList'),
  ownerId: id('player').describe('Whose tournaments may count.'),
  name: z.string().describe('What the list is called.'),
  system,
  createdAt: instantText,
});

export function ratingListJson({
  id: own,
  ownerId,
  name: title,
  ...list
}: RatingList): z.input<typeof ratingListShape> {
  return { id: own, ownerId, name: title, system: list.system, createdAt: list.createdAt };
}

export const ratedPlayerShape = namedShape('RatedPlayer', 'A player of a rating list.', {
  playerId: id('player'),
  displayName: z.string().describe('In the last tournament of the list that the player took part in.'),
  rating: z.int().describe('Rounded. Begins with 1500.'),
  deviation: z.int().min(0).describe('How sure the rating is, rounded: about two thirds are within one deviation.'),
  games: z.int().min(1).describe('How many results it follows from; in a lobby one with each other player.'),
});

export function ratedPlayerJson(player: RatedPlayer): z.input<typeof ratedPlayerShape> {
  const { playerId, displayName, rating, deviation, games } = player;
  return { playerId, displayName, rating: Math.round(rating), deviation: Math.round(deviation), games };
}

export const countedSet = z.strictObject({
  ratingListId: id('ratingList').nullable().describe('A list of the organizer; null: the tournament does not count.'),
});

export const countedShape = namedShape('Counted', 'For which rating list a tournament counts.', {
  ratingListId: id('ratingList').nullable().describe('null: for none.'),
  isRated: z.boolean().describe('true: its results are in the ratings.'),
});

export function countedJson({ ratingListId, isRated }: Counted): z.input<typeof countedShape> {
  return { ratingListId, isRated };
}
