// HTTP routes of matches and their results.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { largePageOnly, pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { mayAct, tournamentPermissions as permissions } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { matchJson, matchShape, resultCreate, resultShape } from './contract.ts';
import { findMatch, listMatches, type MatchView } from './match-store.ts';
import { refuseOutsider, reportResult } from './report-result.ts';
import type { ResultKind } from './result.ts';
import { confirmSilent } from './silence/confirm-silent.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

interface OfMatch {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'match'> };
}

const resultRoute = (
  kind: ResultKind,
  words: Pick<Parameters<typeof route>[0], 'path' | 'name' | 'summary' | 'description' | 'permission'>,
) =>
  route({
    ...words,
    ifMatchOf: 'readMatch',
    method: 'POST',
    permission: kind === 'decision' ? permissions.decideResult : permissions.report,
    limit: 'match',
    params: { id: 'match' },
    body: resultCreate,
    answers: { 200: resultShape },
    problems: [
      ...(['not_a_participant', 'own_report', 'state_conflict', 'match_not_open', 'draw_not_allowed'] as const),
      ...(kind === 'decision' ? (['conflict_of_interest'] as const) : (['sanctioned'] as const)),
    ],
  }).runs({
    authorize: hideUnreadable('match', (asked) => refuseUnlessMayReport(asked, kind)),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      const { outcome, state } = await reportResult(ports, actor, { matchId: id, kind, ...body });
      return { status: 200, body: { matchId: id, outcome, state } };
    }),
  });

export const matchRoutes = [
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/matches',
    name: 'listMatches',
    summary: 'List the matches of a tournament, by stage, group, round and position',
    description:
      'Lists matches with their slots, scores and state, a hundred in a page. An empty slot says from which match its entrant comes.',
    permission: permissions.read,
    params: { id: 'tournament' },
    query: largePageOnly,
    answers: { 200: pageShape(matchShape) },
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      await confirmSilent(ports, params.id);
      const { id } = await readTournament(ports.db, actor, params.id);
      const page = pageOf(query);
      const { items, nextCursor } = toPage(await listMatches(ports.db, id, page), page.limit, (match) => match.id);
      return { status: 200, body: { items: items.map(matchJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/matches/:id',
    name: 'readMatch',
    summary: 'Read a match',
    description:
      'Answers a match with its slots, its games and the result that stands. What was said about the result is a list of its own: `/v1/matches/{id}/results`.',
    permission: permissions.read,
    params: { id: 'match' },
    answers: { 200: matchShape },
  }).runs({
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params }) => {
      const found = await findMatch(ports.db, params.id);
      if (found === null) throw refuse('not_found', { kind: 'match' });
      await readTournament(ports.db, actor, found.tournamentId);
      return { status: 200, body: matchJson(await matchAfterSilence(ports, found)) };
    }),
  }),
  resultRoute('report', {
    path: '/v1/matches/:id/reports',
    name: 'reportResult',
    summary: 'Report the result, as an entrant of the match',
    description:
      'Says how the match ended; another entrant confirms it. A different report of another entrant opens a dispute, which the organizer decides.',
    permission: permissions.report,
  }),
  resultRoute('confirm', {
    path: '/v1/matches/:id/confirmations',
    name: 'confirmResult',
    summary: 'Confirm the result that another entrant reported',
    description:
      'Confirms what another entrant reported, with the same scores. The match is completed, and its winner and loser move on at once.',
    permission: permissions.report,
  }),
  resultRoute('decision', {
    path: '/v1/matches/:id/decisions',
    name: 'decideResult',
    summary: 'Decide the result, as the organizer or a referee',
    description:
      'Sets the result of a match that is open, reported or disputed. It is final and in the audit trail; winner and loser move on at once.',
    permission: permissions.decideResult,
  }),
];

/** @throws DomainError not_found, not_a_participant. */
async function refuseUnlessMayReport({ services, actor, params }: OfMatch, kind: ResultKind): Promise<void> {
  const { db } = services.ports;
  const match = await findMatch(db, params.id);
  const tournament = match === null ? null : await findTournament(db, match.tournamentId);
  if (match === null || tournament === null) throw refuse('not_found', { kind: 'match' });
  const isEntrant = match.slots.some(({ entrant }) => entrant?.playerId === actor.playerId);
  const isReferee = mayAct(actor, await readWithStaffRole(db, actor, tournament), 'referee');
  if (!(kind === 'decision' ? isReferee : isEntrant)) throw await refuseOutsider(db, actor, tournament);
}

/** The match as it is once silence has confirmed what is due, in its whole tournament. */
async function matchAfterSilence(ports: Ports, match: MatchView): Promise<MatchView> {
  return (await confirmSilent(ports, match.tournamentId)) ? ((await findMatch(ports.db, match.id)) ?? match) : match;
}
