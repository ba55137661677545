// Matches of a stage as they are stored, and how a format reads them: registrations become seeds.

import { invariant } from '../../core/errors.ts';
import type { Id, IdSource } from '../../core/id.ts';
import type { MatchState } from '../matches/result.ts';
import type { StageState } from './format.ts';
import type { StageSettings } from './format-registry.ts';
import type { Game, MatchKey, MatchOutcome, MatchPlan, SlotSource, StageMatch } from './match.ts';
import type { CreatedMatch } from './stage-play.ts';

export interface StoredSlot {
  readonly registrationId: Id<'registration'> | null;
  readonly vacancy: MatchOutcome | null;
  /** Who would have come, but does not. */
  readonly absentId: Id<'registration'> | null;
  /** Whether that entrant, or the one in the slot, has left the tournament. */
  readonly left: 'withdrawn' | 'disqualified' | null;
  readonly score: number | null;
  readonly place: number | null;
  readonly source: SlotSource;
}

export interface StoredMatch extends MatchKey {
  readonly id: Id<'match'>;
  readonly state: MatchState;
  readonly outcome: MatchOutcome | null;
  readonly slots: readonly StoredSlot[];
  /** Empty where none were reported. */
  readonly games: readonly Game[];
  /** Who had won the match without an opponent when it left the tournament. */
  readonly lastsFor: readonly Id<'registration'>[];
}

/** The entrants by seed: index 0 is seed 1. Every entrant starts in a slot that names its seed. */
export function entrantsOf(rows: readonly StoredMatch[]): Id<'registration'>[] {
  const entrants: Id<'registration'>[] = [];
  for (const { source, registrationId, absentId } of rows.flatMap(({ slots }) => slots)) {
    const id = registrationId ?? absentId;
    if (source.kind === 'seed' && id !== null) entrants[source.seed - 1] = id;
  }
  return entrants;
}

/** Still to be played. */
export function isOpen({ state, outcome }: Pick<StoredMatch, 'state' | 'outcome'>): boolean {
  return outcome === null && state !== 'cancelled';
}

export interface StoredStage extends StageState<StageSettings> {
  /** They are among the withdrawn. */
  readonly disqualified: readonly number[];
}

/** What a format reads. Registrations become seeds. Matches that a correction has cancelled are left out. */
export function toStageState(
  rows: readonly StoredMatch[],
  entrants: readonly Id<'registration'>[],
  settings: StageSettings,
): StoredStage {
  const seedOf = new Map(entrants.map((id, index) => [id, index + 1]));
  const due = rows.filter(({ state }) => state !== 'cancelled');
  const matches = due.map(({ group, round, position, outcome, slots, games }): StageMatch => {
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
    };
  });
  const seeded = rows.flatMap(({ slots }) => slots.filter(({ source }) => source.kind === 'seed'));
  const whoLeft = (isMeant: (left: NonNullable<StoredSlot['left']>) => boolean) => [
    ...new Set(
      seeded.flatMap(({ source, left }) =>
        source.kind === 'seed' && left !== null && isMeant(left) ? source.seed : [],
      ),
    ),
  ];
  const [withdrawn, disqualified] = [whoLeft(() => true), whoLeft((left) => left === 'disqualified')];
  const lastingWalkovers = due.flatMap(({ lastsFor, group, round, position }) =>
    lastsFor.flatMap((id) => ({ entrant: seedOf.get(id) ?? 0, match: { group, round, position } })),
  );
  return { entrantCount: entrants.length, settings, matches, withdrawn, disqualified, lastingWalkovers };
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
  entrants: readonly Id<'registration'>[],
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
      const registrationId = entrants[source.seed - 1];
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
