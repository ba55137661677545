// Wire shape of a format and its settings: flat fields of a tournament. A setting that the format does not have is null or false.

import { z } from 'zod';
import { type FormatChoice, type FormatName, formatNames, formatOf } from './format-registry.ts';
import { grandFinals } from './formats/double-elimination.ts';
import { legsMax, roundRobinDefaults } from './formats/round-robin.ts';

const matchPoints = z.int().min(0).max(100);

export const stageSettings = {
  format: z.enum(formatNames).default('single_elimination'),
  thirdPlaceMatch: z
    .boolean()
    .default(false)
    .describe('Single elimination: the losers of the semi-finals play for place 3.'),
  /** Double elimination: null is `reset`. */
  grandFinal: z
    .enum(grandFinals)
    .nullable()
    .default(null)
    .describe(
      'Double elimination; null is `reset`: a second final if the winner of the losers’ bracket wins the first.',
    ),
  /** Round robin: how often everyone meets everyone. */
  legs: z
    .int()
    .min(1)
    .max(legsMax)
    .nullable()
    .default(null)
    .describe('Round robin: how often everyone meets everyone; null is 1.'),
  points: z
    .strictObject({ win: matchPoints, draw: matchPoints, loss: matchPoints })
    .nullable()
    .default(null)
    .describe(`Round robin; null is ${Object.values(roundRobinDefaults.points).join(', ')} for win, draw and loss.`),
  /** null: as the format does by default. */
  allowsDraws: z.boolean().nullable().default(null).describe('Round robin; null is true.'),
};

export const stageShape = {
  format: z.enum(formatNames),
  thirdPlaceMatch: z.boolean(),
  grandFinal: z.enum(grandFinals).nullable(),
  legs: z.int().nullable(),
  points: z.strictObject({ win: z.int(), draw: z.int(), loss: z.int() }).nullable(),
  allowsDraws: z.boolean(),
};

type StageFields = z.output<z.ZodObject<typeof stageSettings>>;
type Setting = Exclude<keyof StageFields, 'format'>;

const settingsOf: Readonly<Record<FormatName, readonly Setting[]>> = {
  single_elimination: ['thirdPlaceMatch'],
  double_elimination: ['grandFinal'],
  round_robin: ['legs', 'points', 'allowsDraws'],
};

/** Refuses settings that the format does not have, and more entrants than it takes. */
export function refineStage(fields: StageFields & { readonly capacity: number }, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const { format } = fields;
  const { entrantsMax } = formatOf(format);
  if (fields.capacity > entrantsMax) refuse('capacity', `at most ${entrantsMax} in this format`);
  for (const setting of Object.values(settingsOf).flat()) {
    const isGiven = fields[setting] !== null && fields[setting] !== false;
    if (isGiven && !settingsOf[format].includes(setting)) refuse(setting, `not a setting of ${format}`);
  }
  const { win, draw, loss } = fields.points ?? roundRobinDefaults.points;
  if (win < draw || draw < loss) refuse('points', 'a win is worth at least a draw, a draw at least a loss');
}

export function toFormatChoice(fields: StageFields): FormatChoice {
  const { format } = fields;
  switch (format) {
    case 'single_elimination':
      return { format, settings: { thirdPlaceMatch: fields.thirdPlaceMatch } };
    case 'double_elimination':
      return { format, settings: { grandFinal: fields.grandFinal ?? 'reset' } };
    case 'round_robin': {
      const { legs, points, allowsDraws } = roundRobinDefaults;
      const settings = {
        legs: fields.legs ?? legs,
        points: fields.points ?? points,
        allowsDraws: fields.allowsDraws ?? allowsDraws,
      };
      return { format, settings };
    }
  }
}

/** The fields as they may be sent again. */
export function stageJson({ format, settings }: FormatChoice): z.input<z.ZodObject<typeof stageShape>> {
  const none = { format, thirdPlaceMatch: false, grandFinal: null, legs: null, points: null, allowsDraws: false };
  switch (format) {
    case 'single_elimination':
      return { ...none, thirdPlaceMatch: settings.thirdPlaceMatch };
    case 'double_elimination':
      return { ...none, grandFinal: settings.grandFinal };
    case 'round_robin': {
      const { win, draw, loss } = settings.points;
      return { ...none, legs: settings.legs, points: { win, draw, loss }, allowsDraws: settings.allowsDraws };
    }
  }
}
