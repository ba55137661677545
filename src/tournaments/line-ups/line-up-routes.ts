// HTTP routes of line-ups.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { refuseUnlessReferee } from '../matches/authorize-match.ts';
import { findMatch } from '../matches/match-store.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { lineUpJson, lineUpSet, lineUpSetShape, lineUpsShape } from './contract.ts';
import { setLineUp } from './set-line-up.ts';
import { showLineUps } from './show-line-ups.ts';

interface Services {
  readonly ports: Ports;
}

interface OfLineUp {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'match'>; readonly registrationId: Id<'registration'> };
}

const route = routesFor<Services>();

export const lineUpRoutes = [
  route({
    method: 'GET',
    path: '/v1/matches/:id/line-ups',
    name: 'listLineUps',
    summary: 'Read who plays a match for its teams',
    description:
      'One item for each entrant of the match. Blind line-ups are null to others until all are set or the match has begun; only insiders see ids.',
    permission: permissions.read,
    params: { id: 'match' },
    answers: { 200: lineUpsShape },
  }).runs({
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 200, body: { items: (await showLineUps(ports, actor, id)).map(lineUpJson) } };
    }),
  }),
  route({
    method: 'PUT',
    path: '/v1/matches/:id/line-ups/:registrationId',
    name: 'setLineUp',
    summary: 'Set who plays a match for a team, as its captain, the organizer or a referee',
    description:
      'Replaces the line-up of the team in this match, until the match is reported or its time has come. Writes the event `line_up_set`, without the players.',
    ifMatchOf: 'listLineUps',
    permission: permissions.setLineUp,
    limit: 'match',
    params: { id: 'match', registrationId: 'registration' },
    body: lineUpSet,
    answers: { 200: lineUpSetShape },
    problems: ['conflict_of_interest', 'state_conflict', 'match_not_open', 'sanctioned'],
  }).runs({
    authorize: hideUnreadable('match', refuseUnlessMaySet),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id, registrationId }, body }) => {
      const setAt = await setLineUp(ports, actor, { matchId: id, registrationId, players: body.playerIds });
      return { status: 200, body: { matchId: id, registrationId, setAt } };
    }),
  }),
];

/** @throws DomainError not_found, forbidden. */
async function refuseUnlessMaySet(asked: OfLineUp): Promise<void> {
  const match = await findMatch(asked.services.ports.db, asked.params.id);
  if (match === null) throw refuse('not_found', { kind: 'match' });
  const own = match.slots.find(({ entrant }) => entrant?.registrationId === asked.params.registrationId);
  if (own?.entrant?.playerId !== asked.actor.playerId) await refuseUnlessReferee(asked);
}
