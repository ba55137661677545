// Use cases: somebody joins a live room as themselves, and stays in it. Without a token nobody is known, so no sanction is asked.

import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../outbox/ports.ts';
import type { Watching } from './player-sockets.ts';
import { findWatchSanction, judgeWatcher } from './watch-store.ts';

/** @throws DomainError sanctioned. */
export async function admitWatcher(
  { db, clock }: Ports,
  player: Id<'player'>,
  tournament: Id<'tournament'>,
): Promise<void> {
  const sanction = await findWatchSanction(db, { player, now: clock() }, tournament);
  if (sanction !== null) throw refuse('sanctioned', sanction);
}

export function judgeWatching(
  { db, clock }: Ports,
  player: Id<'player'>,
  tournaments: readonly Id<'tournament'>[],
): Promise<Watching> {
  return judgeWatcher(db, { player, now: clock() }, tournaments);
}
