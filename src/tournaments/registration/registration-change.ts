// Who may cancel or decide a registration, and when. The database decides the same in tournament_cancel_registration and
// tournament_decide_registration, under locks; the first step that applies is the refusal.

import type { Actor } from '../../core/actor.ts';
import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import { mayCancelRegistration, mayDecideRegistration, type Staffed } from '../permission.ts';
import type { Tournament, TournamentState } from '../tournament.ts';
import { activeStates, type RegistrationState } from './registration.ts';

export interface ChangeFacts {
  readonly actor: Actor;
  readonly registration: {
    readonly playerId: Id<'player'>;
    /** Who plays for a team; empty for a single player. */
    readonly roster: readonly Id<'player'>[];
    readonly state: RegistrationState;
    readonly tournament: Pick<Tournament, 'state' | 'capacity' | 'confirmedCount'> & Staffed;
    readonly fee: FeeFacts;
  } | null;
}

/** What the ledger knows about the fee of a registration. */
export interface FeeFacts {
  readonly coins: Coins;
  /** null: the fee was charged at once, or there is none. `captured in part` is an act of finance. */
  readonly hold: 'active' | 'captured' | 'captured in part' | 'released' | null;
  /** Whether coins have moved to the escrow, and back. */
  readonly isPaid: boolean;
  readonly isReturned: boolean;
  readonly isPayerFrozen: boolean;
  readonly isEscrowFrozen: boolean;
  readonly escrowAvailable: Coins;
}

export type ChangeRefusal =
  | 'registration_not_found'
  | 'forbidden'
  | 'conflict_of_interest'
  | 'wrong_tournament_state'
  | 'wrong_registration_state'
  | 'tournament_full'
  | 'wallet_frozen'
  | 'hold_closed'
  | 'hold_expired';

type Refused<V> = { readonly verdict: V; readonly facts: Facts };
/** `null`: there was no fee to return. */
type FeeReturn = 'released' | 'refunded' | null;

/** `fee_owed`: the fee cannot be returned now. The ledger refuses by a constraint, not by a verdict of the statement. */
export type CancellationVerdict =
  | { readonly verdict: 'done'; readonly fee: FeeReturn }
  | Refused<ChangeRefusal | 'fee_owed'>;

export function judgeCancellation({ actor, registration }: ChangeFacts): CancellationVerdict {
  if (registration === null) return { verdict: 'registration_not_found', facts: {} };
  if (!mayCancelRegistration(actor, registration)) return { verdict: 'forbidden', facts: {} };
  const refused = whyNotNow(registration.tournament.state, registration.state, activeStates);
  return refused ?? judgeReturn(registration.fee);
}

function judgeReturn(fee: FeeFacts): CancellationVerdict {
  if (fee.hold === 'active') return { verdict: 'done', fee: 'released' };
  if (!fee.isPaid || fee.isReturned) return { verdict: 'done', fee: null };
  const owed = (cause: string) => ({ verdict: 'fee_owed' as const, facts: { cause } });
  if (fee.isEscrowFrozen || fee.isPayerFrozen) return owed('wallet_frozen');
  return fee.escrowAvailable < fee.coins ? owed('escrow_short') : { verdict: 'done', fee: 'refunded' };
}

export type Decision = 'confirmed' | 'rejected';
export type DecisionVerdict = { readonly verdict: 'done' } | Refused<ChangeRefusal>;

/** Nobody approves the own entry. A rejection never fails for its fee: what cannot be returned now is owed. */
export function judgeDecision({ actor, registration }: ChangeFacts, decision: Decision): DecisionVerdict {
  if (registration === null) return { verdict: 'registration_not_found', facts: {} };
  if (!mayDecideRegistration(actor, registration)) return { verdict: 'forbidden', facts: {} };
  const { tournament, state, fee, playerId, roster } = registration;
  if (decision === 'confirmed' && [playerId, ...roster].includes(actor.playerId))
    return { verdict: 'conflict_of_interest', facts: {} };
  const refused = whyNotNow(tournament.state, state, ['pending']);
  if (refused !== null) return refused;
  if (decision === 'rejected') return { verdict: 'done' };
  if (tournament.confirmedCount >= tournament.capacity) return { verdict: 'tournament_full', facts: {} };
  return judgeCapture(fee);
}

function judgeCapture({ hold, isReturned, isPayerFrozen, isEscrowFrozen }: FeeFacts): DecisionVerdict {
  if (hold === null || (hold === 'captured' && !isReturned)) return { verdict: 'done' };
  if (hold !== 'active') return { verdict: 'hold_closed', facts: {} };
  return isPayerFrozen || isEscrowFrozen ? { verdict: 'wallet_frozen', facts: {} } : { verdict: 'done' };
}

/** Before the start. `published` is included: registration may have opened by its time before cron has stored the state. */
const statesBeforeStart: readonly TournamentState[] = ['published', 'registration_open', 'registration_closed'];

function whyNotNow(
  state: TournamentState,
  registration: RegistrationState,
  needs: readonly RegistrationState[],
): Refused<ChangeRefusal> | null {
  if (!statesBeforeStart.includes(state)) return { verdict: 'wrong_tournament_state', facts: { state } };
  if (!needs.includes(registration)) return { verdict: 'wrong_registration_state', facts: { registration, needs } };
  return null;
}

/** The refusal that callers see. */
export function explainChangeRefusal(verdict: ChangeRefusal, facts: Facts, needs: string): DomainError {
  switch (verdict) {
    case 'registration_not_found':
      return refuse('not_found', { kind: 'registration' });
    case 'forbidden':
      return refuse('forbidden', { needs });
    case 'wrong_tournament_state':
      return refuse('state_conflict', { ...facts, needs: statesBeforeStart });
    case 'wrong_registration_state':
      return refuse('state_conflict', facts);
    default:
      return refuse(verdict, facts);
  }
}
