// HTTP routes by which staff change matches: forfeits and corrections.

import { routesFor } from '../../../http/route.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { hideUnreadable } from '../../hide-unreadable.ts';
import { tournamentPermissions as permissions } from '../../permission.ts';
import { refuseUnlessReferee } from '../authorize-match.ts';
import { correctionCreate, correctionShape, forfeitCreate, forfeitShape } from '../contract.ts';
import { correctResult } from '../corrections/correct-result.ts';
import { forfeitMatch } from '../forfeits/forfeit-match.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const matchStaffRoutes = [
  route({
    method: 'POST',
    path: '/v1/matches/:id/forfeits',
    name: 'forfeitMatch',
    summary: 'Record who has not come to a match or does not play on, as the organizer or a referee',
    description:
      'Names the slots whose entrants do not play, and gives the match to the other side. Both slots are a double forfeit, which nobody wins.',
    ifMatchOf: 'readMatch',
    permission: permissions.forfeit,
    limit: 'match',
    params: { id: 'match' },
    body: forfeitCreate,
    answers: { 200: forfeitShape },
    problems: ['conflict_of_interest', 'match_not_open', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessReferee),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body: { absent } }) => {
      const state = await forfeitMatch(ports, actor, { matchId: id, absent });
      return { status: 200, body: { matchId: id, state } };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/matches/:id/corrections',
    name: 'correctResult',
    summary: 'Correct the result of a completed match, or preview what that resets, as the organizer or a referee',
    description:
      'Sets another result of a completed match, and resets later matches that get other entrants. If one of these was played, `cascade` is needed; `dryRun` only lists them.',
    ifMatchOf: 'readMatch',
    permission: permissions.correctResult,
    limit: 'match',
    params: { id: 'match' },
    body: correctionCreate,
    answers: { 200: correctionShape },
    problems: ['conflict_of_interest', 'draw_not_allowed', 'state_conflict', 'matches_affected'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessReferee),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      const { outcome, affected } = await correctResult(ports, actor, { matchId: id, ...body });
      return { status: 200, body: { matchId: id, outcome, affected: [...affected] } };
    }),
  }),
];
