// HTTP route of check-in before a match.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { findMatch } from '../matches/match-store.ts';
import { mayAct, tournamentPermissions as permissions } from '../permission.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import { checkInMatch } from './check-in-match.ts';
import { matchCheckInCreate, matchCheckInShape } from './contract.ts';

interface Services {
  readonly ports: Ports;
}

interface OfMatch {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'match'> };
}

const route = routesFor<Services>();

export const matchCheckInRoutes = [
  route({
    method: 'POST',
    path: '/v1/matches/:id/check-ins',
    name: 'checkInToMatch',
    summary: 'Check in before a match, as an entrant of it or as staff',
    description:
      'Notes that the entrant is there for this match. When all have checked in it can be played; who has not by the deadline loses it as a walkover.',
    permission: permissions.checkInToMatch,
    limit: 'match',
    params: { id: 'match' },
    body: matchCheckInCreate,
    answers: { 200: matchCheckInShape },
    problems: ['not_a_participant', 'conflict_of_interest', 'sanctioned', 'match_not_open', 'check_in_not_open'],
  }).runs({
    authorize: hideUnreadable('match', refuseOutsiders),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      const checkedIn = await checkInMatch(ports, actor, { matchId: id, registrationId: body.registrationId ?? null });
      return { status: 200, body: { matchId: id, ...checkedIn } };
    }),
  }),
];

/** @throws DomainError not_found, not_a_participant. */
async function refuseOutsiders({ services: { ports }, actor, params }: OfMatch): Promise<void> {
  const match = await findMatch(ports.db, params.id);
  const tournament = match === null ? null : await findTournament(ports.db, match.tournamentId);
  if (match === null || tournament === null) throw refuse('not_found', { kind: 'match' });
  if (match.slots.some(({ entrant }) => entrant?.playerId === actor.playerId)) return;
  if (!mayAct(actor, await readWithStaffRole(ports.db, actor, tournament), 'check_in'))
    throw refuse('not_a_participant');
}
