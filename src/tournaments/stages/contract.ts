// Wire shape of a format and its settings: flat fields of a tournament. A setting that the format does not have is null or false.

import { z } from 'zod';
import { type FormatChoice, formatNames, formatOf } from './format-registry.ts';
import { legsMax, roundRobinDefaults } from './formats/round-robin.ts';

const matchPoints = z.int().min(0).max(100);

export const stageSettings = {
  format: z.enum(formatNames).default('single_elimination'),
  thirdPlaceMatch: z.boolean().default(false),
  /** Round robin: how often everyone meets everyone. */
  legs: z.int().min(1).max(legsMax).nullable().default(null),
  points: z.strictObject({ win: matchPoints, draw: matchPoints, loss: matchPoints }).nullable().default(null),
  /** null: as the format does by default. */
  allowsDraws: z.boolean().nullable().default(null),
};

export const stageShape = {
  format: z.enum(formatNames),
  thirdPlaceMatch: z.boolean(),
  legs: z.int().nullable(),
  points: z.strictObject({ win: z.int(), draw: z.int(), loss: z.int() }).nullable(),
  allowsDraws: z.boolean(),
};

type StageFields = z.output<z.ZodObject<typeof stageSettings>>;

/** Refuses settings that the format does not have, and more entrants than it takes. */
export function refineStage(fields: StageFields & { readonly capacity: number }, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const { entrantsMax } = formatOf(fields.format);
  if (fields.capacity > entrantsMax) refuse('capacity', `at most ${entrantsMax} in this format`);
  if (fields.format === 'round_robin') {
    if (fields.thirdPlaceMatch) refuse('thirdPlaceMatch', 'for eliminations only');
    const { win, draw, loss } = fields.points ?? roundRobinDefaults.points;
    if (win < draw || draw < loss) refuse('points', 'a win is worth at least a draw, a draw at least a loss');
    return;
  }
  if (fields.legs !== null) refuse('legs', 'for round robins only');
  if (fields.points !== null) refuse('points', 'for round robins only');
  if (fields.allowsDraws === true) refuse('allowsDraws', 'an elimination has no draws');
}

export function toFormatChoice({ format, thirdPlaceMatch, legs, points, allowsDraws }: StageFields): FormatChoice {
  if (format === 'single_elimination') return { format, settings: { thirdPlaceMatch } };
  const defaults = roundRobinDefaults;
  return {
    format,
    settings: {
      legs: legs ?? defaults.legs,
      points: points ?? defaults.points,
      allowsDraws: allowsDraws ?? defaults.allowsDraws,
    },
  };
}

/** The fields as they may be sent again. */
export function stageJson({ format, settings }: FormatChoice): z.input<z.ZodObject<typeof stageShape>> {
  if (format === 'single_elimination')
    return { format, thirdPlaceMatch: settings.thirdPlaceMatch, legs: null, points: null, allowsDraws: false };
  const { legs, points, allowsDraws } = settings;
  const { win, draw, loss } = points;
  return { format, thirdPlaceMatch: false, legs, points: { win, draw, loss }, allowsDraws };
}
