// Use case: a player creates a team and becomes its captain and first member.

import type { Actor } from '../core/actor.ts';
import { encodeCrockford } from '../core/crockford.ts';
import { displayNameOrNull, readDisplayName } from '../core/display-name.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { insertTeam } from './store.ts';
import { joinCodeSizeBytes, type Team } from './team.ts';

/** @throws DomainError invalid_request for a name that is empty, too long, or has only invisible characters. */
export async function formTeam(ports: Ports, actor: Actor, name: string): Promise<Team> {
  const team = {
    id: ports.newId('team'),
    name: readDisplayName(name, 'name'),
    captainId: actor.playerId,
    joinCode: encodeCrockford(ports.randomBytes(joinCodeSizeBytes)),
    createdAt: ports.clock(),
  };
  return runAct(ports, async (sql) => {
    const members = [await insertTeam(sql, team, displayNameOrNull(actor.name))];
    return { outcome: { ...team, members } };
  });
}
