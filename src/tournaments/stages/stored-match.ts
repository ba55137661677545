// Matches of a stage as they are stored, and how a format reads them: registrations become seeds.

import { invariant } from '../../core/errors.ts';
import type { Id, IdSource } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Departure } from '../departures/departure.ts';
import type { MatchState } from '../matches/result.ts';
import type { RequestedBye, StageState } from './format.ts';
import type { StageSettings } from './format-registry.ts';
import type { Game, MatchKey, MatchOutcome, MatchPlan, SlotSource, StageMatch } from './match.ts';
import type { CreatedMatch } from './stage-play.ts';

export interface StoredSlot {
  readonly registrationId: Id<'registration'> | null;
  readonly vacancy: MatchOutcome | null;
  /** Who would have come, but does not. */
  readonly absentId: Id<'registration'> | null;
  readonly score: number | null;
  readonly place: number | null;
  readonly source: SlotSource;
}

export interface StoredMatch extends MatchKey {
  readonly id: Id<'match'>;
  readonly state: MatchState;
  readonly outcome: MatchOutcome | null;
  readonly completedAt: Instant | null;
  readonly slots: readonly StoredSlot[];
  /** Empty where none were reported. */
  readonly games: readonly Game[];
  /** Who had won the match without an opponent when it left the tournament. */
  readonly lastsFor: readonly Id<'registration'>[];
}

/** Still to be played. */
export function isOpen({ state, outcome }: Pick<StoredMatch, 'state' | 'outcome'>): boolean {
  return outcome === null && state !== 'cancelled';
}

export interface StoredStage<S extends StageSettings = StageSettings> extends StageState<S> {
  /** They are among the withdrawn. */
  readonly disqualified: readonly number[];
}

/** Who plays in a stage, and whether that entrant has left the tournament. */
export interface StoredEntrant {
  readonly registrationId: Id<'registration'>;
  readonly left: Departure | null;
  readonly byes: readonly Omit<RequestedBye, 'entrant'>[];
  /** At the start of a stage that is ranked by ratings; null: unrated, or another stage. */
  readonly rating: number | null;
}

/** What a format reads. `entrants` in order of seed, best first. Matches that a correction has cancelled are left out. */
export function toStageState<S extends StageSettings>(
  rows: readonly StoredMatch[],
  entrants: readonly StoredEntrant[],
  settings: S,
): StoredStage<S> {
  const seedOf = new Map(entrants.map(({ registrationId }, index) => [registrationId, index + 1]));
  const due = rows.filter(({ state }) => state !== 'cancelled');
  const matches = due.map(({ group, round, position, outcome, completedAt, slots, games }): StageMatch => {
    // A vacant slot has the score 0 beside those that played.
    const scores = slots.map(({ score, vacancy }) => (vacancy === null ? score : 0)).filter((score) => score !== null);
    const wasPlayed = slots.some(({ score }) => score !== null);
    const places = slots.map(({ place }) => place);
    return {
      key: { group, round, position },
      slots: slots.map(({ registrationId, vacancy, source }) => ({
        source,
        vacancy,
        entrant: registrationId === null ? null : (seedOf.get(registrationId) ?? null),
      })),
      result:
        outcome === null
          ? null
          : {
              ...{ outcome, places, scores: wasPlayed && scores.length === slots.length ? scores : null },
              ...(games.length === 0 ? {} : { games }),
            },
      ...(completedAt === null ? {} : { completedAtMs: Date.parse(completedAt) }),
    };
  });
  const whoLeft = (isMeant: (left: Departure) => boolean) =>
    entrants.flatMap(({ left }, index) => (left !== null && isMeant(left) ? [index + 1] : []));
  const [withdrawn, disqualified] = [whoLeft(() => true), whoLeft((left) => left === 'disqualified')];
  const lastingWalkovers = due.flatMap(({ lastsFor, group, round, position }) =>
    lastsFor.flatMap((id) => ({ entrant: seedOf.get(id) ?? 0, match: { group, round, position } })),
  );
  const byes = entrants.flatMap((each, index) => each.byes.map((bye) => ({ ...bye, entrant: index + 1 })));
  const ratings = entrants.map(({ rating }) => rating);
  return { entrantCount: entrants.length, settings, matches, withdrawn, disqualified, lastingWalkovers, byes, ratings };
}

export interface NewSlot {
  readonly registrationId: Id<'registration'> | null;
  readonly kind: SlotSource['kind'];
  readonly sourceMatch: Id<'match'> | null;
  /** The seed, or the place in the source match. */
  readonly sourceNumber: number;
}

export interface NewMatch {
  readonly id: Id<'match'>;
  readonly key: MatchKey;
  /** The match whose result creates it; null for matches that are known at the start. */
  readonly createdAfter: Id<'match'> | null;
  readonly slots: readonly NewSlot[];
}

/**
 * Gives ids to planned matches. `entrants` are in order of seed, best first. Sources may be matches that are `stored` already. A match
 * that was cancelled by a correction keeps its id when it is due again.
 */
export function nameMatches(
  newId: IdSource,
  plans: readonly (MatchPlan | CreatedMatch)[],
  entrants: readonly Pick<StoredEntrant, 'registrationId'>[],
  stored: readonly StoredMatch[] = [],
): NewMatch[] {
  const nameOf = ({ group, round, position }: MatchKey) => `${group}/${round}/${position}`;
  const ids = new Map(stored.map((match) => [nameOf(match), match.id]));
  for (const { key } of plans) if (!ids.has(nameOf(key))) ids.set(nameOf(key), newId('match'));
  const idOf = (key: MatchKey) => {
    const matchId = ids.get(nameOf(key));
    invariant(matchId !== undefined, 'a source is a match of its stage');
    return matchId;
  };
  return plans.map(({ key, slots, ...plan }) => ({
    id: idOf(key),
    key,
    createdAfter: 'after' in plan ? idOf(plan.after) : null,
    slots: slots.map((source): NewSlot => {
      if (source.kind !== 'seed')
        return { registrationId: null, kind: source.kind, sourceMatch: idOf(source.of), sourceNumber: placeOf(source) };
      const registrationId = entrants[source.seed - 1]?.registrationId;
      invariant(registrationId !== undefined, 'every seed has an entrant');
      return { registrationId, kind: 'seed', sourceMatch: null, sourceNumber: source.seed };
    }),
  }));
}

/** The place in the source match. */
function placeOf(source: Exclude<SlotSource, { kind: 'seed' }>): number {
  if (source.kind === 'place') return source.place;
  return source.kind === 'winner' ? 1 : 2;
}
