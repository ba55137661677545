// Use case: staff correct the result of a completed match, or preview which later matches that would reset.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { settleClaim } from '../../../idempotency/settle-claim.ts';
import { toEvents } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { growStages } from '../../stages/grow-stage.ts';
import { finishSilence } from '../silence/confirm-silent.ts';
import { newStaffAct } from '../staff/staff-act.ts';
import { settleCorrection } from '../staff/staff-store.ts';
import { type AffectedMatch, type CorrectionAct, correctionRefusal } from './correction.ts';

export interface CorrectionInput extends CorrectionAct {
  readonly matchId: Id<'match'>;
}

export interface CorrectionVerdict {
  readonly outcome: 'corrected' | 'previewed';
  readonly affected: readonly AffectedMatch[];
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, invalid_request, draw_not_allowed, state_conflict, matches_affected. */
export async function correctResult(ports: Ports, actor: Actor, input: CorrectionInput): Promise<CorrectionVerdict> {
  const row = await settleCorrection(ports.db, { ...newStaffAct(ports, actor, input.matchId), ...input });
  settleClaim(ports.claim, row);
  const { outcome, event } = row;
  if (outcome === null) throw refuse('not_found', { kind: 'match' });
  await finishSilence(ports, outcome.tournamentId, { events: outcome.silence, stages: outcome.stages });
  const refusal = correctionRefusal(outcome.outcome, outcome);
  if (refusal !== null) throw refusal;
  if (event !== null) ports.publish(toEvents(event));
  const { affected, tournamentId, stages } = outcome;
  if (outcome.outcome === 'previewed') return { outcome: 'previewed', affected };
  await growStages(ports, tournamentId, stages);
  return { outcome: 'corrected', affected };
}
