// Wire shapes of seedings and published draws.

import * as z from 'zod';
import { seedLengthMax } from '../../core/limits.ts';
import { id, instantText, line, namedShape } from '../../http/wire.ts';
import { entrantLabels } from '../entrants/profile.ts';
import { capacityMax } from '../tournament.ts';
import { seedingMethods } from './draw.ts';
import { meetings } from './meeting-levels.ts';
import type { Seeded } from './seed-tournament.ts';

export const seedingCreate = z.strictObject({
  method: z
    .enum(seedingMethods)
    .describe('How the seeds are filled that `order` leaves open. `manual`: it leaves none open.'),
  seed: line(seedLengthMax)
    .optional()
    .describe('Published text that a `random` draw follows from. Needed for `random`.'),
  order: z
    .array(id('registration').nullable())
    .max(capacityMax)
    .optional()
    .describe('Seeds by hand, best first; null leaves a seed open, and so does the end of the list.'),
  placementsOf: id('tournament').optional().describe('Method `placements`: the completed tournament that counts.'),
  separateBy: z
    .enum(entrantLabels)
    .optional()
    .describe('Entrants with the same label are kept apart in the first two rounds and in groups.'),
});

const seedNumber = z.int().describe('1 is the best.');
const meeting = z.enum(meetings).describe('Where they would meet.');

export const drawShape = namedShape('Seeding', 'The last draw: what the seeds follow from, and the seeds.', {
  method: z.enum(seedingMethods).describe('How the seeds were filled that were not set by hand.'),
  seed: z
    .string()
    .nullable()
    .describe('With it anybody can repeat a random draw; null where nothing was drawn at random.'),
  placementsOf: id('tournament').nullable().describe('The tournament whose ranks counted; null for other methods.'),
  separateBy: z.enum(entrantLabels).nullable().describe('The label that was kept apart; null: none.'),
  entrants: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        label: z.int().nullable().describe('null without a label.'),
      }),
    )
    .describe('In the order that the method starts from. Entrants of one label have the same number.'),
  given: z
    .array(z.strictObject({ registrationId: id('registration'), seed: seedNumber }))
    .describe('The seeds that were set by hand.'),
  levels: z
    .array(z.strictObject({ meeting, sets: z.array(z.array(seedNumber)).describe('Seeds that meet there.') }))
    .describe('Seeds that meet early, the most important level first; empty without `separateBy`.'),
  order: z.array(id('registration')).describe('The outcome: best seed first.'),
  clashes: z
    .array(z.strictObject({ meeting, registrationIds: z.array(id('registration')).describe('Who meets there.') }))
    .describe('Entrants of one label who are not kept apart.'),
  drawnAt: instantText,
});

export function drawJson({ draw, drawnAt }: Seeded): z.input<typeof drawShape> {
  const { method, seed, placementsOf, separateBy } = draw;
  return {
    ...{ method, seed, placementsOf, separateBy, drawnAt },
    entrants: draw.entrants.map(({ registrationId, label }) => ({ registrationId, label })),
    given: draw.given.map(({ registrationId, seed: at }) => ({ registrationId, seed: at })),
    levels: draw.levels.map(({ meeting, sets }) => ({ meeting, sets: sets.map((seeds) => [...seeds]) })),
    order: [...draw.order],
    clashes: draw.clashes.map(({ meeting, registrationIds }) => ({ meeting, registrationIds: [...registrationIds] })),
  };
}
