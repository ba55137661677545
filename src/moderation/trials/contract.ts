// Wire shapes of trials of rules.

import * as z from 'zod';
import { id, instant, instantText, namedShape } from '../../http/wire.ts';
import { recordedActs } from '../../sanctions/rules/rule.ts';
import { keptRefusalsMax, refusalDays, type Trial, type TrialRefusal, trialDaysMax } from './trial.ts';

export const trialCreate = z.strictObject({
  from: instant.describe('The first moment.'),
  to: instant.describe(`The end, exclusive; not in the future, and at most ${trialDaysMax} days later.`),
});

export const trialShape = namedShape('Trial', 'What a rule would have refused of the acts that were done.', {
  id: id('trial'),
  ruleId: id('rule').describe('The rule.'),
  fromAt: instantText.describe('Acts from then on. UTC.'),
  toAt: instantText.nullable().describe('Acts before; null while the rule is in shadow. UTC.'),
  judgedActs: z.int().describe('Acts so far of the kinds that the rule names.'),
  refusedActs: z.int().describe('How many of them the rule would have refused.'),
  startedBy: id('player').describe('The administrator who started it.'),
  createdAt: instantText,
  finishedAt: instantText.nullable().describe('When the last act was judged; null: not yet. UTC.'),
});

export const trialRefusalShape = namedShape('TrialRefusal', 'An act that a rule would have refused.', {
  refId: z.string().describe('The id of what was done, such as a registration, a result or a transaction.'),
  act: z.enum(recordedActs).describe('What was done.'),
  playerId: id('player').describe('Whom the rule would have refused.'),
  tournamentId: id('tournament').nullable().describe('Where; null outside of tournaments.'),
  actedAt: instantText.describe('When it was done. UTC.'),
  sanctionId: id('sanction').describe('The sanction that meets the rule, or the one whose strike does.'),
  endsAt: instantText.nullable().describe('Until when the rule would have refused; null for ever. UTC.'),
});

export const refusalsNote = `The first ${keptRefusalsMax.toLocaleString('en')} are listed, for ${refusalDays} days; the others are counted.`;

export function trialJson(trial: Trial): z.input<typeof trialShape> {
  const { id, ruleId, fromAt, toAt, judgedActs, refusedActs, startedBy, createdAt, finishedAt } = trial;
  return { id, ruleId, fromAt, toAt, judgedActs, refusedActs, startedBy, createdAt, finishedAt };
}

export function trialRefusalJson(refusal: TrialRefusal): z.input<typeof trialRefusalShape> {
  const { refId, act, playerId, tournamentId, actedAt, sanctionId, endsAt } = refusal;
  return { refId, act, playerId, tournamentId, actedAt, sanctionId, endsAt };
}
