// Wire shapes of the standings of a stage.

import * as z from 'zod';
import { id, namedShape, pageQuery, pageShape } from '../../../http/wire.ts';
import type { ExplainedTerm } from '../../standings/explanation.ts';
import { cuts, dummyCaps } from '../../standings/measure.ts';
import { type LineKind, lineKinds } from '../../standings/record.ts';
import type { StandingRow } from './show-standings.ts';

export const standingsQuery = z.strictObject({
  explain: z.enum(['true', 'false']).default('false').describe('`true`: each figure with all it is added up from.'),
  ...pageQuery,
});

const meanings = (words: Readonly<Record<string, string>>) =>
  `${Object.entries(words)
    .map(([name, meaning]) => `\`${name}\`: ${meaning}`)
    .join('. ')}.`;

const figure = z
  .string()
  .nullable()
  .describe('Exact, as in `24.5` or `11/3`; an instant in `earliest_completion`; null: none.');
const term = z.strictObject({
  round: z.int().nullable().describe('null: not of one round.'),
  opponent: id('registration').nullable().describe('null: an unplayed round.'),
  kind: z
    .enum(Object.keys(lineKinds) as [LineKind, ...LineKind[]])
    .nullable()
    .describe(`${meanings(lineKinds)} null: not of one round, and in lobbies.`),
  value: z.string().describe('What it adds.'),
  opponentScore: figure.describe('The score that counts for the opponent.'),
  points: figure.describe('Own points of the round.'),
  dummy: z
    .strictObject({
      ownScore: z.string().describe('Own score, which the dummy has too.'),
      cap: z.string().describe('The most that the dummy may have.'),
      capBy: z
        .enum(dummyCaps)
        .describe('Where that limit comes from: the score of the scheduled opponent, or draws in all rounds so far.'),
    })
    .nullable()
    .describe('The dummy that an unplayed round counts against.'),
  cut: z
    .enum(Object.keys(cuts) as [keyof typeof cuts, ...(keyof typeof cuts)[]])
    .nullable()
    .describe(`Why it is left out. ${meanings(cuts)} null: it counts.`),
});

const standing = namedShape('Standing', 'An entrant in the standings of a stage.', {
  registrationId: id('registration').describe('The entrant.'),
  displayName: z.string().describe('The name that the bracket shows.'),
  seed: z.int().describe('In the stage; 1 is the best.'),
  group: z.int().describe('The group of the stage.'),
  rank: z.int().describe('In the group. May be shared.'),
  played: z.int().describe('Matches with a result. Forfeits count, byes do not.'),
  won: z.int().describe('Of these, won; in lobbies, first.'),
  drawn: z.int().describe('Of these, drawn; in lobbies, first together with others.'),
  lost: z.int().describe('Of these, lost; in lobbies, not first.'),
  scoresFor: z.int().describe('The sum of the own scores; in lobbies, of the points of all games.'),
  scoresAgainst: z.int().nullable().describe('The sum of the scores of the opponents; null in lobbies.'),
  decidedBy: z.string().describe('The rule that decided the rank; `points` also where no rule decides.'),
  figures: z
    .array(
      z.strictObject({
        tieBreak: z.string().describe('Its name, with modifiers.'),
        value: figure,
        terms: z.array(term).optional().describe('With `explain=true`: what the figure is made of.'),
      }),
    )
    .describe('Points, then the tie-breaks of the stage in their order. A direct encounter is among the steps.'),
  steps: z
    .array(
      z.strictObject({
        tieBreak: z.string().describe('Its name, with modifiers.'),
        value: figure,
        above: figure.describe('The next better figure among the tied.'),
        below: figure.describe('The next worse figure among the tied.'),
        tiedCount: z.int().describe('How many were tied before.'),
        terms: z.array(term).describe('What the figure is made of, in a direct encounter.'),
      }),
    )
    .optional()
    .describe('With `explain=true`: the splits that led to the rank, in order.'),
});

export const standingsShape = pageShape(standing);

export function standingJson(row: StandingRow): z.input<typeof standing> {
  const nameOf = (seed: string | null) => (seed === null ? null : (row.registrationOf(Number(seed)) ?? null));
  const terms = (list: readonly ExplainedTerm[]) => list.map((each) => ({ ...each, opponent: nameOf(each.opponent) }));
  const { registrationId, displayName, seed, group, rank, decidedBy, figures, steps, isExplained } = row;
  const { played, won, drawn, lost, scoresFor, scoresAgainst } = row;
  return {
    ...{
      registrationId,
      displayName,
      seed,
      group,
      rank,
      played,
      won,
      drawn,
      lost,
      scoresFor,
      scoresAgainst,
      decidedBy,
    },
    figures: figures.map((each) => ({
      ...{ tieBreak: each.tieBreak, value: each.value },
      ...(isExplained ? { terms: terms(each.terms) } : {}),
    })),
    ...(isExplained ? { steps: steps.map((step) => ({ ...step, terms: terms(step.terms) })) } : {}),
  };
}
