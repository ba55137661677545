// Wire shapes of a preview: the matches that a stage would begin with. Nothing is stored.

import * as z from 'zod';
import { namedShape } from '../../http/wire.ts';
import { capacityMax } from '../tournament.ts';
import { planFaults } from './advancement/stage-plan.ts';
import { matchRole, stageCreate, toStage } from './contract.ts';
import type { Format } from './format.ts';
import { type FormatName, formatOf, type StageSettings } from './format-registry.ts';
import { inGroups } from './groups.ts';
import type { MatchKey, MatchPlan, SlotSource } from './match.ts';
import { firstStage } from './stage.ts';

const previewEntrantsMax = capacityMax;
/** The first round is paired while the caller waits. */
const swissEntrantsMax = 1024;
/** A round robin of groups of 64 has more. */
export const previewMatchesMax = 5000;

/** Refuses a stage that could not be played with so many entrants. */
export const previewCreate = z
  .strictObject({
    stage: stageCreate.describe('As a stage of a new tournament; `entrants` stays null.'),
    entrantCount: z.int().min(2).max(previewEntrantsMax).describe('Entrants are shown as seeds; 1 is the best.'),
    byes: z
      .array(z.int().min(1).max(previewEntrantsMax))
      .max(previewEntrantsMax)
      .optional()
      .describe('Seeds that ask for a bye in the first round of a Swiss.'),
  })
  .transform(({ stage, entrantCount, byes = [] }, context) => {
    const planned = toStage(stage, firstStage);
    const fault = byesFault(planned.format, entrantCount, byes);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['byes'], message: fault });
    for (const { path, message } of planFaults([planned], entrantCount)) {
      const field = path[0] === 'stages' ? ['stage', ...path.slice(2)] : ['entrantCount'];
      context.addIssue({ code: 'custom', path: field, message });
    }
    if (planned.format === 'swiss' && entrantCount > swissEntrantsMax) {
      const message = `at most ${swissEntrantsMax} are shown in a Swiss`;
      context.addIssue({ code: 'custom', path: ['entrantCount'], message });
    }
    if (context.issues.length > 0) return z.NEVER;
    const format = inGroups(formatOf(planned.format), planned.groups);
    const asked = byes.map((entrant) => ({ entrant, round: 1, points: 'zero' as const }));
    const matches = format.build(entrantCount, planned.settings, asked);
    if (matches.length <= previewMatchesMax)
      return {
        matches: withRoles(format, planned.settings, matches),
        createsMatches: format.createsMatches?.(planned.settings) ?? false,
      };
    const message = `the stage has ${matches.length} matches; at most ${previewMatchesMax} are shown`;
    context.addIssue({ code: 'custom', path: ['entrantCount'], message });
    return z.NEVER;
  });

function byesFault(format: FormatName, entrantCount: number, byes: readonly number[]): string | null {
  if (byes.length > 0 && format !== 'swiss') return 'only a Swiss has requested byes';
  if (byes.some((seed) => seed > entrantCount)) return 'names a seed that is not there';
  return new Set(byes).size < byes.length ? 'names a seed twice' : null;
}

const position = {
  group: z.int().describe('Counts from 1.'),
  round: z.int().describe('1 is played first.'),
  position: z.int().describe('In the round, from 0.'),
};

export const previewShape = namedShape('BracketPreview', 'The matches that the stage begins with.', {
  matches: z
    .array(
      z.strictObject({
        ...position,
        role: matchRole,
        slots: z
          .array(
            z.strictObject({
              seed: z.int().nullable().describe('null where the entrant comes from another match.'),
              source: z
                .strictObject({
                  kind: z.enum(['winner', 'loser', 'place']).describe('Who of that match comes.'),
                  place: z.int().describe('The place in that match: 1 is its winner.'),
                  ...position,
                })
                .nullable()
                .describe('The match that the entrant comes from; null for a seed.'),
            }),
          )
          .describe('Who plays, or where they come from.'),
      }),
    )
    .describe('In the order of play.'),
  createsMatches: z.boolean().describe('Whether results may add matches, such as a reset of the grand final.'),
});

export function previewJson({ matches, createsMatches }: z.output<typeof previewCreate>): z.input<typeof previewShape> {
  return {
    matches: matches.map(({ key, role, slots }) => ({ ...positionOf(key), role, slots: slots.map(slotJson) })),
    createsMatches,
  };
}

function withRoles(format: Format<StageSettings>, settings: StageSettings, matches: readonly MatchPlan[]) {
  const lastRounds = new Map<number, number>();
  for (const { key } of matches) lastRounds.set(key.group, Math.max(key.round, lastRounds.get(key.group) ?? 0));
  return matches.map((match) => {
    const lastRound = lastRounds.get(match.key.group) ?? 0;
    return { ...match, role: format.roleOf?.(settings, match.key, lastRound) ?? null };
  });
}

function slotJson(source: SlotSource) {
  if (source.kind === 'seed') return { seed: source.seed, source: null };
  const place = source.kind === 'place' ? source.place : source.kind === 'winner' ? 1 : 2;
  return { seed: null, source: { kind: source.kind, place, ...positionOf(source.of) } };
}

const positionOf = ({ group, round, position: at }: MatchKey) => ({ group, round, position: at });
