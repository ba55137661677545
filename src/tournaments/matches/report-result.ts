// Use case: record a match result. An entrant reports, another one confirms or disputes, the organizer decides.

import { type Actor, hasRole } from '../../core/actor.ts';
import { type DomainError, invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvents } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayAct } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { formatOf } from '../stages/format-registry.ts';
import { growAfterRound } from '../stages/grow-stage.ts';
import { findTournament } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { settleResult } from './match-store.ts';
import { acceptedOutcomes, type MatchState, type ResultKind, refusalFor } from './result.ts';
import type { ReportedResult } from './result-fault.ts';
import { finishSilence } from './silence/confirm-silent.ts';

export interface ResultInput extends ReportedResult {
  readonly matchId: Id<'match'>;
  readonly kind: ResultKind;
}

export interface ResultVerdict {
  readonly outcome: (typeof acceptedOutcomes)[number];
  readonly state: MatchState;
}

/** @throws DomainError not_found, not_a_participant, sanctioned, invalid_request, draw_not_allowed, own_report, state_conflict, match_not_open. */
export async function reportResult(ports: Ports, actor: Actor, input: ResultInput): Promise<ResultVerdict> {
  const row = await settleResult(ports.db, {
    ...input,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    resultId: ports.newId('result'),
    eventId: ports.newId('event'),
    auditId: ports.newId('audit'),
    claim: ports.claim,
    now: ports.clock(),
  });
  settleClaim(ports.claim, row);
  const { outcome, event } = row;
  if (outcome === null) throw refuse('not_found', { kind: 'match' });
  await finishSilence(ports, outcome.tournamentId, { events: outcome.silence, stages: outcome.stages });
  if (outcome.outcome === 'not_a_participant')
    throw await refuseOutsider(ports.db, actor, await findTournament(ports.db, outcome.tournamentId));
  const refusal = refusalFor(outcome.outcome, outcome);
  if (refusal !== null) throw refusal;
  const accepted = acceptedOutcomes.find((each) => each === outcome.outcome);
  invariant(accepted !== undefined, 'every other outcome has a refusal');
  if (event !== null) ports.publish(toEvents(event));
  // Also for a repeated request: the first one may have ended before this.
  const { stage, tournamentId } = outcome;
  if (stage !== null && formatOf(stage.format).createsMatches?.(stage.settings))
    await growAfterRound(ports, tournamentId, stage);
  return { outcome: accepted, state: outcome.state };
}

/** Points a referee who reports like a side to the decisions. */
export async function refuseOutsider(db: Database, actor: Actor, tournament: Tournament | null): Promise<DomainError> {
  const isReferee = tournament !== null && mayAct(actor, await readWithStaffRole(db, actor, tournament), 'referee');
  return refuse('not_a_participant', isReferee ? { needs: 'POST /v1/matches/:id/decisions' } : {});
}
