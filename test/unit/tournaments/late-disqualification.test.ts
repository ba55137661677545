// Ranks after a disqualification that comes after the end, and what becomes of certificates.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOutdated } from '../../../src/certificates/afterwards/outdated.ts';
import { certificateStates, certificateTypeForRank } from '../../../src/certificates/certificate.ts';
import {
  judgeLateDisqualification,
  lateDisqualificationNeeds,
  rankAfterDisqualification,
} from '../../../src/tournaments/completion/late-disqualification.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';
import { caseCount } from '../../support/rules/nightly.ts';

/** Ranks of entrants 0, 1, 2 …: each is the former, or counts all before. */
const placements = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }).map((ties) => {
  const ranks: number[] = [];
  for (const [index, isTied] of ties.entries())
    ranks.push(isTied && index > 0 ? (ranks[index - 1] as number) : index + 1);
  return ranks.map((rank, entrant) => ({ entrant, rank, decidedBy: 'round' }));
});

describe('ranks', () => {
  it('are those of a tournament without the disqualified, who share the last one', () => {
    const property = fc.property(placements, fc.infiniteStream(fc.boolean()), (placed, choices) => {
      const out = placed.map(({ entrant }) => entrant).filter(() => choices.next().value);
      const stay = placed.filter(({ entrant }) => !out.includes(entrant));
      const after = rankAfterDisqualification(placed, out);
      const rankOf = (entrant: number) => after.find((one) => one.entrant === entrant);
      expect(after).toHaveLength(placed.length);
      for (const { entrant, rank, decidedBy } of stay) {
        const better = stay.filter((other) => other.rank < rank).length;
        expect(rankOf(entrant)).toEqual({ entrant, rank: better + 1, decidedBy });
      }
      for (const entrant of out)
        expect(rankOf(entrant)).toMatchObject({ rank: stay.length + 1, decidedBy: 'disqualification' });
    });
    fc.assert(property, { numRuns: caseCount({ usual: 200, nightly: 10_000 }) });
  });

  it('do not depend on whether two are disqualified together or one after the other', () => {
    const property = fc.property(placements, (placed) => {
      const [first, second] = [0, placed.length - 1];
      const together = rankAfterDisqualification(placed, [first, second]);
      const later = rankAfterDisqualification(rankAfterDisqualification(placed, [first]), [first, second]);
      const ranks = (list: typeof together) => new Map(list.map(({ entrant, rank }) => [entrant, rank]));
      expect(ranks(later)).toEqual(ranks(together));
    });
    fc.assert(property, { numRuns: caseCount({ usual: 200, nightly: 10_000 }) });
  });
});

it('only who was placed is disqualified, and only after the end', () => {
  for (const tournamentState of tournamentStates)
    for (const registration of registrationStates) {
      const isOver = tournamentState === 'completed' || tournamentState === 'archived';
      const isPlaced = lateDisqualificationNeeds.includes(registration);
      const expected = !isOver ? 'tournament_not_completed' : isPlaced ? 'done' : 'wrong_registration_state';
      expect(judgeLateDisqualification({ tournamentState, registration })).toBe(expected);
    }
});

describe('a certificate', () => {
  const like = { type: 'runner_up' as const, place: 2, isPlaceShared: false, rank: 2, isRankShared: false };

  it('of the disqualified is revoked, whatever its state, once', () => {
    const acts = certificateStates.map((state) => judgeOutdated({ ...like, state }, true));
    expect(acts).toEqual(certificateStates.map((state) => (state === 'revoked' ? null : 'revoked')));
  });

  it('that says the right place stays; one that does not is replaced, a suspended one revoked', () => {
    const place = fc.integer({ min: 1, max: 6 });
    const property = fc.property(
      fc.record({ place, rank: place, isPlaceShared: fc.boolean(), isRankShared: fc.boolean() }),
      fc.constantFrom(...certificateStates),
      (said, state) => {
        const isRight = said.place === said.rank && said.isPlaceShared === said.isRankShared;
        const expected = { pending: 'replaced', active: 'replaced', suspended: 'revoked' }[state as string] ?? null;
        const type = certificateTypeForRank(said.place);
        expect(judgeOutdated({ ...said, type, state }, false)).toBe(isRight ? null : expected);
      },
    );
    fc.assert(property, { numRuns: caseCount({ usual: 300, nightly: 5_000 }) });
  });
});
