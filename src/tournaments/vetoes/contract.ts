// Wire shapes of vetoes.

import * as z from 'zod';
import { instantText, line, namedShape } from '../../http/wire.ts';
import type { ShownVeto } from './show-veto.ts';
import {
  type VetoPlan,
  type VetoState,
  vetoActors,
  vetoKinds,
  vetoMapsMax,
  vetoNameLengthMax,
  vetoStepSecondsMax,
  vetoStepSecondsMin,
  vetoStepsMax,
} from './veto.ts';

const name = line(vetoNameLengthMax);
const names = (max: number) =>
  z
    .array(name)
    .max(max)
    .refine((given) => new Set(given).size === given.length, 'must name each once');
const step = z.strictObject({
  kind: z.enum(vetoKinds).describe('`side`: on the map just before. `decider`: a map that nobody picked.'),
  by: z
    .enum(vetoActors)
    .describe(
      '`a`, `b`: first and second slot. `winner`, `loser`: of the toss. `coin`: drawn at once, by nobody. `game_winner`, `game_loser`: of the game before; after a drawn one the side that chose last counts as its winner.',
    ),
});
const stepSeconds = z.int().min(vetoStepSecondsMin).max(vetoStepSecondsMax);

export const vetoPlanSet = z.strictObject({
  maps: names(vetoMapsMax).min(1).describe('The pool.'),
  sides: names(vetoMapsMax).default([]).describe('Sides of a map, where steps choose them.'),
  steps: z.array(step).min(1).max(vetoStepsMax).describe('In order. Picks and deciders are the maps of the games.'),
  stepSeconds: stepSeconds.default(60).describe('A side that takes longer gets a random choice.'),
});

export const vetoPlanShape = namedShape('VetoPlan', 'How the maps of a match are chosen.', {
  maps: z.array(z.string()).describe('The pool.'),
  sides: z.array(z.string()).describe('Sides of a map to choose from.'),
  steps: z.array(step).describe('In order.'),
  stepSeconds: z.int().describe('A side that takes longer gets a random choice.'),
});

export function vetoPlanJson({ maps, sides, steps, stepSeconds: seconds }: VetoPlan): z.input<typeof vetoPlanShape> {
  return {
    ...{ maps: [...maps], sides: [...sides], stepSeconds: seconds },
    steps: steps.map(({ kind, by }) => ({ kind, by })),
  };
}

export const vetoAct = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('start').describe('The time of the first step runs from now.') }),
  z.strictObject({
    action: z.literal('choose').describe('Takes the step that is due.'),
    step: z.int().min(0).max(vetoStepsMax).describe('Its number, from 0, as `next` said.'),
    choice: name.describe('One of its `choices`.'),
  }),
  z.strictObject({
    action: z.literal('game').describe('Says who won the game that the veto waits for.'),
    game: z.int().min(1).max(vetoStepsMax).describe('Its number, as `awaitedGame` said.'),
    winner: z
      .literal([0, 1])
      .nullable()
      .describe(
        'The slot that won; null: the game was drawn. A side names the other one, or says that it was drawn if it is not `nextIfDrawn`; a referee says either.',
      ),
  }),
]);

const slot = z.literal([0, 1]);
const stateFields = {
  toss: slot.describe('The slot that won the toss.'),
  steps: z
    .array(
      z.strictObject({
        kind: z.enum(vetoKinds).describe('What was chosen.'),
        slot: slot.nullable().describe('Whose step it was; null: of nobody.'),
        choice: z.string().describe('A map, or a side.'),
        chosenBy: z
          .enum(['entrant', 'timeout', 'draw'])
          .describe('`timeout`: drawn, since the side did not choose in time. `draw`: planned so.'),
        at: instantText.describe('UTC.'),
      }),
    )
    .describe('Those that were taken.'),
  games: z
    .array(
      z.strictObject({
        map: z.string().describe('Of the pool.'),
        side: z
          .strictObject({
            slot: slot.nullable().describe('Who chose; null: drawn.'),
            name: z.string().describe('The side.'),
          })
          .nullable()
          .describe('null: not chosen.'),
      }),
    )
    .describe('In order, as far as they are chosen.'),
  next: z
    .strictObject({
      step: z.int().describe('Its number, from 0.'),
      kind: z.enum(vetoKinds).describe('What is to be chosen.'),
      slot: slot.describe('Who chooses.'),
      choices: z.array(z.string()).describe('Those that are left.'),
      deadline: instantText.describe('Then it is drawn. UTC.'),
    })
    .nullable()
    .describe('null: it is over, or waits for a game.'),
  awaitedGame: z
    .int()
    .nullable()
    .describe('The game whose loser, or a referee, says who won it, before the veto goes on. null: it waits for none.'),
  nextIfDrawn: slot
    .nullable()
    .describe('The slot that chooses next if the awaited game is drawn: the other side, or a referee, says so.'),
};

export const vetoStateShape = namedShape('VetoState', 'A veto, as it is now.', stateFields);

export const vetoShape = namedShape('Veto', 'The veto of a match.', {
  plan: vetoPlanShape.describe('Of the stage.'),
  seed: z.string().describe('With it, and the time of the step before or of the start, anybody repeats a draw.'),
  state: vetoStateShape.nullable().describe('null: it has not started.'),
});

export function vetoStateJson({
  toss,
  steps,
  games,
  next,
  awaitedGame,
  nextIfDrawn,
}: VetoState): z.input<typeof vetoStateShape> {
  return {
    toss,
    steps: steps.map((taken) => ({ ...taken })),
    games: games.map((game) => ({ ...game })),
    next: next === null ? null : { ...next, choices: [...next.choices] },
    ...{ awaitedGame, nextIfDrawn },
  };
}

export function vetoJson({ plan, seed, state }: ShownVeto): z.input<typeof vetoShape> {
  return { plan: vetoPlanJson(plan), seed, state: state === null ? null : vetoStateJson(state) };
}
