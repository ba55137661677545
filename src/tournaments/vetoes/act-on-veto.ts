// Use cases: start the veto of a match, take one of its steps, and say who won the game that it waits for.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findMatch } from '../matches/match-store.ts';
import { closedFacts, type MatchState } from '../matches/result.ts';
import { mayAct } from '../permission.ts';
import { withStaffRole } from '../staff/with-staff-role.ts';
import { findTournament, insertEvent, isEnteredIn, lockRow } from '../store.ts';
import { sidesOf, vetoOf } from './show-veto.ts';
import { replayVeto, type VetoRun, type VetoState, vetoEvent, vetoSeed } from './veto.ts';
import { findVeto, findVetoPlan, insertVetoAct, insertVetoGame, startVeto } from './veto-store.ts';

export type VetoMove =
  | { readonly action: 'start' }
  | { readonly action: 'choose'; readonly step: number; readonly choice: string }
  | { readonly action: 'game'; readonly game: number; readonly winner: 0 | 1 | null };
type Move<A extends VetoMove['action']> = Extract<VetoMove, { readonly action: A }>;

const states: readonly MatchState[] = ['check_in', 'ready', 'live'];

/** @throws DomainError not_found, not_a_participant, conflict_of_interest, match_not_open, state_conflict, invalid_request. */
export async function actOnVeto(ports: Ports, actor: Actor, matchId: Id<'match'>, move: VetoMove): Promise<VetoState> {
  const known = await findMatch(ports.db, matchId);
  const tournament = known === null ? null : await findTournament(ports.db, known.tournamentId);
  if (known === null || tournament === null) throw refuse('not_found', { kind: 'match' });
  const { id } = tournament;
  return runAct(ports, async (sql) => {
    const row = await lockRow(sql, id);
    const match = await findMatch({ sql }, matchId);
    invariant(row !== null && match !== null, 'matches and their tournaments are never deleted');
    const own = match.slots.findIndex(({ entrant }) => entrant?.playerId === actor.playerId);
    if (own < 0) {
      if (!mayAct(actor, await withStaffRole(sql, actor, { ...row, id }), 'referee')) throw refuse('not_a_participant');
      if (await isEnteredIn(sql, id, actor.playerId)) throw refuse('conflict_of_interest');
    }
    const plan = await findVetoPlan(sql, id, match.stage);
    const sides = sidesOf(match);
    if (plan === null || sides === null) throw refuse('state_conflict', { reason: 'the match has no veto' });
    if (row.state !== 'live' || !states.includes(match.state))
      throw refuse('match_not_open', closedFacts(row.state, match.state));
    const now = ports.clock();
    const held = vetoOf(match, await findVeto(sql, matchId));
    if ((held === null) !== (move.action === 'start'))
      throw refuse('state_conflict', { reason: held === null ? 'the veto has not started' : 'the veto has started' });
    let run: VetoRun = { startedAt: now, acts: [], games: [], ...held, seed: vetoSeed(tournament, matchId), now };
    const slot = own < 0 ? null : own;
    if (move.action === 'start') {
      await startVeto(sql, matchId, { entrantA: sides[0], entrantB: sides[1], startedAt: now });
    } else if (move.action === 'game') {
      refuseUnlessGame(replayVeto(plan, run), move, slot);
      const game = { game: move.game, winner: move.winner, saidAt: now };
      await insertVetoGame(sql, matchId, game, actor.playerId);
      run = { ...run, games: [...run.games, game] };
    } else {
      refuseUnlessChoice(replayVeto(plan, run), move, slot);
      const act = { step: move.step, choice: move.choice, chosenAt: now };
      await insertVetoAct(sql, matchId, act);
      run = { ...run, acts: [...run.acts, act] };
    }
    const state = replayVeto(plan, run);
    const told = { id: ports.newId('event'), type: 'veto_changed' as const, createdAt: now };
    const event = await insertEvent(sql, id, told, vetoEvent(matchId, state));
    return { outcome: state, events: [event] };
  });
}

/** `slot` is null for staff, who choose for the side whose turn it is. */
function refuseUnlessChoice(state: VetoState, { step, choice }: Move<'choose'>, slot: number | null): void {
  const { next, awaitedGame } = state;
  if (awaitedGame !== null)
    throw refuse('state_conflict', { reason: 'the result of a game is needed first', game: awaitedGame });
  if (next === null) throw refuse('state_conflict', { reason: 'the veto is over' });
  if (next.step !== step) throw refuse('state_conflict', { reason: 'another step is due', step: next.step });
  if (slot !== null && next.slot !== slot) throw refuse('state_conflict', { reason: 'the other side chooses', step });
  if (!next.choices.includes(choice))
    throw refuse('invalid_request', { field: 'choice', reason: 'must be one of the choices that are left' });
}

/** Nobody says of oneself that one has won, or claims a draw by which one chooses next. */
function refuseUnlessGame(
  { awaitedGame, nextIfDrawn }: VetoState,
  { game, winner }: Move<'game'>,
  slot: number | null,
): void {
  if (awaitedGame !== game)
    throw refuse('state_conflict', { reason: 'the veto does not wait for this game', awaitedGame });
  if (slot === null) return;
  if (slot === winner) throw refuse('state_conflict', { reason: 'the loser of the game, or a referee, says who won' });
  if (winner === null && slot === nextIfDrawn)
    throw refuse('state_conflict', {
      reason: 'the side that would not choose next, or a referee, says that it was drawn',
    });
}
