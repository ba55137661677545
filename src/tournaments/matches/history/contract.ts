// Wire shapes of the results of a match: everything that was said about its score.

import * as z from 'zod';
import { id, instantText, namedShape, pageShape } from '../../../http/wire.ts';
import { gameJson, gamesShown } from '../contract.ts';
import { scoreMax, slotsMax, storedResultKinds } from '../result.ts';
import type { ShownResult } from './show-results.ts';

const result = namedShape('ReportedResult', 'One statement about the result of a match.', {
  id: id('result'),
  kind: z
    .enum(storedResultKinds)
    .describe(
      '`report` and `confirm`: an entrant of the match. `decision`, `forfeit` and `correction`: staff. `silence`: nobody answered the report in time. In a dispute there are two reports that differ.',
    ),
  slot: z
    .int()
    .min(0)
    .max(slotsMax - 1)
    .nullable()
    .describe(
      'The slot of the entrant who said it; null for staff, and for an entrant who is not in the match any more.',
    ),
  actorId: id('player')
    .nullable()
    .describe('The player who said it. null where staff did, unless you are staff or an entrant of the match.'),
  scores: z.array(z.int().min(0).max(scoreMax)).describe('One per slot.'),
  places: z.array(z.int().min(1).max(slotsMax).nullable()).describe('One per slot; null: no place.'),
  games: gamesShown.describe('Empty where no games were sent.'),
  isSuperseded: z
    .boolean()
    .describe('It does not count any more: the same entrant reported again, staff decided, or a correction reset it.'),
  createdAt: instantText,
});

export const resultsShape = pageShape(result);

export function shownResultJson(shown: ShownResult): z.input<typeof result> {
  const { id, kind, slot, actorId, scores, places, games, isSuperseded, createdAt } = shown;
  return {
    ...{ id, kind, slot, actorId, isSuperseded, createdAt },
    ...{ scores: [...scores], places: [...places], games: games.map(gameJson) },
  };
}
