// Tournament events. Payloads contain ids, and display names that the public bracket shows too.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';

const eventTypes = [
  'tournament_state_changed',
  'registration_created',
  'registration_cancelled',
  'registration_promoted',
  'bracket_generated',
  'match_state_changed',
  'result_reported',
  'match_completed',
  'dispute_opened',
  'dispute_resolved',
  'placements_final',
  'certificates_issued',
  'prizes_paid',
] as const;

export type EventType = (typeof eventTypes)[number];

export interface TournamentEvent {
  readonly id: Id<'event'>;
  readonly tournamentId: Id<'tournament'>;
  /** 1, 2, 3 … within the tournament, assigned in the transaction of the event. */
  readonly seq: number;
  readonly type: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

/** Receives events after their commit. It may lose them: the relay sends unacknowledged events again from the outbox. */
export type EventSink = (events: readonly TournamentEvent[]) => void;
