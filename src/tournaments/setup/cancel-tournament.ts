// Use case: the organizer cancels a tournament, and all entry fees are returned. The cancellation commits first; cron retries refunds
// that fail.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { confirmSilent } from '../matches/silence/confirm-silent.ts';
import { logUnsettled, settleCancelled } from '../payouts/settle-cancelled.ts';
import { moveTournament } from './move-tournament.ts';

export async function cancelTournament(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  await confirmSilent(ports, id);
  await moveTournament(ports, actor, { id, to: 'cancelled' });
  await settleCancelled(ports, id).catch((error: unknown) => logUnsettled(id, error));
}
