// Wire shapes of rules.

import * as z from 'zod';
import { id, instantText, line, namedShape } from '../../http/wire.ts';
import { sanctionReasonCodes } from '../../sanctions/reasons.ts';
import { pointsMax, type Rule, recordedActs, ruleKinds, ruleStates } from '../../sanctions/rules/rule.ts';
import type { RuleInput } from './declare-rule.ts';

/** Each once. */
const some = <const T extends readonly [string, ...string[]]>(names: T) =>
  z
    .array(z.enum(names))
    .min(1)
    .max(names.length)
    .refine((given) => new Set(given).size === given.length, 'must name each once');

const version = z.int().min(1).max(2_147_483_647).describe('`version` of the rule as you have read it.');

export const ruleCreate = z
  .strictObject({
    title: line(200).describe('What the rule is for. Only administrators see it.'),
    acts: some(recordedActs).describe('The acts that it refuses.'),
    kinds: some(ruleKinds)
      .optional()
      .describe(
        'Refuses players with a sanction of one of these kinds in force, for the acts that the sanction covers.',
      ),
    pointsMin: z
      .int()
      .min(1)
      .max(pointsMax)
      .optional()
      .describe('Refuses players whose strikes have at least so many points. Give either this or `kinds`.'),
    reasonCodes: some(sanctionReasonCodes)
      .optional()
      .describe('Only sanctions and strikes for these reasons count; by default for any reason.'),
    tournamentId: id('tournament').optional().describe('Only there; everywhere by default.'),
  })
  .refine(({ kinds, pointsMin }) => (kinds === undefined) !== (pointsMin === undefined), {
    message: 'needs either kinds or pointsMin',
    path: ['kinds'],
  });

export const ruleSwitch = z.strictObject({
  version,
  state: z
    .enum(ruleStates)
    .describe(
      '`shadow`: refuses nothing and lists what it would have refused. `enforced`: refuses; only after `shadow`.',
    ),
});

export const ruleShape = namedShape('Rule', 'A rule that refuses acts, beside what each kind of sanction blocks.', {
  id: id('rule'),
  title: z.string().describe('What it is for.'),
  acts: z.array(z.enum(recordedActs)).describe('The acts that it refuses.'),
  kinds: z.array(z.enum(ruleKinds)).nullable().describe('The kinds of sanctions that meet it; null: strikes do.'),
  pointsMin: z.int().nullable().describe('The points of strikes that meet it; null: sanctions do.'),
  reasonCodes: z.array(z.enum(sanctionReasonCodes)).nullable().describe('Which reasons count; null for any.'),
  tournamentId: id('tournament').nullable().describe('Where it counts; null for everywhere.'),
  state: z.enum(ruleStates).describe('Only `enforced` refuses anything.'),
  version,
  declaredBy: id('player').describe('The administrator who declared it.'),
  createdAt: instantText,
  switchedBy: id('player').describe('Who switched it last; who declared it, if nobody has.'),
  switchedAt: instantText.describe('Since when it is in this state. UTC.'),
});

export function toRuleInput(given: z.output<typeof ruleCreate>): RuleInput {
  const { title, acts, kinds = null, pointsMin = null, reasonCodes = null, tournamentId = null } = given;
  return { title, acts, kinds, pointsMin, reasonCodes, tournamentId };
}

const listOf = <T>(items: readonly T[] | null) => (items === null ? null : [...items]);

export function ruleJson(rule: Rule): z.input<typeof ruleShape> {
  const { id, title, acts, kinds, pointsMin, reasonCodes, tournamentId, state, version } = rule;
  const { declaredBy, createdAt, switchedBy, switchedAt } = rule;
  return {
    id,
    title,
    acts: [...acts],
    kinds: listOf(kinds),
    pointsMin,
    reasonCodes: listOf(reasonCodes),
    tournamentId,
    state,
    version,
    declaredBy,
    createdAt,
    switchedBy,
    switchedAt,
  };
}
