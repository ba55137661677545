// Who may register for a tournament, step by step. The database decides the same in tournament_register, under locks; the first step
// that applies is the refusal.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Squad } from '../../teams/team.ts';
import { explainTeamRefusal, judgeTeamEntry, type TeamEntryRefusal } from '../../teams/team-entry.ts';
import { type ConditionFacts, type ConditionRefusal, judgeCondition } from '../conditions/entry-condition.ts';
import { rosterMisfit } from '../rosters/roster-size.ts';
import { isPublished, type Tournament, type TournamentMode } from '../tournament.ts';

type Contest = Pick<
  Tournament,
  | 'state'
  | 'publishedAt'
  | 'registrationOpensAt'
  | 'registrationClosesAt'
  | 'mode'
  | 'rosterSize'
  | 'rosterSizeMax'
  | 'capacity'
  | 'confirmedCount'
  | 'waitlistCapacity'
  | 'waitlistedCount'
  | 'requiresApproval'
  | 'entryCondition'
  | 'entryFee'
>;

export interface RegistrationFacts {
  readonly now: Instant;
  readonly actorId: Id<'player'>;
  readonly tournament: Contest | null;
  /** null: the player registers alone. */
  readonly teamId: Id<'team'> | null;
  readonly team: Squad | null;
  /** null: all members play. */
  readonly requested: readonly Id<'player'>[] | null;
  /** The display name from the request, the profile or the token. */
  readonly name: string | null;
  /** Facts of the sanctions that prevent registering, by player. */
  readonly sanctions: ReadonlyMap<Id<'player'>, Facts>;
  /** Players with an active registration in this tournament. */
  readonly entrants: readonly Id<'player'>[];
  /** Players on a roster of this tournament. */
  readonly rostered: readonly Id<'player'>[];
  /** Players on the allow list. */
  readonly listed: readonly Id<'player'>[];
  readonly code: ConditionFacts['code'];
  readonly wallet: { readonly available: Coins; readonly isFrozen: boolean } | null;
  readonly isEscrowFrozen: boolean;
}

export type RegistrationRefusal =
  | 'tournament_not_found'
  | 'sanctioned'
  | 'not_open'
  | 'wrong_mode'
  | TeamEntryRefusal
  | 'roster_incomplete'
  | 'name_missing'
  | 'already_registered'
  | ConditionRefusal
  | 'tournament_full';

/** The ledger refuses a fee by constraints, not by a verdict of the statement. */
export type FeeRefusal = 'wallet_frozen' | 'insufficient_funds';

export type RegistrationVerdict =
  | { readonly verdict: 'done'; readonly state: 'pending' | 'confirmed' | 'waitlisted' }
  | { readonly verdict: RegistrationRefusal | FeeRefusal; readonly facts: Facts };

export function judgeRegistration(facts: RegistrationFacts): RegistrationVerdict {
  const { tournament, actorId, sanctions } = facts;
  if (tournament === null || !isPublished(tournament)) return { verdict: 'tournament_not_found', facts: {} };
  const sanction = sanctions.get(actorId);
  if (sanction !== undefined) return { verdict: 'sanctioned', facts: sanction };
  const closed = whyNotOpen(tournament, facts.now);
  if (closed !== null) return { verdict: 'not_open', facts: closed };
  const { mode } = tournament;
  if ((facts.teamId === null) !== (mode === 'solo')) return { verdict: 'wrong_mode', facts: { mode } };
  if (mode === 'solo') return judgeEntrant(facts, tournament, []);
  const entry = judgeTeamEntry(facts.team, actorId, facts.requested);
  if (entry.verdict !== null) return entry;
  const { players } = entry;
  const misfit = rosterMisfit(tournament, players.length);
  if (misfit !== null) return { verdict: 'roster_incomplete', facts: misfit };
  const [player] = players.filter((member) => sanctions.has(member)).sort();
  if (player !== undefined) return { verdict: 'sanctioned', facts: { ...sanctions.get(player), player } };
  return judgeEntrant({ ...facts, name: facts.name ?? entry.name }, tournament, players);
}

/** Opened by the organizer, or by its opening time. */
function whyNotOpen({ state, registrationOpensAt, registrationClosesAt }: Contest, now: Instant): Facts | null {
  const isOpenByTime = state === 'published' && registrationOpensAt !== null && registrationOpensAt <= now;
  if (state !== 'registration_open' && !isOpenByTime) return { state };
  if (registrationOpensAt !== null && now < registrationOpensAt) return { opensAt: registrationOpensAt };
  if (registrationClosesAt !== null && now >= registrationClosesAt) return { closedAt: registrationClosesAt };
  return null;
}

/** The last steps, the same for players and teams. */
function judgeEntrant(
  facts: RegistrationFacts,
  {
    capacity,
    confirmedCount,
    waitlistCapacity,
    waitlistedCount,
    requiresApproval,
    entryCondition: condition,
    entryFee,
  }: Contest,
  players: readonly Id<'player'>[],
): RegistrationVerdict {
  const { actorId, name, entrants, rostered } = facts;
  if (name === null) return { verdict: 'name_missing', facts: {} };
  // Each player takes part once, also a captain who does not play.
  const others = players.filter((player) => player !== actorId).sort();
  const here = [actorId, ...others].filter((player) => entrants.includes(player) || rostered.includes(player));
  if (here.length > 0) return { verdict: 'already_registered', facts: { players: here } };
  const unmet = judgeCondition({ ...facts, condition, players: players.length === 0 ? [actorId] : players });
  if (unmet !== null) return unmet;
  if (confirmedCount >= capacity) {
    if (waitlistedCount < waitlistCapacity) return { verdict: 'done', state: 'waitlisted' };
    return { verdict: 'tournament_full', facts: { capacity, waitlistCapacity } };
  }
  const refusal = entryFee === 0n ? null : whyNotPaid(entryFee, facts);
  if (refusal !== null) return { verdict: refusal, facts: {} };
  return { verdict: 'done', state: requiresApproval ? 'pending' : 'confirmed' };
}

/** The ledger names a frozen wallet, of payer or payee, before missing coins. */
function whyNotPaid(
  fee: Coins,
  { wallet, isEscrowFrozen }: Pick<RegistrationFacts, 'wallet' | 'isEscrowFrozen'>,
): FeeRefusal | null {
  if (wallet === null) return 'insufficient_funds';
  if (wallet.isFrozen || isEscrowFrozen) return 'wallet_frozen';
  return wallet.available < fee ? 'insufficient_funds' : null;
}

const entrantsOf: Readonly<Record<TournamentMode, string>> = { solo: 'single players', team: 'teams' };

/** The refusal that callers see. `name_missing` needs the token's name: see register-player.ts. */
export function explainRefusal(verdict: Exclude<RegistrationRefusal, 'name_missing'>, facts: Facts): DomainError {
  switch (verdict) {
    case 'tournament_not_found':
      return refuse('not_found', { kind: 'tournament' });
    case 'not_open':
      return refuse('registration_not_open', readInstants(facts));
    case 'wrong_mode': {
      const reason = `the tournament is for ${entrantsOf[facts.mode as TournamentMode]}`;
      return refuse('invalid_request', { field: 'teamId', reason });
    }
    case 'team_not_found':
    case 'not_captain':
    case 'not_members':
      return explainTeamRefusal(verdict, facts);
    default:
      return refuse(verdict, facts);
  }
}

/** SQL writes instants in another format. */
export function readInstants(facts: Facts): Facts {
  const read = ([name, value]: [string, Facts[string]]) => [
    name,
    name.endsWith('At') ? toInstant(String(value)) : value,
  ];
  return Object.fromEntries(Object.entries(facts).map(read));
}
