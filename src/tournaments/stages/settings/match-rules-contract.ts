// What a result of a match of two may be, in every format that has such matches.

import * as z from 'zod';
import type { MatchRules } from '../stage.ts';

const bestOfMax = 15;

export const matchRules = {
  bestOf: z
    .int()
    .min(1)
    .max(bestOfMax)
    .refine((games) => games % 2 === 1, { message: 'must be an odd number' })
    .nullable()
    .default(null)
    .describe('Most games of a match, an odd number; null: any number.'),
  scoring: z
    .enum(['wins', 'sum'])
    .default('wins')
    .describe('What the scores of a match are where its games are given: games won, or the sums of their scores.'),
};

/** A lobby has places. */
export const lobbyRules: MatchRules = { bestOf: null, scoring: 'lobby' };
