// Use case: a sanction removes its player from a running tournament. Open matches are forfeited as in a disqualification. A dry run does
// the same and rolls it back, so that it shows exactly what would happen.

import type { Actor } from '../../core/actor.ts';
import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { explainDepartureRefusal } from '../../tournaments/departures/departure.ts';
import { finishSilence } from '../../tournaments/matches/silence/confirm-silent.ts';
import { growStages } from '../../tournaments/stages/grow-stage.ts';
import { type RemovalRow, type Removed, removeFrom } from './effect-store.ts';

export interface WantedRemoval {
  readonly sanctionId: Id<'sanction'>;
  readonly registrationId: Id<'registration'>;
  readonly isDryRun: boolean;
}

class DryRun extends Error {
  readonly outcome: Removed;
  constructor(outcome: Removed) {
    super('rolls the transaction back');
    this.outcome = outcome;
  }
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict. */
export async function removeEntrant(ports: Ports, actor: Actor, wanted: WantedRemoval): Promise<Removed> {
  try {
    const outcome = await runAct<Removed>(ports, async (sql) => {
      const ids = { eventId: ports.newId('event'), auditId: ports.newId('audit') };
      const row = await removeFrom(sql, { ...wanted, ...ids, actorId: actor.playerId, now: ports.clock() });
      if (row.verdict !== 'done') throw explain(row);
      if (wanted.isDryRun) throw new DryRun(row.outcome);
      return { outcome: row.outcome, events: [row.event] };
    });
    const { tournamentId, stages, silence } = outcome;
    await finishSilence(ports, tournamentId, { events: silence, stages });
    await growStages(ports, tournamentId, stages);
    return outcome;
  } catch (error) {
    if (error instanceof DryRun) return error.outcome;
    throw error;
  }
}

function explain({ verdict, outcome }: Exclude<RemovalRow, { readonly verdict: 'done' }>): DomainError {
  switch (verdict) {
    case 'sanction_not_found':
      return refuse('not_found', { kind: 'sanction' });
    case 'own_sanction':
      return refuse('forbidden', { reason: 'another moderator decides it' });
    case 'other_player':
      return refuse('state_conflict', { reason: 'the entry is not that of the sanctioned player' });
    case 'not_barred':
      return refuse('state_conflict', { reason: 'the sanction does not keep its player from this tournament now' });
    default:
      return explainDepartureRefusal(verdict, outcome ?? {}, 'disqualified');
  }
}
