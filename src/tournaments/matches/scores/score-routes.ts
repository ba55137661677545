// HTTP route of the score of a match while it is played.

import { refuse } from '../../../core/errors.ts';
import { routesFor } from '../../../http/route.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { hideUnreadable } from '../../hide-unreadable.ts';
import { mayAct, tournamentPermissions as permissions } from '../../permission.ts';
import { readWithStaffRole } from '../../staff/with-staff-role.ts';
import { findTournament } from '../../store.ts';
import { findMatch } from '../match-store.ts';
import { scoreShape, scoreUpdate } from './contract.ts';
import { updateScore } from './update-score.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const scoreRoutes = [
  route({
    method: 'PUT',
    path: '/v1/matches/:id/score',
    name: 'updateScore',
    summary: 'Say how a match stands while it is played, as an entrant, the organizer or a referee',
    description:
      'Sets the score of a match that is `ready` or `live`, which is `live` then; the last word wins, and nothing is decided by it. Writes the event `score_updated`, unless the score is the same. In live rooms several updates within 100 ms come as the last of them.',
    ifMatchOf: 'readMatch',
    permission: permissions.updateScore,
    limit: 'match',
    params: { id: 'match' },
    body: scoreUpdate,
    answers: { 200: scoreShape },
    problems: ['not_a_participant', 'conflict_of_interest', 'sanctioned', 'match_not_open'],
  }).runs({
    authorize: hideUnreadable('match', async ({ services: { ports }, actor, params: { id } }) => {
      const match = await findMatch(ports.db, id);
      const tournament = match === null ? null : await findTournament(ports.db, match.tournamentId);
      if (match === null || tournament === null) throw refuse('not_found', { kind: 'match' });
      if (match.slots.some(({ entrant }) => entrant?.playerId === actor.playerId)) return;
      const isReferee = mayAct(actor, await readWithStaffRole(ports.db, actor, tournament), 'referee');
      if (!isReferee) throw refuse('not_a_participant');
    }),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      const { state } = await updateScore(ports, actor, { matchId: id, ...body });
      return { status: 200, body: { matchId: id, state } };
    }),
  }),
];
