// Use case: a player, or the captain of a team, registers for a tournament and pays the fee. One statement takes the place and charges
// the fee, or changes nothing. If the tournament requires approval, the fee is held and no place is taken yet.

import type { Actor } from '../../core/actor.ts';
import { readDisplayName } from '../../core/display-name.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { spendCoins } from '../../economy/ledger/spend-coins.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findEnteringTeam } from '../../teams/enter-team.ts';
import { findTournament } from '../store.ts';
import { type EntrantLanguage, explainRefusal, type Registration } from './registration.ts';
import { insertRegistration } from './registration-store.ts';

export interface RegistrationInput {
  readonly tournamentId: Id<'tournament'>;
  readonly language: EntrantLanguage;
  /** Overrides the name in the token. */
  readonly displayName?: string | undefined;
  /** The name on certificates, in characters that the fonts cover. */
  readonly printedName?: string | undefined;
  readonly teamId?: Id<'team'> | undefined;
  /** Players of the team; default is all members. */
  readonly roster?: readonly Id<'player'>[] | undefined;
}

const uniqueConstraints = ['registration_once_per_player', 'registration_once_per_team', 'roster_once_per_tournament'];

export async function registerPlayer(ports: Ports, actor: Actor, input: RegistrationInput): Promise<Registration> {
  const team = input.teamId === undefined ? null : await findEnteringTeam(ports.db, actor, input.teamId, input.roster);
  const name = input.displayName ?? team?.name ?? actor.name;
  if (name === null)
    throw refuse('invalid_request', { field: 'displayName', reason: 'is missing, and the token has no name' });
  const displayName = readDisplayName(name, 'displayName');
  const now = ports.clock();
  const entry = {
    id: ports.newId('registration'),
    tournamentId: input.tournamentId,
    playerId: actor.playerId,
    teamId: team?.id ?? null,
    displayName,
    printedName: input.printedName ?? null,
    language: input.language,
    seed: null,
    createdAt: now,
  };
  const fee = {
    holdId: ports.newId('hold'),
    transferId: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  };
  const event = { id: ports.newId('event'), type: 'registration_created' as const, createdAt: now };
  const cost = async () => (await findTournament(ports.db, input.tournamentId))?.entryFee ?? 0n;
  const enter = () => insertRegistration(ports.db, { ...entry, roster: team?.roster ?? [], fee }, event);
  const verdict = await spendCoins(ports, { playerId: actor.playerId, cost }, () =>
    enter().catch((error: unknown) => {
      // A concurrent registration won. A second run sees it and explains the refusal.
      if (uniqueConstraints.includes(brokenConstraint(error) ?? '')) return enter();
      throw error;
    }),
  );
  if (verdict.kind === 'no_tournament') throw refuse('not_found', { kind: 'tournament' });
  if (verdict.kind === 'refused') throw explainRefusal(verdict.facts, now, team !== null);
  ports.publish([toEvent(verdict.event)]);
  return { ...entry, state: verdict.state };
}
