// Wire shapes of stages: a union of one shape for each format, with the settings of the format flat inside.

import { z } from 'zod';
import { line } from '../../http/wire.ts';
import { capacityMax } from '../tournament.ts';
import { type FormatChoice, type FormatName, formatOf, type SettingsOf } from './format-registry.ts';
import { doubleEliminationSettings, singleEliminationSettings } from './settings/elimination-contract.ts';
import { roundRobinSettings } from './settings/points-contract.ts';
import { firstStage, type Stage, stageLifeStates } from './stage.ts';

/** Each format with fields of exactly its settings. */
const settings = {
  single_elimination: singleEliminationSettings,
  double_elimination: doubleEliminationSettings,
  round_robin: roundRobinSettings,
} satisfies { [N in FormatName]: { [K in keyof SettingsOf<N>]-?: z.ZodType<SettingsOf<N>[K]> } };

const nameLengthMax = 80;
const groupsMax = 1;
export const stagesMax = 1;

const plan = {
  name: line(nameLengthMax).nullable().default(null).describe('Shown beside the number of the stage.'),
  groups: z.int().min(1).max(groupsMax).default(1).describe('Entrants meet only inside their group.'),
  entrants: z.null().default(null).describe('Where the entrants come from; null for stage 1: all who are confirmed.'),
};

const createOf = <N extends FormatName>(format: N) => ({ format: z.literal(format), ...plan, ...settings[format] });

export const stageCreate = z.discriminatedUnion('format', [
  z.strictObject(createOf('single_elimination')),
  z.strictObject(createOf('double_elimination')),
  z.strictObject(createOf('round_robin')),
]);

/** In the order of play. */
export const stagesCreate = z
  .array(stageCreate)
  .min(1)
  .max(stagesMax)
  .prefault([{ format: 'single_elimination' }])
  .describe('In the order of play.');

type StagePlan = z.output<typeof stageCreate>;

/** Refuses a capacity that a stage cannot take. */
export function refineStages(
  { stages, capacity }: { readonly stages: readonly StagePlan[]; readonly capacity: number },
  context: z.RefinementCtx,
): void {
  const [first] = stages;
  if (first === undefined) return;
  const { entrantsMax } = formatOf(first.format);
  if (entrantsMax < Math.min(capacity, capacityMax))
    context.addIssue({ code: 'custom', path: ['capacity'], message: `at most ${entrantsMax} in this format` });
}

export function toStages(plans: readonly StagePlan[]): Stage[] {
  return plans.map(({ format, name, groups, entrants, ...chosen }, index) => {
    // The compiler loses that the rest belongs to the format; `settings` above makes sure that it does.
    const choice = { format, settings: chosen } as FormatChoice;
    return { ...choice, number: firstStage + index, state: 'planned', name, groups, entrants };
  });
}

type Answered<S> = { [K in keyof S]: S[K] extends z.ZodDefault<infer T> ? T : S[K] };

/** In an answer every field is there: none has a default. */
function answered<S extends z.ZodRawShape>(fields: S): Answered<S> {
  const shown = Object.entries(fields).map(([name, field]) => {
    if (!(field instanceof z.ZodDefault)) return [name, field];
    const inner = field.unwrap() as z.ZodType;
    return [name, field.description === undefined ? inner : inner.describe(field.description)];
  });
  return Object.fromEntries(shown) as Answered<S>;
}

/** A name is cleaned when it is written, not when it is read. */
const shownPlan = { ...answered(plan), name: z.string().nullable().describe('Shown beside the number of the stage.') };

const life = { number: z.int().describe('Counts from 1.'), state: z.enum(stageLifeStates) };

const shapeOf = <N extends FormatName>(format: N) => ({
  ...life,
  ...{ format: z.literal(format), ...shownPlan, ...answered(settings[format]) },
});

export const stageShape = z.discriminatedUnion('format', [
  z.strictObject(shapeOf('single_elimination')),
  z.strictObject(shapeOf('double_elimination')),
  z.strictObject(shapeOf('round_robin')),
]);

/** The fields as they may be sent again. */
export function stageFields({ format, name, groups, entrants, settings: chosen }: Stage): z.input<typeof stageCreate> {
  return { format, name, groups, entrants, ...chosen } as z.input<typeof stageCreate>;
}

export function stageJson(stage: Stage): z.input<typeof stageShape> {
  return { number: stage.number, state: stage.state, ...stageFields(stage) } as z.input<typeof stageShape>;
}
