// Use cases: somebody joins a live room as themselves, and stays in it. Without a token nobody is known: then only public tournaments may
// be watched, and no sanction is asked.

import { type Actor, hasRole, type Principal, type Role } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../outbox/ports.ts';
import type { WatchedRoom, Watching } from './player-sockets.ts';
import { findWatchRight, judgeWatcher } from './watch-store.ts';

type Granted = (player: Id<'player'>) => Promise<ReadonlySet<Role>>;

/** @throws DomainError not_found, sanctioned. */
export async function admitWatcher(
  { db, clock }: Ports,
  actor: Principal,
  tournament: Id<'tournament'>,
): Promise<Id<'player'>> {
  const room = { id: tournament, isAdmin: hasRole(actor, 'admin') };
  const { sanction, isReadable } = await findWatchRight(db, { player: actor.playerId, now: clock() }, room);
  if (!isReadable) throw refuse('not_found', { kind: 'tournament' });
  if (sanction !== null) throw refuse('sanctioned', sanction);
  return actor.playerId;
}

/** Roles granted in Laurel are looked up where one decides; those of a token come with the room. */
export async function judgeWatching(
  { db, clock }: Ports,
  player: Id<'player'>,
  rooms: readonly WatchedRoom[],
  granted: Granted,
): Promise<Watching> {
  const judged = await judgeWatcher(db, { player, now: clock() }, rooms);
  const isAllowed = judged.barred.every(({ reason }) => reason === 'sanctioned');
  if (isAllowed || !(await granted(player)).has('admin')) return judged;
  return { ...judged, barred: judged.barred.filter(({ reason }) => reason === 'sanctioned') };
}

/** Whether the actor is an administrator by the token alone, so that Laurel cannot find it out later. */
export async function isAdminByToken(actor: Pick<Actor, 'playerId' | 'roles'>, granted: Granted): Promise<boolean> {
  return hasRole(actor, 'admin') && !(await granted(actor.playerId)).has('admin');
}
