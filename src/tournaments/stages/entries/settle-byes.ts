// A step of the start of a stage: which of the byes that were asked for before it are left. Those of who does not play in the stage go,
// and those that the plan no longer allows.

import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import type { OutboxJson } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { insertEvent } from '../../store.ts';
import type { RequestedBye } from '../format.ts';
import type { Stage } from '../stage.ts';
import { type Bye, keepByes } from './bye-rules.ts';
import { deleteByesExcept, listAskedByes } from './entry-store.ts';

export interface SettledByes {
  /** By seed. */
  readonly byes: readonly RequestedBye[];
  /** One for each entrant who has lost a bye. */
  readonly events: readonly OutboxJson[];
}

/** `order`: the entrants of the stage, best seed first. The caller holds the lock on the tournament. */
export async function settleByes(
  sql: Sql,
  ports: Ports,
  tournamentId: Id<'tournament'>,
  stage: Stage,
  order: readonly Id<'registration'>[],
): Promise<SettledByes> {
  const asked = await listAskedByes(sql, tournamentId, stage.number);
  if (asked.length === 0) return { byes: [], events: [] };
  const seedOf = new Map(order.map((id, index) => [id, index + 1]));
  const entrants = asked.flatMap(({ registrationId, byes }) => {
    const seed = seedOf.get(registrationId);
    return seed === undefined ? [] : [{ registrationId, seed, byes, kept: keptIn(stage, byes) }];
  });
  const kept = entrants.flatMap(({ registrationId, kept: own }) => own.map(({ round }) => ({ registrationId, round })));
  await deleteByesExcept(sql, tournamentId, stage.number, kept);
  const events = [];
  for (const { registrationId, byes, kept: left } of entrants) {
    if (left.length === byes.length) continue;
    const row = { id: ports.newId('event'), type: 'byes_changed' as const, createdAt: ports.clock() };
    events.push(await insertEvent(sql, tournamentId, row, { registrationId, stage: stage.number, byes: left }));
  }
  return { byes: entrants.flatMap(({ seed, kept: own }) => own.map((bye) => ({ ...bye, entrant: seed }))), events };
}

function keptIn({ format, settings }: Stage, byes: readonly Bye[]): Bye[] {
  if (format !== 'swiss') return [];
  return keepByes({ rounds: settings.rounds, byesMax: settings.requestedByesMax }, byes);
}
