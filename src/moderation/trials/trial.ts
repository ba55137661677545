// Trials: a rule is judged on acts that were done, between two times or as long as it is in shadow. The sources of acts are read in the
// order of ids, which begin with their time, so that a trial needs no index of its own and costs the acts nothing.

import { type Id, type IdKind, makeId } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import type { RecordedAct } from '../../sanctions/rules/rule.ts';

/** Kind of the ids in `moderation_past_act`, by source. */
export const actSources = {
  registration: 'registration',
  event: 'event',
  result: 'result',
  evidence: 'evidence',
  tournament: 'tournament',
  transaction: 'transaction',
  hold: 'hold',
} as const satisfies Readonly<Record<string, IdKind>>;
export type ActSource = keyof typeof actSources;
export const sourceNames = Object.keys(actSources) as ActSource[];

/** By source the last id that was read. */
export type Positions = Readonly<Record<ActSource, string>>;

/** All that a trial between two times may read. */
export const trialDaysMax = 92;
export const trialsAtOnceMax = 5;
/** Further refusals are only counted. */
export const keptRefusalsMax = 10_000;
export const refusalDays = 90;

/** An act is committed within this time after the time that its id has: longer than any statement may run. */
const commitSecondsMax = 60;

export interface Trial {
  readonly id: Id<'trial'>;
  readonly ruleId: Id<'rule'>;
  readonly fromAt: Instant;
  readonly toAt: Instant | null;
  readonly judgedActs: number;
  readonly refusedActs: number;
  readonly startedBy: Id<'player'>;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
}

/** What the rule would have refused. */
export interface TrialRefusal {
  readonly refId: string;
  readonly act: RecordedAct;
  readonly playerId: Id<'player'>;
  readonly tournamentId: Id<'tournament'> | null;
  readonly actedAt: Instant;
  readonly sanctionId: Id<'sanction'>;
  readonly endsAt: Instant | null;
}

/** Before every act of that time or later. */
export const firstIdAt = (source: ActSource, at: Instant): string => makeId(actSources[source], at, new Uint8Array(10));

export const positionsAt = (at: Instant): Positions =>
  Object.fromEntries(sourceNames.map((source) => [source, firstIdAt(source, at)])) as unknown as Positions;

/** Up to which time, exclusive, all acts can be read now. */
export function readableUntil({ toAt }: Pick<Trial, 'toAt'>, now: Instant): Instant {
  const committed = addSeconds(now, -commitSecondsMax);
  return toAt !== null && toAt < committed ? toAt : committed;
}
