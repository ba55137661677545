// Settings of formats in which a loser is out, as the API takes and answers them.

import * as z from 'zod';
import { grandFinals } from '../formats/double-elimination.ts';

export const singleEliminationSettings = {
  thirdPlaceMatch: z.boolean().default(false).describe('The losers of the semi-finals play for place 3.'),
  consolation: z.boolean().default(false).describe('Who loses the first match plays on in a second bracket, group 2.'),
};

export const gauntletSettings = {};

export const doubleEliminationSettings = {
  grandFinal: z
    .enum(grandFinals)
    .default('reset')
    .describe('`reset`: a second final if the winner of the losers’ bracket wins the first.'),
};
