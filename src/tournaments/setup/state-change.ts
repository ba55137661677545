// The rows that a state change writes: state, event and audit row.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { predecessorsOf, type TournamentState } from '../tournament.ts';

export function stateChange(
  ports: Ports,
  actor: Pick<Actor, 'playerId'>,
  id: Id<'tournament'>,
  to: TournamentState,
  extraMeta: { readonly by?: 'time' } = {},
) {
  const now = ports.clock();
  return {
    id,
    from: predecessorsOf(to),
    to,
    now,
    event: { id: ports.newId('event'), type: 'tournament_state_changed' as const, createdAt: now },
    audit: {
      id: ports.newId('audit'),
      event: 'tournament.state_changed' as const,
      actorId: actor.playerId,
      refId: id,
      meta: { to, ...extraMeta },
      createdAt: now,
    },
  };
}
