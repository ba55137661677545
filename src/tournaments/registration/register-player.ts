// Use case: a player, or the captain of a team, registers for a tournament and pays the fee. One database function does it, or changes
// nothing. If the tournament requires approval, the fee is held and no place is taken yet. If it is full, the entrant waits and pays nothing.

import type { Actor } from '../../core/actor.ts';
import { displayNameOrNull, readDisplayName } from '../../core/display-name.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { spendCoins } from '../../economy/ledger/spend-coins.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hashTypedCode } from '../guests/claim-code.ts';
import { findTournament } from '../store.ts';
import { type EntrantLanguage, type Registration, toRegistration } from './registration.ts';
import { type Entry, register } from './registration-store.ts';
import { explainRefusal } from './registration-verdict.ts';

export interface RegistrationInput {
  readonly tournamentId: Id<'tournament'>;
  readonly language: EntrantLanguage;
  /** Overrides the name in the player's profile. */
  readonly displayName?: string | undefined;
  /** The name on certificates, in characters that the fonts cover. */
  readonly printedName?: string | undefined;
  readonly club?: string | undefined;
  readonly country?: string | undefined;
  readonly teamId?: Id<'team'> | undefined;
  readonly invitationCode?: string | undefined;
  /** Players of the team; default is all members. */
  readonly roster?: readonly Id<'player'>[] | undefined;
}

/** @throws DomainError of a refusal (registration-verdict.ts), insufficient_funds, wallet_frozen. Then nothing has changed. */
export async function registerPlayer(ports: Ports, actor: Actor, input: RegistrationInput): Promise<Registration> {
  const { tournamentId, teamId = null, roster = null, printedName = null, displayName, language } = input;
  const { club = null, country = null, invitationCode } = input;
  const entry: Entry = {
    id: ports.newId('registration'),
    tournamentId,
    playerId: actor.playerId,
    teamId,
    roster,
    language,
    printedName,
    club,
    country,
    invitationHash: invitationCode === undefined ? null : await hashTypedCode(invitationCode),
    displayName: displayName === undefined ? null : readDisplayName(displayName, 'displayName'),
    ownName: displayNameOrNull(actor.name),
    createdAt: ports.clock(),
    eventId: ports.newId('event'),
    fee: {
      holdId: ports.newId('hold'),
      transferId: ports.newId('transfer'),
      legIds: [ports.newId('transaction'), ports.newId('transaction')],
    },
  };
  const cost = async () => (await findTournament(ports.db, tournamentId))?.entryFee ?? 0n;
  const row = await spendCoins(ports, { playerId: actor.playerId, cost }, () => register(ports.db, ports.claim, entry));
  settleClaim(ports.claim, row);
  ports.publish(row.events.map(toEvent));
  switch (row.verdict) {
    case 'done':
    case 'repeated':
      return toRegistration(row.outcome);
    case 'name_missing':
      return refuseName(actor.name);
    default:
      throw explainRefusal(row.verdict, row.outcome ?? {});
  }
}

/** Neither the request nor a team nor the profile has a name, and the token's name is missing or not allowed. */
function refuseName(name: string | null): never {
  if (name !== null) readDisplayName(name, 'displayName');
  throw refuse('invalid_request', {
    field: 'displayName',
    reason: 'is missing, and neither the profile nor the token has a name',
  });
}
