import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/instant.ts';
import { explainRefusal, type RegistrationFacts } from '../../src/tournaments/registration/registration.ts';
import { canTransition, predecessorsOf, tournamentStates } from '../../src/tournaments/tournament.ts';

const now = '2026-11-24T10:00:00.000Z' as Instant;
const facts = (fields: Partial<RegistrationFacts>): RegistrationFacts => ({
  state: 'registration_open',
  capacity: 8,
  registrationOpensAt: null,
  registrationClosesAt: null,
  registeredPlayers: [],
  mode: 'solo',
  rosterSize: null,
  rosterCount: 0,
  ...fields,
});

describe('the reason of a refused registration', () => {
  it.each([
    [
      'is already_registered, even if the tournament is full or closed',
      facts({ registeredPlayers: ['ply_a'], state: 'live' }),
      'already_registered',
    ],
    ['is the state', facts({ state: 'live' }), 'registration_not_open'],
    [
      'is that it is too early',
      facts({ registrationOpensAt: '2026-11-24T10:00:00.001Z' as Instant }),
      'registration_not_open',
    ],
    ['is that it is too late, to the millisecond', facts({ registrationClosesAt: now }), 'registration_not_open'],
    ['is otherwise tournament_full', facts({}), 'tournament_full'],
  ])('%s', (_, given, code) => {
    expect(explainRefusal(given, now).code).toBe(code);
  });
});

describe('states of a tournament', () => {
  it('allow cancellation before completed and not after', () => {
    expect(predecessorsOf('cancelled')).toEqual(tournamentStates.slice(0, 6));
  });

  it('have no transition out of archived or cancelled', () => {
    for (const to of tournamentStates)
      expect(canTransition('archived', to) || canTransition('cancelled', to)).toBe(false);
  });
});
