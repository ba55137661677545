// Use case: complete the matches whose report nobody answered in time. Reads and organizer acts do it first, and cron every minute, so
// that all judge alike. Acts on results do the same in their own statement.

import type { Id } from '../../../core/id.ts';
import { toEvent } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { growStages } from '../../stages/grow-stage.ts';
import { listSilent, listSilentOf, type Silence, settleSilence } from './silence-store.ts';

/** Limit per run. */
const tournamentsMax = 100;

/** @returns whether there were any. */
export async function confirmSilent(ports: Ports, id: Id<'tournament'>): Promise<boolean> {
  const silence = await settleSilence(ports.db, id, ports.clock());
  await finishSilence(ports, id, silence);
  return silence.events.length > 0;
}

/** After the commit: events go out, and formats create the matches that follow. */
export async function finishSilence(ports: Ports, id: Id<'tournament'>, { events, stages }: Silence): Promise<void> {
  if (events.length === 0) return;
  ports.publish(events.map(toEvent));
  await growStages(ports, id, stages);
}

export async function confirmSilentOf(ports: Ports, player: Id<'player'>): Promise<void> {
  for (const id of await listSilentOf(ports.db, player, ports.clock())) await confirmSilent(ports, id);
}

/** For cron. A tournament that fails does not block the others. */
export async function confirmAllSilent(ports: Ports): Promise<void> {
  for (const id of await listSilent(ports.db, ports.clock(), tournamentsMax)) {
    await confirmSilent(ports, id).catch((error: unknown) => {
      const line = { level: 'error', message: 'silent reports not confirmed', tournament: id, error: String(error) };
      console.error(JSON.stringify(line));
    });
  }
}
