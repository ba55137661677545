// Use case: the captain of an entered team says anew who plays, while registration is open; afterwards, until the
// start, only in place of players whom a sanction keeps from playing.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { explainTeamRefusal } from '../../teams/team-entry.ts';
import { insertEvent, lockRow } from '../store.ts';
import { rosterRefusal } from './roster-change.ts';
import { findEntry, type JudgedPlayers, judgePlayers, replaceRoster } from './roster-store.ts';

/** @throws DomainError not_found, forbidden, state_conflict, registration_not_open, invalid_request, sanctioned, already_registered, not_on_list. */
export async function changeRoster(
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
  players: readonly Id<'player'>[],
): Promise<void> {
  const events = await inTransaction(ports.db, async (sql) => {
    const now = ports.clock();
    const known = await findEntry(sql, id, now);
    if (known === null) throw refuse('not_found', { kind: 'registration' });
    await lockRow(sql, known.tournamentId);
    const entry = (await findEntry(sql, id, now)) ?? known;
    const refusal = rosterRefusal(entry, { actorId: actor.playerId, players, now });
    if (refusal !== null) throw refusal;
    refuseUnlessMayPlay(await judgePlayers(sql, id, { players, now }));
    if (!(await replaceRoster(sql, id, players))) return [];
    const row = { id: ports.newId('event'), type: 'registration_changed' as const, createdAt: now };
    return [await insertEvent(sql, entry.tournamentId, row, { registrationId: id, fields: ['roster'] })];
  });
  ports.publish(events.map(toEvent));
}

/** In the order of a registration. */
function refuseUnlessMayPlay(judged: JudgedPlayers): void {
  if (judged.team !== null) throw explainTeamRefusal(judged.team, judged.teamFacts ?? {});
  if (judged.sanction !== null) throw refuse('sanctioned', judged.sanction);
  if (judged.elsewhere.length > 0) throw refuse('already_registered', { players: judged.elsewhere });
  if (judged.condition !== null) throw refuse(judged.condition, judged.conditionFacts ?? {});
}
