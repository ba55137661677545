// Wire shapes of stages: a union of one shape for each format, with the settings of the format flat inside.

import * as z from 'zod';
import { line, namedUnion } from '../../http/wire.ts';
import { capacityMax } from '../tournament.ts';
import { planFaults } from './advancement/stage-plan.ts';
import type { FormatChoice, FormatName, SettingsOf } from './format-registry.ts';
import { matchRoles } from './match.ts';
import { customSettings, refineCustom } from './settings/custom-contract.ts';
import {
  doubleEliminationSettings,
  gauntletSettings,
  singleEliminationSettings,
} from './settings/elimination-contract.ts';
import { freeForAllSettings, refineFreeForAll } from './settings/lobby-contract.ts';
import { lobbyRules, matchRules } from './settings/match-rules-contract.ts';
import { leagueSettings, refineLots, roundRobinSettings, swissSettings } from './settings/points-contract.ts';
import { firstStage, type Stage, stageLifeStates } from './stage.ts';

/** What a match decides. */
export const matchRole = z
  .enum(matchRoles)
  .nullable()
  .describe(
    '`final`: the last match of a bracket, or of a group that is one. `third_place`: the losers of the semi-finals. `grand_final`: the champions ' +
      'of both brackets. `reset`: the grand final is played again. `consolation_final`: the last match of the consolation bracket. null: any other match.',
  );

/** Each format with fields of exactly its settings. */
const settings = {
  single_elimination: singleEliminationSettings,
  double_elimination: doubleEliminationSettings,
  round_robin: roundRobinSettings,
  swiss: swissSettings,
  league: leagueSettings,
  gauntlet: gauntletSettings,
  custom: customSettings,
  free_for_all: freeForAllSettings,
} satisfies { [N in FormatName]: { [K in keyof SettingsOf<N>]-?: z.ZodType<SettingsOf<N>[K]> } };

const nameLengthMax = 80;
export const stagesMax = 8;
/** In a path. */
export const stageNumbers = Array.from({ length: stagesMax }, (_, index) => String(index + 1));
const groupsMax = 512;

const place = z.int().min(1).max(capacityMax);

/** Documented as a list of two: readers of the document know it better than `prefixItems`. */
const pairOf = (item: z.ZodInt) =>
  z.tuple([item, item]).meta({
    override: ({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.JSONSchema }) => {
      const [items = {}] = jsonSchema.prefixItems ?? [];
      delete jsonSchema.prefixItems;
      Object.assign(jsonSchema, { items, minItems: 2, maxItems: 2 });
    },
  });
const source = {
  stage: z.int().min(1).max(stagesMax).optional().describe('An earlier stage; if it is absent, the one before.'),
};
const fromText =
  '`ranking`: from the top of each group. `split`: places of the final ranking. `manual`: by hand, when the stage starts.';
const ranksText = 'First and last place of the final ranking; both go on.';
const entrantsText = 'Where the entrants come from; null for stage 1, which has all who are confirmed.';
const qualification = z
  .discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('ranking').describe(fromText),
      ...source,
      perGroup: z.int().min(0).max(capacityMax).describe('The best of each group.'),
      bestOfRest: z.int().min(0).max(capacityMax).default(0).describe('The best of all others.'),
    }),
    z.strictObject({
      from: z.literal('split').describe(fromText),
      ...source,
      ranks: pairOf(place).describe(ranksText),
    }),
    z.strictObject({ from: z.literal('manual').describe(fromText), ...source }),
  ])
  .meta({ id: 'StageEntrantsCreate', description: 'Who of an earlier stage goes on.' });

const plan = {
  name: line(nameLengthMax).nullable().default(null).describe('Shown beside the number of the stage.'),
  groups: z.int().min(1).max(groupsMax).default(1).describe('Entrants meet only inside their group.'),
  entrants: qualification.nullable().default(null).describe(entrantsText),
};

const formatField = <N extends FormatName>(format: N) =>
  z.literal(format).describe('Decides which settings the stage has.');

const createOf = <N extends FormatName>(format: N) => ({ format: formatField(format), ...plan, ...settings[format] });

/** Of a format with matches of two. */
const createDuels = <N extends FormatName>(format: N) => ({ ...createOf(format), ...matchRules });

export const stageCreate = namedUnion('StageCreate', 'A stage with the settings of its format.', 'format', [
  z.strictObject(createDuels('single_elimination')),
  z.strictObject(createDuels('double_elimination')),
  z.strictObject(createDuels('round_robin')).superRefine(refineLots),
  z.strictObject(createDuels('swiss')).superRefine(refineLots),
  z.strictObject(createDuels('league')).superRefine(refineLots),
  z.strictObject(createDuels('gauntlet')),
  z.strictObject(createDuels('custom')).superRefine(refineCustom),
  z.strictObject(createOf('free_for_all')).superRefine(refineFreeForAll),
]);

/** In the order of play. */
export const stagesCreate = z
  .array(stageCreate)
  .min(1)
  .max(stagesMax)
  .prefault([{ format: 'single_elimination' }])
  .describe('In the order of play.');

type StagePlan = z.output<typeof stageCreate>;

/** Refuses stages that cannot be played as they are planned. */
export function refineStages(
  { stages, capacity }: { readonly stages: readonly StagePlan[]; readonly capacity: number },
  context: z.RefinementCtx,
): void {
  // The field itself refuses what no format takes.
  if (capacity > capacityMax) return;
  for (const { path, message } of planFaults(toStages(stages), capacity))
    context.addIssue({ code: 'custom', path: [...path], message });
}

export const toStages = (plans: readonly StagePlan[]): Stage[] =>
  plans.map((each, index) => toStage(each, firstStage + index));

export function toStage(plan: StagePlan, number: number): Stage {
  const { format, name, groups, entrants, bestOf, scoring, ...chosen } = { ...lobbyRules, ...plan };
  // The compiler loses that the rest belongs to the format; `settings` above makes sure that it does.
  const choice = { format, settings: chosen } as FormatChoice;
  const from = entrants === null ? null : { ...entrants, stage: entrants.stage ?? number - 1 };
  return { ...choice, number, state: 'planned', name, groups, entrants: from, bestOf, scoring };
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
const from = { stage: z.int().describe('The earlier stage that they come from.') };
const shownPlan = {
  name: z.string().nullable().describe('Shown beside the number of the stage.'),
  groups: z.int().describe('Entrants meet only inside their group.'),
  entrants: z
    .discriminatedUnion('from', [
      z.strictObject({
        from: z.literal('ranking').describe(fromText),
        ...from,
        perGroup: z.int().describe('The best of each group.'),
        bestOfRest: z.int().describe('The best of all others.'),
      }),
      z.strictObject({
        from: z.literal('split').describe(fromText),
        ...from,
        ranks: pairOf(z.int()).describe(ranksText),
      }),
      z.strictObject({ from: z.literal('manual').describe(fromText), ...from }),
    ])
    .meta({ id: 'StageEntrants', description: 'Who of an earlier stage goes on.' })
    .nullable()
    .describe(entrantsText),
};

const life = {
  number: z.int().describe('Counts from 1.'),
  state: z.enum(stageLifeStates).describe('`planned` before its start, and frozen once it is completed.'),
};

const shapeOf = <N extends FormatName>(format: N) => ({
  ...life,
  ...{ format: formatField(format), ...shownPlan, ...answered(settings[format]) },
});

const shapeOfDuels = <N extends FormatName>(format: N) => ({ ...shapeOf(format), ...answered(matchRules) });

export const stageShape = namedUnion('Stage', 'A stage with its settings, its number and its state.', 'format', [
  z.strictObject(shapeOfDuels('single_elimination')),
  z.strictObject(shapeOfDuels('double_elimination')),
  z.strictObject(shapeOfDuels('round_robin')),
  z.strictObject(shapeOfDuels('swiss')),
  z.strictObject(shapeOfDuels('league')),
  z.strictObject(shapeOfDuels('gauntlet')),
  z.strictObject(shapeOfDuels('custom')),
  z.strictObject(shapeOf('free_for_all')),
]);

/** The fields as they may be sent again. */
export function stageFields(stage: Stage): z.input<typeof stageCreate> {
  const { format, name, groups, entrants, bestOf, scoring, settings: chosen } = stage;
  const rules = scoring === 'lobby' ? {} : { bestOf, scoring };
  return { format, name, groups, entrants, ...rules, ...chosen } as z.input<typeof stageCreate>;
}

export function stageJson(stage: Stage): z.input<typeof stageShape> {
  return { number: stage.number, state: stage.state, ...stageFields(stage) } as z.input<typeof stageShape>;
}
