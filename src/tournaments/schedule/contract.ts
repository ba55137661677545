// Wire shapes of match plans and schedules.

import * as z from 'zod';
import {
  eventInstant,
  httpsUrl,
  id,
  instant,
  instantText,
  line,
  namedShape,
  pageQuery,
  wholeNumber,
} from '../../http/wire.ts';
import { rosterSizeMax } from '../../teams/team.ts';
import { matchShape } from '../matches/contract.ts';
import {
  type MatchPlan,
  matchMinutesMin,
  planMinutesMax,
  scheduledMax,
  stationNameLengthMax,
  stationsMax,
  streamLengthMax,
} from './match-plan.ts';
import type { RestWarning, ScheduleFilter, ScheduleWarning } from './schedule-store.ts';

/** More than any stage has; a larger number is a mistake in typing. */
const roundsMax = 100_000;
const groupsMax = 512;

const stationName = line(stationNameLengthMax);
const stations = z
  .array(stationName)
  .max(stationsMax)
  .refine((names) => new Set(names).size === names.length, 'must name each station once');

export const matchPlanSet = z
  .strictObject({
    matchCheckInMinutes: z
      .int()
      .min(1)
      .max(planMinutesMax)
      .nullable()
      .default(null)
      .describe('So long entrants have to check in before each match; null: there is no match check-in.'),
    matchMinutes: z
      .int()
      .min(matchMinutesMin)
      .max(planMinutesMax)
      .default(60)
      .describe('How long a scheduled match books its station and its entrants.'),
    restMinutes: z
      .int()
      .min(0)
      .max(planMinutesMax)
      .default(0)
      .describe('An entrant with less rest between two scheduled matches is a warning.'),
    stations: stations.default([]).describe('Names of boards, consoles or pitches, in order.'),
    lineUpMin: z
      .int()
      .min(1)
      .max(rosterSizeMax)
      .nullable()
      .default(null)
      .describe('Fewest players of a team in a match; null: teams name no line-ups.'),
    lineUpMax: z
      .int()
      .min(1)
      .max(rosterSizeMax)
      .nullable()
      .default(null)
      .describe('Most players of a team in a match; null: teams name no line-ups.'),
    blindLineUps: z
      .boolean()
      .default(false)
      .describe('A line-up is hidden from others until all are set or the match has begun.'),
  })
  .refine(
    (plan) => (plan.lineUpMin === null) === (plan.lineUpMax === null) && (plan.lineUpMin ?? 0) <= (plan.lineUpMax ?? 0),
    {
      path: ['lineUpMax'],
      message: 'must be given together with `lineUpMin`, and not be less',
    },
  );

export const matchPlanShape = namedShape('MatchPlan', 'How the matches of a tournament are held.', {
  matchCheckInMinutes: z.int().nullable().describe('null: there is no match check-in.'),
  matchMinutes: z.int().describe('How long a scheduled match books its station and its entrants.'),
  restMinutes: z.int().describe('An entrant with less rest between two scheduled matches is a warning.'),
  stations: z.array(z.string()).describe('In order.'),
  lineUpMin: z.int().nullable().describe('Fewest players of a team in a match; null: teams name no line-ups.'),
  lineUpMax: z.int().nullable().describe('Most players of a team in a match; null: teams name no line-ups.'),
  blindLineUps: z.boolean().describe('A line-up is hidden from others until all are set or the match has begun.'),
});

export function matchPlanJson(plan: MatchPlan): z.input<typeof matchPlanShape> {
  const { matchCheckInMinutes, matchMinutes, restMinutes, stations, lineUpMin, lineUpMax, blindLineUps } = plan;
  return {
    ...{ matchCheckInMinutes, matchMinutes, restMinutes, stations: [...stations] },
    ...{ lineUpMin, lineUpMax, blindLineUps },
  };
}

/** An absent field stays as it is. */
export const matchScheduleChange = z.strictObject({
  startsAt: eventInstant
    .nullable()
    .optional()
    .describe('Not before the tournament, by its time or its actual start; null: no time.'),
  station: stationName.nullable().optional().describe('Of the match plan; null: none.'),
  stream: httpsUrl(streamLengthMax).nullable().optional().describe('Where it is broadcast; null: not said.'),
  isPostponed: z
    .boolean()
    .optional()
    .describe('`true` takes the time away until the match gets a new one, which also ends this.'),
});

const warningShape = z.strictObject({
  code: z.literal('short_rest').describe('An entrant rests less than the match plan says.'),
  matchId: id('match').describe('The match that was scheduled.'),
  otherMatchId: id('match').describe('The match before or after it.'),
  registrationId: id('registration').describe('Whose rest it is.'),
  minutes: z.int().describe('Between the two matches.'),
});
const warnings = z.array(warningShape).describe('Nothing is refused because of these.');

export const scheduledMatchShape = namedShape('ScheduledMatch', 'A match with its new schedule.', {
  match: matchShape.describe('As it is now; its ETag is that of the read.'),
  warnings,
});

export const roundScheduleCreate = z.strictObject({
  stage: z.int().min(1).max(8).default(1).describe('The number of the stage.'),
  round: z.int().min(1).max(roundsMax).describe('The round, in all groups unless `group` is given.'),
  group: z.int().min(1).max(groupsMax).optional().describe('Only matches of this group.'),
  startsAt: eventInstant.describe('When the first matches start; not before the tournament.'),
  stations: stations
    .optional()
    .describe('Of the match plan, in order; all of it if absent. None: all matches start at once, at no station.'),
  gapMinutes: z.int().min(0).max(planMinutesMax).default(0).describe('Between two matches at one station.'),
});

export const roundScheduleShape = namedShape('RoundSchedule', 'The times of a round.', {
  items: z
    .array(
      z.strictObject({
        matchId: id('match'),
        startsAt: instantText.describe('UTC.'),
        endsAt: instantText.describe('UTC.'),
        station: z.string().nullable().describe('null: none.'),
      }),
    )
    .max(scheduledMax)
    .describe('In the order of the bracket.'),
  warnings,
});

export const warningsJson = (given: readonly RestWarning[]): z.input<typeof warningShape>[] =>
  given.map(({ code, matchId, otherMatchId, registrationId, minutes }) => {
    return { code, matchId, otherMatchId, registrationId, minutes };
  });

/** More than anybody reads. */
export const warningsMax = 200;

export const scheduleWarningShape = namedShape('ScheduleWarning', 'What is wrong with the time of a match.', {
  code: z
    .enum(['double_booked', 'short_rest'])
    .describe(
      '`double_booked`: an entrant or the station is booked by another match, for example since a winner came into a match that had a time already. `short_rest`: an entrant rests less than the match plan says.',
    ),
  matchId: id('match').describe('The match to move.'),
  otherMatchId: id('match').describe('The match that has the booking, or is before it.'),
  registrationId: id('registration').nullable().describe('The entrant; null: the station.'),
  station: z.string().nullable().describe('The station; null: an entrant.'),
  minutes: z.int().nullable().describe('Of rest; null: double booked.'),
});

export function scheduleWarningJson(warning: ScheduleWarning): z.input<typeof scheduleWarningShape> {
  const { code, matchId, otherMatchId, subject, minutes } = warning;
  const station = subject.startsWith('at:') ? subject.slice('at:'.length) : null;
  return { code, matchId, otherMatchId, registrationId: station === null ? subject : null, station, minutes };
}

export const scheduleQuery = z.strictObject({
  stage: wholeNumber({ min: 1, max: 8 }).optional().describe('Only matches of this stage.'),
  round: wholeNumber({ min: 1, max: roundsMax }).optional().describe('Only matches of this round.'),
  station: stationName.optional().describe('Only matches at this station.'),
  registrationId: id('registration').optional().describe('Only matches of this entrant.'),
  startsAfter: instant.optional().describe('Only matches that start at this time or later.'),
  startsBefore: instant.optional().describe('Only matches that start before this time.'),
  postponed: z.enum(['true', 'false']).optional().describe('`true`: only postponed matches. `false`: only the others.'),
  ...pageQuery,
});

export function toScheduleFilter(query: z.output<typeof scheduleQuery>): ScheduleFilter {
  const { stage = null, round = null, station = null, registrationId = null } = query;
  const { startsAfter = null, startsBefore = null, postponed } = query;
  const isPostponed = postponed === undefined ? null : postponed === 'true';
  return { stage, round, station, registrationId, startsAfter, startsBefore, isPostponed };
}

export const matchCallShape = namedShape('MatchCall', 'The entrants of a match were called.', {
  matchId: id('match'),
  calledAt: instantText.describe('UTC.'),
});
