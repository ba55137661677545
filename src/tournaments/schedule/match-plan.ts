// How the matches of a tournament are held: check-in, length, rest between matches, stations, line-ups.

import type { LineUpRules } from '../line-ups/line-up.ts';

export interface MatchPlan extends LineUpRules {
  /** null: matches have no check-in. */
  readonly matchCheckInMinutes: number | null;
  /** How long a scheduled match occupies its station and its entrants. */
  readonly matchMinutes: number;
  /** An entrant who rests less between two scheduled matches is a warning. */
  readonly restMinutes: number;
  /** Names of boards, consoles, pitches, in the order in which a round is spread over them. */
  readonly stations: readonly string[];
}

/** Of a tournament whose organizer has set none. */
export const defaultPlan: MatchPlan = {
  ...{ matchCheckInMinutes: null, matchMinutes: 60, restMinutes: 0, stations: [] },
  ...{ lineUpMin: null, lineUpMax: null, blindLineUps: false },
};

export const planMinutesMax = 1440;
export const matchMinutesMin = 5;
export const stationsMax = 200;
export const stationNameLengthMax = 40;
export const streamLengthMax = 500;
/** Matches that one request schedules. */
export const scheduledMax = 512;
