// Appeals against sanctions: who may send one and when, and who decides it. The database follows the same rules in appeals.sql.

import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { reasonOf } from '../../sanctions/reasons.ts';
import { phaseOf, type Sanction } from '../../sanctions/sanction.ts';

export const appealOutcomes = ['upheld', 'reduced', 'lifted'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

export interface Appeal {
  readonly id: Id<'appeal'>;
  readonly sanctionId: Id<'sanction'>;
  readonly playerId: Id<'player'>;
  readonly text: string;
  readonly createdAt: Instant;
  /** null: open. */
  readonly outcome: AppealOutcome | null;
  /** What the player is told. */
  readonly statement: string | null;
  /** The end of a reduced sanction. */
  readonly endsAt: Instant | null;
  readonly decidedBy: Id<'player'> | null;
  readonly decidedAt: Instant | null;
}

const daySeconds = 86_400;
/** The longest window, about six months. */
export const appealDaysMax = 183;

/** The first and the last moment at which the sanction may be appealed. It runs from the sanction, not from its start. */
export function appealWindow(
  { createdAt, reasonCode }: Pick<Sanction, 'createdAt' | 'reasonCode'>,
  windowDays: number,
): { readonly opensAt: Instant; readonly closesAt: Instant } {
  const { appealAfterDays } = reasonOf(reasonCode);
  return {
    opensAt: addSeconds(createdAt, appealAfterDays * daySeconds),
    closesAt: addSeconds(createdAt, windowDays * daySeconds),
  };
}

export type AppealVerdict = 'done' | 'not_found' | 'appealed' | 'closed' | 'too_early' | 'too_late';

/** Foreign sanctions look as if they did not exist. Once per sanction; one that has ended needs no appeal. */
export function judgeAppeal(
  sanction: Sanction | null,
  {
    playerId,
    hasAppealed,
    windowDays,
    now,
  }: {
    readonly playerId: Id<'player'>;
    readonly hasAppealed: boolean;
    readonly windowDays: number;
    readonly now: Instant;
  },
): AppealVerdict {
  if (sanction === null || sanction.playerId !== playerId) return 'not_found';
  if (hasAppealed) return 'appealed';
  if (['revoked', 'expired'].includes(phaseOf(sanction, now))) return 'closed';
  const { opensAt, closesAt } = appealWindow(sanction, windowDays);
  if (now < opensAt) return 'too_early';
  return now > closesAt ? 'too_late' : 'done';
}

export type AppealDecisionVerdict =
  | 'done'
  | 'not_found'
  | 'decided'
  | 'own_sanction'
  | 'conflict_of_interest'
  | 'not_shorter';

/** Another moderator decides: neither who imposed or confirmed the sanction, nor the player, nor who plays in its tournament or runs it. */
export function judgeAppealDecision(
  found: { readonly appeal: Appeal; readonly sanction: Sanction } | null,
  {
    actor,
    hasConflict,
    endsAt,
    now,
  }: {
    readonly actor: Id<'player'>;
    readonly hasConflict: boolean;
    readonly endsAt: Instant | null;
    readonly now: Instant;
  },
): AppealDecisionVerdict {
  if (found === null) return 'not_found';
  const { appeal, sanction } = found;
  if (appeal.outcome !== null) return 'decided';
  if ([sanction.imposedBy, sanction.confirmedBy, sanction.playerId].includes(actor)) return 'own_sanction';
  if (hasConflict) return 'conflict_of_interest';
  const begin = sanction.startsAt > now ? sanction.startsAt : now;
  const runsLonger = sanction.revokedAt === null && (sanction.endsAt === null || (endsAt ?? '') < sanction.endsAt);
  const isShorter = endsAt === null || (endsAt > begin && runsLonger);
  return isShorter ? 'done' : 'not_shorter';
}
