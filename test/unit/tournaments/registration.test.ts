// The verdict on a registration, and the states of a tournament. The database decides alike: test/integration/registration/registration-rules.test.ts.

import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import {
  explainRefusal,
  judgeRegistration,
  type RegistrationFacts,
} from '../../../src/tournaments/registration/registration-verdict.ts';
import { canTransition, predecessorsOf, tournamentStates } from '../../../src/tournaments/tournament.ts';

const now = toInstant('2026-11-24T10:00:00.000Z');
const later = toInstant('2026-11-24T10:00:00.001Z');
const contest: RegistrationFacts['tournament'] = {
  state: 'registration_open',
  publishedAt: now,
  registrationOpensAt: null,
  registrationClosesAt: null,
  mode: 'solo',
  rosterSize: null,
  rosterSizeMax: null,
  capacity: 8,
  confirmedCount: 0,
  waitlistCapacity: 0,
  waitlistedCount: 0,
  requiresApproval: false,
  entryCondition: 'none',
  entryFee: 0n,
};
const judge = (fields: Partial<typeof contest>, facts: Partial<RegistrationFacts> = {}) =>
  judgeRegistration({
    now,
    actorId: 'ply_a',
    tournament: { ...contest, ...fields },
    teamId: null,
    team: null,
    requested: null,
    name: 'Ada',
    sanctions: new Map(),
    entrants: [],
    rostered: [],
    listed: [],
    code: null,
    wallet: null,
    isEscrowFrozen: false,
    ...facts,
  });

describe('a registration', () => {
  it('is confirmed, or pending where the organizer decides', () => {
    expect(judge({})).toEqual({ verdict: 'done', state: 'confirmed' });
    expect(judge({ requiresApproval: true })).toEqual({ verdict: 'done', state: 'pending' });
  });

  it('of a registered player is refused as such, also when the tournament is full', () => {
    const facts = { players: ['ply_a'] };
    expect(judge({ confirmedCount: 8 }, { entrants: ['ply_a'] })).toEqual({ verdict: 'already_registered', facts });
  });

  it('is refused by the state first, then by the times, to the millisecond', () => {
    const wasOpen = { registrationOpensAt: now, registrationClosesAt: later };
    expect(judge(wasOpen).verdict).toBe('done');
    expect(judge({ ...wasOpen, state: 'live' })).toEqual({ verdict: 'not_open', facts: { state: 'live' } });
    expect(judge({ registrationOpensAt: later })).toEqual({ verdict: 'not_open', facts: { opensAt: later } });
    expect(judge({ registrationClosesAt: now })).toEqual({ verdict: 'not_open', facts: { closedAt: now } });
  });

  it('of a sanctioned player does not learn whether registration is open', () => {
    const sanctions = new Map([['ply_a' as const, { reason: 'cheating' }]]);
    expect(judge({ state: 'live' }, { sanctions }).verdict).toBe('sanctioned');
  });
});

it('a refusal states instants in the format of all instants', () => {
  const { code, facts } = explainRefusal('not_open', { opensAt: '2026-11-24T10:00:00+00:00' });
  expect([code, facts]).toEqual(['registration_not_open', { opensAt: now }]);
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
