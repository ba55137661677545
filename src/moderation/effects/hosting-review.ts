// Drafts of organizers on probation: what a moderator decides about one. docs/rules/moderation.md#hosting-probation

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { TournamentState } from '../../tournaments/tournament.ts';

/** `refused`: it is not published until its settings change and are reviewed again. */
export const hostingOutcomes = ['approved', 'refused'] as const;
export type HostingOutcome = (typeof hostingOutcomes)[number];

export interface HostingReview {
  readonly tournamentId: Id<'tournament'>;
  readonly outcome: HostingOutcome;
  /** Why it was refused; the organizer reads it. */
  readonly reason: string | null;
  readonly reviewedBy: Id<'player'>;
  readonly reviewedAt: Instant;
}

export const draftStates = ['draft', 'pending_approval'] as const satisfies readonly TournamentState[];

/** A draft whose present settings nobody has reviewed. */
export interface HostingDraft {
  readonly tournamentId: Id<'tournament'>;
  readonly title: string;
  readonly organizerId: Id<'player'>;
  readonly state: (typeof draftStates)[number];
  readonly startsAt: Instant;
  /** Names the settings, with the stages. */
  readonly settingsHash: string;
  /** The probation. */
  readonly sanctionId: Id<'sanction'>;
}
