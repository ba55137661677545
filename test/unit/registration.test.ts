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

describe('why a registration was refused', () => {
  it.each([
    [
      'already in, even when full or closed',
      facts({ registeredPlayers: ['ply_a'], state: 'live' }),
      'already_registered',
    ],
    ['the state', facts({ state: 'live' }), 'registration_not_open'],
    ['too early', facts({ registrationOpensAt: '2026-11-24T10:00:00.001Z' as Instant }), 'registration_not_open'],
    ['too late, to the millisecond', facts({ registrationClosesAt: now }), 'registration_not_open'],
    ['nothing but the last place', facts({}), 'tournament_full'],
  ])('%s', (_, given, code) => {
    expect(explainRefusal(given, now).code).toBe(code);
  });
});

describe('states of a tournament', () => {
  it('can be cancelled from any state before completed, and from none after', () => {
    expect(predecessorsOf('cancelled')).toEqual(tournamentStates.slice(0, 6));
  });

  it('never leave the end', () => {
    for (const to of tournamentStates)
      expect(canTransition('archived', to) || canTransition('cancelled', to)).toBe(false);
  });
});
