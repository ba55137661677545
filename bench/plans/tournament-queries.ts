// Hot queries of tournaments, registrations, matches, teams and their events.

import type { Id } from '../../src/core/id.ts';
import { systemClock, toInstant } from '../../src/core/instant.ts';
import { eventsSince } from '../../src/live/store.ts';
import { markRelayed, unrelayedEvents } from '../../src/outbox/store.ts';
import { findTeam, listTeamsOf } from '../../src/teams/store.ts';
import { findMatch, listMatches, listOwnMatches, settleResult } from '../../src/tournaments/matches/match-store.ts';
import { findNextMatch } from '../../src/tournaments/matches/next-match-store.ts';
import { writeScore } from '../../src/tournaments/matches/scores/score-store.ts';
import { settleSilence } from '../../src/tournaments/matches/silence/silence-store.ts';
import { findEntrant, listEntrants, listUnsettled } from '../../src/tournaments/registration/entrant-store.ts';
import { listOwnRegistrations } from '../../src/tournaments/registration/own-registration-store.ts';
import {
  listPlayerTournaments,
  listTeamTournaments,
} from '../../src/tournaments/registration/player-tournament-store.ts';
import { activeStates } from '../../src/tournaments/registration/registration.ts';
import {
  confirmedEntrants,
  type Entry,
  findRegistration,
  listRegistrations,
  register,
} from '../../src/tournaments/registration/registration-store.ts';
import { listEntriesOf } from '../../src/tournaments/setup/expand-store.ts';
import { listTournaments } from '../../src/tournaments/setup/list-store.ts';
import {
  everyTournament,
  type Place,
  type TournamentFilter,
  tournamentSorts,
} from '../../src/tournaments/setup/tournament-filter.ts';
import { listStageMatches } from '../../src/tournaments/stages/stage-store.ts';
import { findTournament, hasEntrant, listPlacements, listRanked, lockRow } from '../../src/tournaments/store.ts';
import {
  duringVolume,
  firstPage,
  type HotQuery,
  hot,
  id,
  legIds,
  newId,
  player,
  type Stages,
  tournament,
} from './hot-query.ts';

export const tournamentQueries: readonly HotQuery[] = [
  hot('register a player', 90, register, (query, db, { openId, newPlayer }) =>
    query(db, aClaim(), entry(openId, newPlayer, null, null)),
  ),
  hot('register a team of five', 260, register, (query, db, { teamId }) =>
    query(db, aClaim(), entry(teamId, player(1), id<'team'>('tem', 1), [1, 2, 3, 4, 5].map(player))),
  ),
  hot('report a result in a bracket of 1,024', 135, settleResult, (query, db, { liveMatch }) =>
    query(db, report(liveMatch(7))),
  ),
  hot('decide a result in a bracket of 1,024', 320, settleResult, (query, db, { liveMatch }) =>
    query(db, { ...report(liveMatch(7)), kind: 'decision', actorId: newId('player'), isAdmin: true }),
  ),
  hot('say the score of a match in a bracket of 1,024', 250, writeScore, (query, db, { liveMatch }) => {
    const { actorId, matchId, now } = report(liveMatch(7));
    const score = { scores: [1, 0], games: [{ scores: [3, 1] }, { scores: [0, 2] }] };
    return query(db, { ...score, matchId, actorId, isAdmin: false, eventId: newId('event'), now });
  }),
  hot('read a match', 24, findMatch, (query, db, { liveMatch }) => query(db, liveMatch(7).id as Id<'match'>)),
  hot('silent reports in a bracket of 1,024', 20, settleSilence, (query, db, { liveId }) =>
    query(db, liveId as Id<'tournament'>, systemClock()),
  ),
  hot('a bracket of 64', 1100, listMatches, (query, db) => query(db, tournament(1), { after: null, limit: 100 })),
  hot('a later page of a bracket of 1,024', 1900, listMatches, (query, db, { liveId, liveMatch }) =>
    query(db, liveId as Id<'tournament'>, { after: liveMatch(200).id, limit: 100 }),
  ),
  hot('matches that placements follow from', 600, listStageMatches, (query, db) => query(db.sql, tournament(1), 1)),
  hot('a tournament', 12, findTournament, (query, db) => query(db, tournament(1))),
  ...listed('first page of tournaments', 400, {}),
  ...listed('a later page of tournaments', 400, {}, { id: tournament(500), startsAt: duringVolume }),
  ...listed('tournaments of an organizer', 400, { organizerId: player(7) }),
  ...listed('own tournaments', 400, { organizerId: player(7), isOwn: true }),
  ...listed('tournaments of a state', 400, { state: 'registration_open' }),
  ...listed('tournaments of a state and an organizer', 400, { state: 'archived', organizerId: player(7) }),
  ...listed('tournaments of a game and a state', 400, { game: 'Game 3', state: 'archived' }),
  ...listed('tournaments of a format that start in a month', 400, {
    format: 'single_elimination',
    startsAfter: toInstant('2024-01-01'),
    startsBefore: toInstant('2024-02-01'),
  }),
  ...listed('tournaments by a title that none has', 5000, { text: 'no such title' }),
  hot('own registrations', 200, listOwnRegistrations, (query, db) => query(db, player(7), activeStates, firstPage)),
  hot('own matches', 600, listOwnMatches, (query, db) => query(db, player(7), null, firstPage)),
  hot('the next match', 600, findNextMatch, (query, db) => query(db, player(7))),
  hot('teams of a player', 60, listTeamsOf, (query, db) => query(db.sql, player(1), firstPage)),
  hot('whether a player is an entrant', 20, hasEntrant, (query, db) => query(db, tournament(1), player(7))),
  hot('own registrations in the tournaments of a page', 100, listEntriesOf, (query, db) =>
    query(db, player(2), [1, 2, 3, 4, 5].map(tournament)),
  ),
  hot('public tournaments of a player', 400, listPlayerTournaments, (query, db) => query(db, player(2), firstPage)),
  hot('public tournaments of a team', 400, listTeamTournaments, (query, db) =>
    query(db, id<'team'>('tem', 7), firstPage),
  ),
  hot('a tournament, locked for its organizer', 12, lockRow, (query, db) => query(db.sql, tournament(1))),
  hot('page of registrations of a large tournament', 60, listRegistrations, (query, db, { liveId }) =>
    query(db, liveId as Id<'tournament'>, { after: null, limit: 100 }),
  ),
  hot('entrants to be seeded', 60, confirmedEntrants, (query, db) => query(db.sql, tournament(1))),
  hot('a registration', 8, findRegistration, (query, db) => query(db, id<'registration'>('reg', 1))),
  hot('an entrant', 8, findEntrant, (query, db) => query(db.sql, id<'registration'>('reg', 1))),
  hot('a page of a hundred entrants', 120, listEntrants, (query, db, { liveId }) =>
    query(db.sql, liveId as Id<'tournament'>, ['confirmed'], { after: '', limit: 100 }),
  ),
  hot('final ranking', 300, listRanked, (query, db) => query(db.sql, tournament(1))),
  hot('cancelled tournaments that owe fees', 8, listUnsettled, (query, db) =>
    query(db.sql, 20).then((owing) => ({ kind: undefined, owing })),
  ),
  hot('placements', 300, listPlacements, (query, db) => query(db, tournament(1), { after: null, limit: 100 })),
  hot('a team with its members', 20, findTeam, (query, db) => query(db.sql, id<'team'>('tem', 7))),
  hot('events after a sequence number', 60, eventsSince, (query, db, { liveId }) =>
    query(db, liveId as Id<'tournament'>, { epoch: null, seq: 2900 }, null),
  ),
  hot('outbox: events not yet relayed', 40, unrelayedEvents, (query, db) => query(db, 1000)),
  hot('outbox: mark fifty as relayed', 900, markRelayed, (query, db, { liveId }) =>
    query(db, new Map([[liveId as Id<'tournament'>, 3000]])),
  ),
];

/** In both orders. */
function listed(name: string, buffersMax: number, filter: Partial<TournamentFilter>, after: Place | null = null) {
  return tournamentSorts.map((sort) =>
    hot(`${name}, sorted by ${sort}`, buffersMax, listTournaments, (query, db) =>
      query(db, { filter: { ...everyTournament, ...filter, sort }, after, limit: 20, now: systemClock() }).then(
        (found) => ({ kind: undefined, found }),
      ),
    ),
  );
}

const aClaim = () => ({ scope: 'bench', key: newId('event'), fingerprint: '', markReplayed: () => {} });

function entry(
  tournamentId: string,
  playerId: string,
  teamId: Id<'team'> | null,
  roster: readonly Id<'player'>[] | null,
): Entry {
  return {
    id: newId('registration'),
    tournamentId: tournamentId as Id<'tournament'>,
    playerId: playerId as Id<'player'>,
    teamId,
    roster,
    displayName: 'Player',
    ownName: null,
    printedName: null,
    club: null,
    country: null,
    invitationHash: null,
    language: 'en',
    createdAt: systemClock(),
    eventId: newId('event'),
    fee: { holdId: newId('hold'), transferId: newId('transfer'), legIds: legIds() },
  };
}

function report(match: ReturnType<Stages['liveMatch']>) {
  const [matchId, actorId, now] = [match.id as Id<'match'>, match.playerId as Id<'player'>, systemClock()];
  const score = { scores: [2, 1], kind: 'report' as const };
  const ids = { resultId: newId('result'), eventId: newId('event'), auditId: newId('audit') };
  return { matchId, ...score, actorId, isAdmin: false, ...ids, claim: null, now };
}
