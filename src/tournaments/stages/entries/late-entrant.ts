// Which player or team may enter a stage that is running, step by step. The database decides the same in tournament_late_entrant; the first
// step that applies is the refusal. Whether the stage has a place is another question: late-place.ts.

import { type DomainError, type Facts, refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { judgeTeamEntry, type TeamEntryRefusal } from '../../../teams/team-entry.ts';
import { explainRefusal, type RegistrationFacts } from '../../registration/registration-verdict.ts';
import { rosterMisfit } from '../../rosters/roster-size.ts';
import type { Tournament } from '../../tournament.ts';

type Asked = Pick<RegistrationFacts, 'teamId' | 'team' | 'requested' | 'name' | 'sanctions' | 'rostered'>;

export interface LateEntrantFacts extends Asked {
  /** Who enters; the captain of the team. */
  readonly playerId: Id<'player'>;
  readonly tournament: Pick<Tournament, 'mode' | 'rosterSize' | 'rosterSizeMax' | 'capacity' | 'confirmedCount'>;
  /** Players who take part, or have left. Who was rejected, cancelled, or did not come may enter late. */
  readonly known: readonly Id<'player'>[];
}

export type LateEntrantRefusal =
  | TeamEntryRefusal
  | 'wrong_mode'
  | 'roster_incomplete'
  | 'sanctioned'
  | 'already_registered'
  | 'name_missing'
  | 'tournament_full';

export type LateEntrantVerdict =
  | { readonly verdict: 'may_enter'; readonly name: string; readonly players: readonly Id<'player'>[] | null }
  | { readonly verdict: LateEntrantRefusal; readonly facts: Facts };

export function judgeLateEntrant(asked: LateEntrantFacts): LateEntrantVerdict {
  const { playerId, sanctions, known, rostered } = asked;
  const { mode, capacity, confirmedCount } = asked.tournament;
  if ((asked.teamId === null) !== (mode === 'solo')) return { verdict: 'wrong_mode', facts: { mode } };
  const entry = mode === 'solo' ? null : judgeTeamEntry(asked.team, playerId, asked.requested);
  if (entry !== null && entry.verdict !== null) return entry;
  const players = entry?.players ?? null;
  const misfit = players === null ? null : rosterMisfit(asked.tournament, players.length);
  if (misfit !== null) return { verdict: 'roster_incomplete', facts: misfit };
  const others = (players ?? []).filter((player) => player !== playerId).sort();
  const all = [playerId, ...others];
  const player = all.find((each) => sanctions.has(each));
  if (player !== undefined) return { verdict: 'sanctioned', facts: { ...sanctions.get(player), player } };
  const here = all.filter((each) => rostered.includes(each) || known.includes(each));
  if (here.length > 0) return { verdict: 'already_registered', facts: { players: here } };
  const name = asked.name ?? entry?.name ?? null;
  if (name === null) return { verdict: 'name_missing', facts: {} };
  return confirmedCount >= capacity
    ? { verdict: 'tournament_full', facts: { capacity } }
    : { verdict: 'may_enter', name, players };
}

export function explainLateRefusal(verdict: LateEntrantRefusal, facts: Facts): DomainError {
  if (verdict !== 'name_missing') return explainRefusal(verdict, facts);
  return refuse('invalid_request', { field: 'displayName', reason: 'is missing, and the profile has none' });
}
