// Use case: a captain, or staff, says who of a team's roster plays a match. It may be changed until the match begins.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findMatch } from '../matches/match-store.ts';
import { mayAct, needsFor } from '../permission.ts';
import { defaultPlan } from '../schedule/match-plan.ts';
import { findMatchPlan } from '../schedule/schedule-store.ts';
import { withStaffRole } from '../staff/with-staff-role.ts';
import { insertAudit, insertEvent, isEnteredIn, lockRow } from '../store.ts';
import { lineUpRefusal } from './line-up.ts';
import { findLineUpSanction, listLineUps, writeLineUp } from './line-up-store.ts';

export interface LineUpInput {
  readonly matchId: Id<'match'>;
  readonly registrationId: Id<'registration'>;
  /** Each once. */
  readonly players: readonly Id<'player'>[];
}

/** @returns when it was set. @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict, match_not_open, invalid_request, sanctioned. */
export async function setLineUp(ports: Ports, actor: Actor, input: LineUpInput): Promise<Instant> {
  const { matchId, registrationId, players } = input;
  const known = await findMatch(ports.db, matchId);
  if (known === null) throw refuse('not_found', { kind: 'match' });
  const id = known.tournamentId;
  const now = ports.clock();
  const event = await inTransaction(ports.db, async (sql) => {
    const tournament = await lockRow(sql, id);
    const match = await findMatch({ sql }, matchId);
    invariant(tournament !== null && match !== null, 'matches and their tournaments are never deleted');
    const own = (await listLineUps(sql, matchId)).find((each) => each.registrationId === registrationId);
    if (own === undefined) throw refuse('not_found', { kind: 'registration' });
    const isCaptain = own.captainId === actor.playerId;
    if (!isCaptain) {
      const staffed = await withStaffRole(sql, actor, { ...tournament, id });
      if (!mayAct(actor, staffed, 'referee'))
        throw refuse('forbidden', { needs: needsFor('referee', 'captain of the team') });
      if (await isEnteredIn(sql, id, actor.playerId)) throw refuse('conflict_of_interest');
    }
    const rules = (await findMatchPlan(sql, id)) ?? defaultPlan;
    const { state: matchState, startsAt } = match;
    const facts = { ...rules, tournamentState: tournament.state, matchState, startsAt, now, roster: own.roster };
    const refusal = lineUpRefusal(facts, players);
    if (refusal !== null) throw refusal;
    const sanction = await findLineUpSanction(sql, id, { players, now });
    if (sanction !== null) throw refuse('sanctioned', sanction);
    await writeLineUp(sql, matchId, { registrationId, players, now });
    const audit = { event: 'match.line_up_set', actorId: actor.playerId, refId: matchId, createdAt: now } as const;
    if (!isCaptain) await insertAudit(sql, { ...audit, id: ports.newId('audit'), meta: { registrationId } });
    const row = { id: ports.newId('event'), type: 'line_up_set' as const, createdAt: now };
    return insertEvent(sql, id, row, { matchId, registrationId });
  });
  ports.publish([toEvent(event)]);
  return now;
}
