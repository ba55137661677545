// Use case: read the veto of a match, as it is now.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findMatch, type MatchView } from '../matches/match-store.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { replayVeto, type VetoPlan, type VetoState, vetoSeed } from './veto.ts';
import { findVeto, findVetoPlan, type StoredVeto } from './veto-store.ts';

/** Both entrants of a match of two; null while one is not known, and in a lobby. */
export function sidesOf({ slots }: MatchView): readonly [Id<'registration'>, Id<'registration'>] | null {
  const [a, b, ...others] = slots.map(({ entrant }) => entrant?.registrationId ?? null);
  return a == null || b == null || others.length > 0 ? null : [a, b];
}

/** null: none has started between these entrants. A correction may have brought others into the match. */
export function vetoOf(match: MatchView, veto: StoredVeto | null): StoredVeto | null {
  const sides = sidesOf(match);
  return veto !== null && sides?.[0] === veto.entrantA && sides[1] === veto.entrantB ? veto : null;
}

export interface ShownVeto {
  readonly plan: VetoPlan;
  readonly seed: string;
  /** null: it has not started. */
  readonly state: VetoState | null;
}

/** @throws DomainError not_found: also where the stage has no veto. */
export async function showVeto({ db, clock }: Ports, actor: Actor | null, matchId: Id<'match'>): Promise<ShownVeto> {
  const match = await findMatch(db, matchId);
  if (match === null) throw refuse('not_found', { kind: 'match' });
  const tournament = await readTournament(db, actor, match.tournamentId);
  const plan = await run(() => findVetoPlan(db.sql, tournament.id, match.stage));
  if (plan === null) throw refuse('not_found', { kind: 'veto' });
  const seed = vetoSeed(tournament, matchId);
  const veto = vetoOf(match, await run(() => findVeto(db.sql, matchId)));
  return { plan, seed, state: veto === null ? null : replayVeto(plan, { ...veto, seed, now: clock() }) };
}
