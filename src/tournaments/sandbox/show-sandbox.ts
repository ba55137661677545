// Use case: how far a sandbox is, and what comes next. Who may read its tournament may read this.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { nextAct, playerOf } from './next-act.ts';
import { readView } from './read-view.ts';
import type { SandboxAct } from './sandbox.ts';
import { type FoundSandbox, findSandbox } from './sandbox-store.ts';

export interface SandboxStatus {
  readonly sandbox: FoundSandbox;
  /** Done, or refused. */
  readonly actCount: number;
  /** As things stand. null: nothing is to be done. */
  readonly nextAct: (Pick<SandboxAct, 'operation' | 'params'> & { readonly playerId: Id<'player'> }) | null;
}

/** @throws DomainError not_found, also for a real tournament. */
export async function showSandbox(
  ports: Pick<Ports, 'db' | 'clock'>,
  actor: Actor | null,
  id: Id<'tournament'>,
): Promise<SandboxStatus> {
  const tournament = await readTournament(ports.db, actor, id);
  const sandbox = await findSandbox(ports.db, id);
  if (sandbox === null) throw refuse('not_found', { kind: 'sandbox' });
  const view = await readView(ports, sandbox, tournament);
  const act = sandbox.nextAt === null ? null : nextAct(view);
  return { sandbox, actCount: view.done.size, nextAct: act && { ...act, playerId: playerOf(view, act.as) } };
}
