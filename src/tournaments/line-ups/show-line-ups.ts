// Use case: read the line-ups of a match. Blind ones are hidden from others until all are set or the match has begun.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findMatch } from '../matches/match-store.ts';
import { mayAct } from '../permission.ts';
import { defaultPlan } from '../schedule/match-plan.ts';
import { findMatchPlan } from '../schedule/schedule-store.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { hasBegun, isShown } from './line-up.ts';
import { listLineUps } from './line-up-store.ts';

export interface ShownLineUp {
  readonly registrationId: Id<'registration'>;
  readonly setAt: Instant | null;
  /** null: not set, or hidden. */
  readonly players: readonly { readonly playerId?: Id<'player'>; readonly displayName: string | null }[] | null;
}

/** @throws DomainError not_found. */
export async function showLineUps(
  { db, clock }: Ports,
  actor: Actor | null,
  matchId: Id<'match'>,
): Promise<ShownLineUp[]> {
  const match = await findMatch(db, matchId);
  if (match === null) throw refuse('not_found', { kind: 'match' });
  const tournament = await readTournament(db, actor, match.tournamentId);
  const isReferee = actor !== null && mayAct(actor, await readWithStaffRole(db, actor, tournament), 'referee');
  const { blindLineUps } = (await run(() => findMatchPlan(db.sql, tournament.id))) ?? defaultPlan;
  const lineUps = await run(() => listLineUps(db.sql, matchId));
  const areAllSet = lineUps.every(({ setAt }) => setAt !== null);
  const begun = hasBegun({ matchState: match.state, startsAt: match.startsAt, now: clock() });
  return lineUps.map(({ registrationId, captainId, roster, setAt, players }) => {
    const isOwn = actor !== null && (captainId === actor.playerId || roster.includes(actor.playerId));
    const isInsider = isReferee || isOwn;
    if (setAt === null || !isShown({ isInsider, areAllSet, isBlind: blindLineUps, hasBegun: begun }))
      return { registrationId, setAt, players: null };
    return {
      registrationId,
      setAt,
      players: isInsider ? players : players.map(({ displayName }) => ({ displayName })),
    };
  });
}
