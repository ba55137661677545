// Use case: a player takes a place in a tournament. One statement; the database decides who gets the last one.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { displayNameLengthMax } from '../core/limits.ts';
import { toEvent } from '../db/append.ts';
import { brokenConstraint } from '../db/constraint.ts';
import type { Ports } from '../db/ports.ts';
import { cleanDisplayName, type EntrantLanguage, explainRefusal, type Registration } from './registration.ts';
import { insertRegistration } from './registration-store.ts';

export interface RegistrationInput {
  readonly tournamentId: Id<'tournament'>;
  readonly language: EntrantLanguage;
  /** Overrides the name in the token, for example to print it in another script. */
  readonly displayName?: string | undefined;
}

export async function registerPlayer(ports: Ports, actor: Actor, input: RegistrationInput): Promise<Registration> {
  const displayName = cleanDisplayName(input.displayName ?? actor.name ?? '');
  const length = [...displayName].length;
  if (length < 1 || length > displayNameLengthMax) {
    throw refuse('invalid_request', { field: 'displayName', reason: `1 to ${displayNameLengthMax} characters` });
  }
  const now = ports.clock();
  const registration: Registration = {
    id: ports.newId('registration'),
    tournamentId: input.tournamentId,
    playerId: actor.playerId,
    displayName,
    language: input.language,
    state: 'confirmed',
    seed: null,
    createdAt: now,
  };
  const verdict = await insertRegistration(ports.db, registration, {
    id: ports.newId('event'),
    type: 'registration_created',
    createdAt: now,
  }).catch((error: unknown) => {
    throw brokenConstraint(error) === 'registration_once_per_player' ? refuse('already_registered') : error;
  });
  if (verdict.kind === 'no_tournament') throw refuse('not_found', { kind: 'tournament' });
  if (verdict.kind === 'refused') throw explainRefusal(verdict.facts, now);
  ports.publish([toEvent(verdict.event)]);
  return registration;
}
