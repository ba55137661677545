// Use case: staff record who has not come to a match, or does not play on. The bracket moves on in the same statement.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { settleClaim } from '../../../idempotency/settle-claim.ts';
import { toEvents } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { growStages } from '../../stages/grow-stage.ts';
import type { MatchState } from '../result.ts';
import { finishSilence } from '../silence/confirm-silent.ts';
import { newStaffAct } from '../staff/staff-act.ts';
import { settleForfeit } from '../staff/staff-store.ts';
import { forfeitRefusal } from './forfeit.ts';

/** `absent` are slots, each once. @throws DomainError not_found, forbidden, conflict_of_interest, match_not_open, invalid_request. */
export async function forfeitMatch(
  ports: Ports,
  actor: Actor,
  { matchId, absent }: { readonly matchId: Id<'match'>; readonly absent: readonly number[] },
): Promise<MatchState> {
  const row = await settleForfeit(ports.db, { ...newStaffAct(ports, actor, matchId), absent });
  settleClaim(ports.claim, row);
  const { outcome, event } = row;
  if (outcome === null) throw refuse('not_found', { kind: 'match' });
  await finishSilence(ports, outcome.tournamentId, { events: outcome.silence, stages: outcome.stages });
  const refusal = forfeitRefusal(outcome.outcome, outcome);
  if (refusal !== null) throw refusal;
  if (event !== null) ports.publish(toEvents(event));
  await growStages(ports, outcome.tournamentId, outcome.stages);
  return outcome.state;
}
