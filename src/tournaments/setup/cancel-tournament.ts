// Use case: the organizer calls a tournament off, and everybody gets the entry fee back. The cancellation stands once it is
// committed; refunds that fail then are left to the cron.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { logUnsettled, settleCancelled } from '../payouts/settle-cancelled.ts';
import { moveTournament } from './move-tournament.ts';

export async function cancelTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  await moveTournament(ports, actor, id, 'cancelled');
  await settleCancelled(ports, id).catch((error: unknown) => logUnsettled(id, error));
}
