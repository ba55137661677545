// Use case: the organizer calls the entrants of a match to their station.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { findMatch } from '../matches/match-store.ts';
import { closedFacts, type MatchState } from '../matches/result.ts';
import { insertAudit, insertEvent } from '../store.ts';
import { writeCall } from './schedule-store.ts';

const callable: readonly MatchState[] = ['check_in', 'ready'];

/** It may be repeated. @returns when. @throws DomainError not_found, forbidden, match_not_open. */
export async function callMatch(ports: Ports, actor: Actor, id: Id<'match'>): Promise<Instant> {
  const known = await findMatch(ports.db, id);
  if (known === null) throw refuse('not_found', { kind: 'match' });
  return runAct(ports, async (sql) => {
    const { state } = await lockTournament(sql, actor, known.tournamentId, { act: 'referee' });
    const match = await findMatch({ sql }, id);
    invariant(match !== null, 'matches are never deleted');
    if (state !== 'live' || !callable.includes(match.state))
      throw refuse('match_not_open', closedFacts(state, match.state));
    const now = ports.clock();
    await writeCall(sql, match.tournamentId, id, now);
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'match.called', actorId: actor.playerId, refId: id, createdAt: now },
    });
    const row = { id: ports.newId('event'), type: 'match_called' as const, createdAt: now };
    const { startsAt, station } = match;
    const event = await insertEvent(sql, match.tournamentId, row, { matchId: id, startsAt, station });
    return { outcome: now, events: [event] };
  });
}
