// HTTP routes of the schedule: of one match, of a round, the list, and calls.

import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { listShape, pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { refuseUnlessReferee } from '../matches/authorize-match.ts';
import { matchJson, matchShape } from '../matches/contract.ts';
import { findMatches } from '../matches/match-store.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { callMatch } from './call-match.ts';
import {
  matchCallShape,
  matchScheduleChange,
  roundScheduleCreate,
  roundScheduleShape,
  scheduledMatchShape,
  scheduleQuery,
  scheduleWarningJson,
  scheduleWarningShape,
  toScheduleFilter,
  warningsJson,
  warningsMax,
} from './contract.ts';
import { scheduleMatch } from './schedule-match.ts';
import { scheduleRound } from './schedule-round.ts';
import { listScheduledIds, listScheduleWarnings } from './schedule-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const scheduleRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/schedule',
    name: 'listSchedule',
    summary: 'List the matches that have a time, the earliest first, then those that are postponed',
    description: 'Lists matches with their times, stations and streams. Filters narrow it, for example to one station.',
    permission: permissions.read,
    params: { id: 'tournament' },
    query: scheduleQuery,
    answers: { 200: pageShape(matchShape) },
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      const page = pageOf(query);
      const ids = await run(() => listScheduledIds(ports.db.sql, id, toScheduleFilter(query), page));
      const { items, nextCursor } = toPage(ids, page.limit, (each) => each);
      return { status: 200, body: { items: (await findMatches(ports.db, items)).map(matchJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/schedule-warnings',
    name: 'listScheduleWarnings',
    summary: 'List what is wrong with the schedule now, the earliest match first',
    description:
      'Lists open matches whose station or entrant another match has booked at the time, and entrants who rest too little. The first 200; nothing is refused because of them.',
    permission: permissions.read,
    params: { id: 'tournament' },
    answers: { 200: listShape(scheduleWarningShape) },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      const warnings = await run(() => listScheduleWarnings(ports.db.sql, id, warningsMax));
      return { status: 200, body: { items: warnings.map(scheduleWarningJson) } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/schedule',
    name: 'scheduleRound',
    summary: 'Spread the matches of a round over stations from a time on',
    description:
      'Gives every match of a round a time and a station, so that no entrant and no station is booked twice. Warnings name entrants with too little rest.',
    permission: permissions.scheduleMatch,
    params: { id: 'tournament' },
    body: roundScheduleCreate,
    answers: { 200: roundScheduleShape },
    problems: ['state_conflict', 'double_booked'],
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => authorizeRun(ports.db, actor, params.id, 'referee'),
    async handle({ services: { ports }, actor, params: { id }, body }) {
      const asked = { ...body, group: body.group ?? null, stations: body.stations ?? null };
      const { entries, warnings } = await scheduleRound(ports, actor, id, asked);
      const items = entries.flatMap(({ matchId, startsAt, endsAt, station }) =>
        startsAt === null || endsAt === null ? [] : [{ matchId, startsAt, endsAt, station }],
      );
      return { status: 200, body: { items, warnings: warningsJson(warnings) } };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/matches/:id',
    name: 'scheduleMatch',
    summary: 'Set time, station and stream of a match, or postpone it, as the organizer or a referee',
    description:
      'Sets the fields that are sent, and keeps all others. A station or an entrant that is booked at that time is refused with `double_booked`; too little rest is a warning.',
    ifMatchOf: 'readMatch',
    permission: permissions.scheduleMatch,
    params: { id: 'match' },
    body: matchScheduleChange,
    answers: { 200: scheduledMatchShape },
    problems: ['match_not_open', 'double_booked'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessReferee),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body: change }) => {
      const { match, warnings } = await scheduleMatch(ports, actor, id, change);
      return { status: 200, body: { match: matchJson(match), warnings: warningsJson(warnings) } };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/matches/:id/calls',
    name: 'callMatch',
    summary: 'Call the entrants of a match to their station, as the organizer or a referee',
    description:
      'Tells the entrants, by an event, to come to their station. The time of the call is shown at the match.',
    ifMatchOf: 'readMatch',
    permission: permissions.scheduleMatch,
    limit: 'match',
    params: { id: 'match' },
    answers: { 200: matchCallShape },
    problems: ['match_not_open'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessReferee),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 200, body: { matchId: id, calledAt: await callMatch(ports, actor, id) } };
    }),
  }),
];
