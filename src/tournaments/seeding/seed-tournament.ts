// Use case: the organizer seeds the entrants. The draw is published with everything that it follows from.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { EntrantLabel } from '../entrants/profile.ts';
import { lockTournament } from '../lock-tournament.ts';
import { writeSeeds } from '../registration/registration-store.ts';
import { applySchedule } from '../setup/apply-schedule.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { pickStage } from '../stages/course/pick-stage.ts';
import { formatOfStage } from '../stages/format-registry.ts';
import { firstStage } from '../stages/stage.ts';
import { lockStages } from '../stages/stage-store.ts';
import { insertAudit, insertEvent, writeSeeding } from '../store.ts';
import { type Draw, drawSeeds, type SeedingMethod } from './draw.ts';
import { type MeetingLevel, meetingLevels } from './meeting-levels.ts';
import type { PublishedDraw } from './published-draw.ts';
import { numberLabels, type Seedable, startingOrder } from './seedable.ts';
import { listSeedable, writeDraw } from './seeding-store.ts';

export interface SeedingInput {
  readonly method: SeedingMethod;
  /** Published with the draw; required for `random`. */
  readonly seed?: string | undefined;
  /** Best seed first; null and what is missing is filled by the method. For `manual` every confirmed registration once. */
  readonly order?: readonly (Id<'registration'> | null)[] | undefined;
  /** A completed tournament; required for `placements`. */
  readonly placementsOf?: Id<'tournament'> | undefined;
  readonly separateBy?: EntrantLabel | undefined;
}

export interface Seeded {
  readonly draw: PublishedDraw;
  readonly drawnAt: Instant;
}

/** @throws DomainError invalid_request, not_found, forbidden, state_conflict, tournament_not_completed. */
export async function seedTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  input: SeedingInput,
): Promise<Seeded> {
  await applySchedule(ports, id);
  await judgeEarlier(ports, actor, input);
  const { method, seed = null, placementsOf = null, separateBy = null, order = [] } = input;
  if (method === 'random' && seed === null) throw refuseField('seed', 'needed for a random draw');
  if (method !== 'random' && seed !== null) throw refuseField('seed', 'only for a random draw');
  const drawnAt = ports.clock();
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { state: 'registration_closed' });
    const entrants = startingOrder(method, await listSeedable(sql, id, placementsOf));
    const labels = numberLabels(entrants, separateBy);
    const input: Draw = {
      ...{ method, seed, given: readOrder(method, order, entrants) },
      entrants: entrants.map((entrant, index) => ({ registrationId: entrant.id, label: labels[index] ?? null })),
      levels: separateBy === null ? [] : await levelsOf(sql, id, entrants.length),
    };
    const draw = { ...input, placementsOf, separateBy, ...drawSeeds(input) };
    await writeSeeds(sql, id, draw.order);
    await writeSeeding(sql, id, method, seed);
    await writeDraw(sql, id, { draw, drawnAt });
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'tournament.seeded', actorId: actor.playerId, refId: id },
      ...{ meta: { method, seed }, createdAt: drawnAt },
    });
    const row = { id: ports.newId('event'), type: 'entrants_seeded' as const, createdAt: drawnAt };
    const event = await insertEvent(sql, id, row, { method, entrants: draw.order.length });
    return { outcome: { draw, drawnAt }, events: [event] };
  });
}

const refuseField = (field: string, reason: string) => refuse('invalid_request', { field, reason });

/** The earlier tournament is one that the actor may read, and it has placements. */
async function judgeEarlier({ db }: Ports, actor: Actor, { method, placementsOf }: SeedingInput): Promise<void> {
  const isNeeded = method === 'placements';
  if (isNeeded !== (placementsOf !== undefined))
    throw refuseField('placementsOf', isNeeded ? 'needed for placements' : 'only for placements');
  if (placementsOf === undefined) return;
  const { state } = await readTournament(db, actor, placementsOf);
  if (state !== 'completed' && state !== 'archived') throw refuse('tournament_not_completed', { state });
}

function readOrder(
  method: SeedingMethod,
  order: readonly (Id<'registration'> | null)[],
  entrants: readonly Seedable[],
): Draw['given'] {
  const given = order.flatMap((registrationId, index) =>
    registrationId === null ? [] : [{ registrationId, seed: index + 1 }],
  );
  const ids = new Set(given.map(({ registrationId }) => registrationId));
  const known = new Set(entrants.map(({ id }) => id));
  if (order.length > entrants.length || ids.size < given.length || [...ids].some((id) => !known.has(id)))
    throw refuseField('order', 'confirmed registrations, each once');
  if (method === 'manual' && ids.size < entrants.length)
    throw refuseField('order', 'every confirmed registration exactly once');
  return given;
}

async function levelsOf(sql: Sql, id: Id<'tournament'>, entrantCount: number): Promise<MeetingLevel[]> {
  const stage = pickStage(await lockStages(sql, id), firstStage);
  if (entrantCount < 2 * stage.groups) return [];
  const levels = meetingLevels(formatOfStage(stage).build(entrantCount, stage.settings));
  if (levels.length === 0) throw refuseField('separateBy', 'everybody meets everybody in this stage');
  invariant(levels.length <= 3, 'a clash of one level outweighs those of the next');
  return levels;
}
