// The line-up of a team in a match: who of its roster plays. When it may be set, and who sees it.

import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { closedFacts, type MatchState } from '../matches/result.ts';
import type { TournamentState } from '../tournament.ts';

/** null: teams name no line-ups. */
export interface LineUpRules {
  readonly lineUpMin: number | null;
  readonly lineUpMax: number | null;
  /** Nobody else sees a line-up before both are set or the match has begun. */
  readonly blindLineUps: boolean;
}

interface Begun {
  readonly matchState: MatchState;
  /** As scheduled. */
  readonly startsAt: Instant | null;
  readonly now: Instant;
}

const statesBefore: readonly MatchState[] = ['scheduled', 'check_in', 'ready'];

export function hasBegun({ matchState, startsAt, now }: Begun): boolean {
  return !statesBefore.includes(matchState) || (startsAt !== null && startsAt <= now);
}

export interface LineUpFacts extends LineUpRules, Begun {
  readonly tournamentState: TournamentState;
  /** The roster; empty without a team. */
  readonly roster: readonly Id<'player'>[];
}

/** Who may act is judged before. `players` are each there once. null: accepted. The first step that applies is the refusal. */
export function lineUpRefusal(facts: LineUpFacts, players: readonly Id<'player'>[]): DomainError | null {
  const { lineUpMin, lineUpMax, tournamentState, matchState, roster } = facts;
  if (lineUpMin === null || lineUpMax === null)
    return refuse('state_conflict', { reason: 'the match plan has no line-ups' });
  if (tournamentState !== 'live' || !statesBefore.includes(matchState))
    return refuse('match_not_open', closedFacts(tournamentState, matchState));
  if (hasBegun(facts)) return refuse('match_not_open', { state: matchState, reason: 'the match has begun' });
  if (players.length < lineUpMin || players.length > lineUpMax)
    return refuse('invalid_request', { field: 'playerIds', reason: `must be ${lineUpMin} to ${lineUpMax} players` });
  if (!players.every((player) => roster.includes(player)))
    return refuse('invalid_request', { field: 'playerIds', reason: 'must be players of the roster' });
  return null;
}

export interface ShownTo {
  /** A player of the team, its captain, or a referee. */
  readonly isInsider: boolean;
  /** Whether every side of the match has a line-up. */
  readonly areAllSet: boolean;
  readonly isBlind: boolean;
  readonly hasBegun: boolean;
}

export function isShown({ isInsider, areAllSet, isBlind, hasBegun: begun }: ShownTo): boolean {
  return isInsider || !isBlind || areAllSet || begun;
}
