// Use case: the organizer sets the seeds: manually, by order of registration, or by a reproducible random draw.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { confirmedEntrants, writeSeeds } from '../registration/registration-store.ts';
import { applySchedule } from '../setup/apply-schedule.ts';
import { insertAudit, writeSeeding } from '../store.ts';
import { type SeedingMethod, shuffle } from './seeding.ts';

export interface SeedingInput {
  readonly method: SeedingMethod;
  /** Published with the draw; required for `random`. */
  readonly seed?: string | undefined;
  /** Every confirmed registration once, best first; required for `manual`. */
  readonly order?: readonly Id<'registration'>[] | undefined;
}

export async function seedTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  input: SeedingInput,
): Promise<Id<'registration'>[]> {
  await applySchedule(ports, id);
  const now = ports.clock();
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { state: 'registration_closed' });
    // Sorted by id, which is the order of registration, so that a draw does not depend on an earlier seeding.
    const entrants = (await confirmedEntrants(sql, id)).toSorted();
    const order = orderOf(entrants, input);
    await writeSeeds(sql, id, order);
    await writeSeeding(sql, id, input.method, input.seed ?? null);
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: 'tournament.seeded',
      actorId: actor.playerId,
      refId: id,
      meta: { method: input.method, seed: input.seed ?? null },
      createdAt: now,
    });
    return { outcome: order };
  });
}

function orderOf(entrants: Id<'registration'>[], input: SeedingInput): Id<'registration'>[] {
  if (input.method === 'registration_order') return entrants;
  if (input.method === 'random') {
    if (input.seed === undefined)
      throw refuse('invalid_request', { field: 'seed', reason: 'needed for a random draw' });
    return shuffle(entrants, input.seed);
  }
  const order = [...(input.order ?? [])];
  const isPermutation = order.length === entrants.length && new Set(order).size === order.length;
  if (!isPermutation || order.some((id) => !entrants.includes(id))) {
    throw refuse('invalid_request', { field: 'order', reason: 'every confirmed registration exactly once' });
  }
  return order;
}
