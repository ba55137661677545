// Strikes: points that a sanction adds to its player. They decay, and a moderator may dismiss them. Laurel suggests what follows from
// them; a moderator decides.

import type { Id } from '../core/id.ts';
import { addSeconds, type Instant } from '../core/instant.ts';
import { reasonOf, type SanctionReason } from './reasons.ts';
import type { SanctionKind } from './sanction.ts';

export interface Strike {
  readonly sanctionId: Id<'sanction'>;
  readonly playerId: Id<'player'>;
  readonly reasonCode: SanctionReason;
  readonly points: number;
  readonly createdAt: Instant;
  /** From then on it counts no more. */
  readonly decaysAt: Instant;
  readonly dismissedBy: Id<'player'> | null;
  readonly dismissedAt: Instant | null;
  readonly dismissReason: string | null;
  /** When its sanction was revoked. */
  readonly revokedAt: Instant | null;
  /** Of its sanction: a strike that nobody has confirmed does not count. */
  readonly needsConfirmation: boolean;
  readonly confirmedAt: Instant | null;
}

export const strikeStates = ['counts', 'proposed', 'decayed', 'dismissed', 'revoked'] as const;
export type StrikeState = (typeof strikeStates)[number];

type Term = Pick<Strike, 'decaysAt' | 'dismissedAt' | 'revokedAt' | 'needsConfirmation' | 'confirmedAt'>;

export function strikeState(strike: Term, now: Instant): StrikeState {
  const { decaysAt, dismissedAt, revokedAt, needsConfirmation, confirmedAt } = strike;
  if (revokedAt !== null) return 'revoked';
  if (dismissedAt !== null) return 'dismissed';
  if (decaysAt <= now) return 'decayed';
  return needsConfirmation && confirmedAt === null ? 'proposed' : 'counts';
}

export function countPoints(strikes: readonly (Term & Pick<Strike, 'points'>)[], now: Instant): number {
  return strikes.reduce((sum, one) => (strikeState(one, now) === 'counts' ? sum + one.points : sum), 0);
}

const daySeconds = 86_400;

/** What a sanction for this reason adds; null for a reason without points. */
export function strikeFor(reason: SanctionReason, now: Instant): Pick<Strike, 'points' | 'decaysAt'> | null {
  const { strikePoints, strikeDays } = reasonOf(reason);
  return strikePoints === 0 ? null : { points: strikePoints, decaysAt: addSeconds(now, strikeDays * daySeconds) };
}

interface Suggestion {
  readonly kind: SanctionKind;
  /** null: for ever. */
  readonly days: number | null;
}

/** From so many points on, the highest first. */
const ladder: readonly (Suggestion & { readonly points: number })[] = [
  { points: 12, kind: 'ban', days: null },
  { points: 8, kind: 'ban', days: 90 },
  { points: 5, kind: 'suspend', days: 30 },
  { points: 3, kind: 'suspend', days: 7 },
  { points: 1, kind: 'warn', days: 30 },
];

export function suggestFor(points: number): Suggestion | null {
  const step = ladder.find((one) => points >= one.points);
  return step === undefined ? null : { kind: step.kind, days: step.days };
}

/** May a moderator dismiss it? Not the own one, and none that does not count. */
export function judgeDismissal(
  strike: Term & Pick<Strike, 'playerId'>,
  actor: Id<'player'>,
  now: Instant,
): 'done' | 'closed' | 'own_sanction' {
  if (strikeState(strike, now) !== 'counts') return 'closed';
  return strike.playerId === actor ? 'own_sanction' : 'done';
}
