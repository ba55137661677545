// Use case: the caller reads or changes the own profile. A `ply_…` subject gets its row here.

import type { Actor } from '../core/actor.ts';
import { displayNameOrNull } from '../core/display-name.ts';
import { invariant } from '../core/errors.ts';
import type { Ports } from '../outbox/ports.ts';
import type { GrantedRole, Player } from './player.ts';
import { findPlayer, insertPlayer, listRoles, renamePlayer } from './store.ts';

export interface Me {
  readonly player: Player;
  readonly granted: readonly GrantedRole[];
}

export async function showMe({ db, clock }: Ports, actor: Actor): Promise<Me> {
  const [known, granted] = await Promise.all([findPlayer(db, actor.playerId), listRoles(db, actor.playerId)]);
  if (known !== null) return { player: known, granted };
  await insertPlayer(db, { id: actor.playerId, name: displayNameOrNull(actor.name), now: clock() });
  const player = await findPlayer(db, actor.playerId);
  invariant(player !== null, 'the player has a row');
  return { player, granted };
}

/** Registrations, rosters and teams keep the name that they were made with. */
export async function renameMe({ db, clock }: Ports, actor: Actor, name: string): Promise<Me> {
  const player = await renamePlayer(db, { id: actor.playerId, name, now: clock() });
  return { player, granted: await listRoles(db, actor.playerId) };
}
