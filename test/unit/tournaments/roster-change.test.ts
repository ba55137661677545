// When a captain may say anew who plays: while registration is open, and later only in place of players who may not play.

import { describe, expect, it } from 'vitest';
import { makeId } from '../../../src/core/id.ts';
import { toInstant } from '../../../src/core/instant.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import { type EntryFacts, rosterRefusal } from '../../../src/tournaments/rosters/roster-change.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';

const now = toInstant(Date.parse('2030-01-01T12:00:00Z'));
const before = toInstant(Date.parse('2030-01-01T11:59:59Z'));
const after = toInstant(Date.parse('2030-01-01T12:00:01Z'));
const player = (number: number) => makeId('player', now, new Uint8Array(10).fill(number));
const [captain, mate, barred, next] = [player(1), player(2), player(3), player(4)];

const entry: EntryFacts = {
  rosterSize: 2,
  rosterSizeMax: 3,
  tournamentState: 'registration_open',
  registrationClosesAt: null,
  registrationState: 'confirmed',
  captainId: captain,
  roster: [captain, barred],
  barred: [],
};
const refusal = (facts: Partial<EntryFacts>, players = [captain, mate], actorId = captain) =>
  rosterRefusal({ ...entry, ...facts }, { actorId, players, now })?.code ?? null;

describe('a roster', () => {
  it('changes by its captain, to as many players as the tournament takes', () => {
    expect(refusal({})).toBeNull();
    expect(refusal({}, [captain, mate], mate)).toBe('forbidden');
    expect(refusal({}, [captain])).toBe('roster_incomplete');
    expect(refusal({}, [captain, mate, next])).toBeNull();
    expect(refusal({}, [captain, mate, next, barred])).toBe('roster_incomplete');
    expect(refusal({ rosterSize: null, rosterSizeMax: null })).toBe('state_conflict');
  });

  it('changes while the entry has a place or may get one', () => {
    const changing = registrationStates.filter((registrationState) => refusal({ registrationState }) === null);
    expect(changing).toEqual(['pending', 'confirmed', 'waitlisted']);
  });

  it('is locked when registration ends, by the state or by the time, whichever comes first', () => {
    const open = tournamentStates.filter((tournamentState) => refusal({ tournamentState }) === null);
    expect(open).toEqual(['published', 'registration_open']);
    expect(refusal({ registrationClosesAt: after })).toBeNull();
    for (const registrationClosesAt of [before, now])
      expect(refusal({ registrationClosesAt })).toBe('registration_not_open');
  });
});

describe('a locked roster', () => {
  const locked: Partial<EntryFacts> = { tournamentState: 'registration_closed', barred: [barred] };

  it('takes others in place of players who may not play, until the start', () => {
    expect(refusal(locked)).toBeNull();
    expect(refusal({ ...locked, barred: [] })).toBe('registration_not_open');
    expect(refusal({ ...locked, tournamentState: 'registration_open', registrationClosesAt: before })).toBeNull();
    expect(refusal({ ...locked, tournamentState: 'live' })).toBe('registration_not_open');
  });

  it('keeps everybody who may play, and does not grow', () => {
    expect(refusal(locked, [mate, next])).toBe('registration_not_open');
    expect(refusal(locked, [captain, mate, next])).toBe('registration_not_open');
    expect(refusal(locked, [captain, barred, mate])).toBe('registration_not_open');
    expect(refusal({ ...locked, roster: [captain, mate, barred] })).toBeNull();
  });
});
