// Use case, part of the driver and of the status: what the next act of a sandbox follows from. It changes nothing.

import type { Ports } from '../../outbox/ports.ts';
import { listMatches } from '../matches/match-store.ts';
import type { Tournament } from '../tournament.ts';
import type { Sandbox, SandboxView } from './sandbox.ts';
import { readSandboxState } from './sandbox-store.ts';

const matchesMax = 1000;

export async function readView(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  sandbox: Omit<Sandbox, 'nextAt'>,
  tournament: Tournament,
): Promise<SandboxView> {
  const matches = await listMatches(db, tournament.id, { after: null, limit: matchesMax });
  const { done, ...state } = await readSandboxState(db, tournament.id, clock());
  return { ...sandbox, ...state, tournament, matches, now: clock(), done: new Set(done) };
}
