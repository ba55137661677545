// Wire shapes of the effects of sanctions: reviews of tournaments, and removals from running ones.

import * as z from 'zod';
import { id, instantText, listShape, namedShape, paragraph } from '../../http/wire.ts';
import { remainders } from '../../tournaments/departures/removal.ts';
import type { Removal, Removed } from './effect-store.ts';
import { draftStates, type HostingDraft, type HostingReview, hostingOutcomes } from './hosting-review.ts';

const outcome = z.enum(hostingOutcomes);

export const reviewCreate = z
  .strictObject({
    outcome: outcome.default('approved').describe('`approved`: it may be published as it is. `refused`: it may not.'),
    reason: paragraph({ lengthMax: 2000 })
      .optional()
      .describe('Why it is refused; the organizer reads it. Only with `refused`, and needed there.'),
    note: paragraph({ lengthMax: 2000 }).describe('What was looked at; for the audit trail.'),
    settingsHash: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional()
      .describe('`settingsHash` of the draft as you have read it: other settings are refused. Absent: those of now.'),
  })
  .refine(({ outcome, reason }) => (outcome === 'refused') === (reason !== undefined), {
    path: ['reason'],
    message: 'is given with `refused`, and only there',
  });

export const reviewShape = namedShape('HostingReview', 'What a moderator decided about a draft with its settings.', {
  tournamentId: id('tournament'),
  outcome: outcome.describe('Whether it may be published with the settings that were reviewed.'),
  reason: z.string().nullable().describe('Why it was refused; null if it was approved.'),
  reviewedBy: id('player').describe('The moderator.'),
  reviewedAt: instantText.describe('When it was reviewed. UTC.'),
});

export function reviewJson(review: HostingReview): z.input<typeof reviewShape> {
  const { tournamentId, outcome, reason, reviewedBy, reviewedAt } = review;
  return { tournamentId, outcome, reason, reviewedBy, reviewedAt };
}

export const draftShape = namedShape('HostingDraft', 'A draft of an organizer on probation that waits for a review.', {
  tournamentId: id('tournament'),
  title: z.string().describe('Its title.'),
  organizerId: id('player').describe('The organizer on probation.'),
  state: z.enum(draftStates).describe('How far it is.'),
  startsAt: instantText.describe('When it is to start. UTC.'),
  settingsHash: z.string().describe('Names its settings, with the stages. Send it with the review.'),
  sanctionId: id('sanction').describe('The probation.'),
});

export function draftJson(draft: HostingDraft): z.input<typeof draftShape> {
  const { tournamentId, title, organizerId, state, startsAt, settingsHash, sanctionId } = draft;
  return { tournamentId, title, organizerId, state, startsAt, settingsHash, sanctionId };
}

export const removalCreate = z.strictObject({
  registrationId: id('registration').describe(
    'The entry of the sanctioned player, or of the team of which it is the captain.',
  ),
  dryRun: z.boolean().default(false).describe('Answers what would happen, and changes nothing.'),
});

const matchIds = (text: string) => z.array(id('match')).describe(text);

export const removedShape = namedShape('RemovedEntrant', 'What the removal does, or would do in a dry run.', {
  sanctionId: id('sanction'),
  registrationId: id('registration'),
  tournamentId: id('tournament'),
  isDone: z.boolean().describe('false in a dry run.'),
  forfeitedMatchIds: matchIds(
    'Open matches that the entrant forfeits. A revocation opens them again, unless it comes too late.',
  ),
  changedMatchIds: matchIds(
    'These, and the matches after them that change with them. When one of them goes on, nothing can be taken back any more.',
  ),
  playedMatchIds: matchIds('Cannot be undone: matches that the entrant has played. They stand.'),
});

export function removedJson(
  { id: registrationId, tournamentId, forfeits, changed, played }: Removed,
  { sanctionId, isDone }: { readonly sanctionId: string; readonly isDone: boolean },
): z.input<typeof removedShape> {
  return {
    sanctionId,
    registrationId,
    tournamentId,
    isDone,
    forfeitedMatchIds: forfeits.map(({ matchId }) => matchId),
    changedMatchIds: [...changed],
    playedMatchIds: [...played],
  };
}

export const removalsShape = listShape(
  namedShape('Removal', 'An entrant whom the sanction has removed from a running tournament.', {
    sanctionId: id('sanction'),
    registrationId: id('registration'),
    tournamentId: id('tournament'),
    removedBy: id('player').describe('The moderator.'),
    removedAt: instantText.describe('When it was removed. UTC.'),
    reversedAt: instantText.nullable().describe('When the sanction was revoked; null if it was not. UTC.'),
    remainder: z
      .enum(remainders)
      .nullable()
      .describe('Why the revocation could take nothing back; null: it took all back, or the sanction was not revoked.'),
    matchIdsGoneOn: matchIds('The matches that had gone on by then.'),
  }),
);

export function removalsJson(removals: readonly Removal[]): z.input<typeof removalsShape> {
  return {
    items: removals.map(
      ({ sanctionId, registrationId, tournamentId, removedBy, removedAt, reversedAt, remainder, matchesGoneOn }) => ({
        ...{ sanctionId, registrationId, tournamentId, removedBy, removedAt, reversedAt, remainder },
        matchIdsGoneOn: [...matchesGoneOn],
      }),
    ),
  };
}
