// HTTP routes of offers: an entrant who waits accepts an offered place, or declines it.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { routesFor, type ServedDefinition } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { registrationStateShape } from '../registration/contract.ts';
import { refuseUnlessMay } from '../registration/registration-routes.ts';
import { answerOffer } from './answer-offer.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

const isOwn = (actor: Actor, { playerId }: { readonly playerId: Id<'player'> }) => actor.playerId === playerId;

export const offerRoutes = [
  answerRoute(true, 'offer-acceptance', {
    name: 'acceptOffer',
    summary: 'Accept an offered place; the fee is charged, or held',
    description:
      'The entrant who waits, or the captain of its team, accepts until `waitlist.offerEndsAt` of the registration. The fee is charged, or held where the organizer approves. Without the coins nothing changes, and it may be repeated.',
  }),
  answerRoute(false, 'offer-refusal', {
    name: 'declineOffer',
    summary: 'Decline an offered place, and wait on behind all others',
    description:
      'The entrant who waits, or the captain of its team, declines. The registration moves to the end of the waitlist, and the next who can pay gets an offer.',
  }),
];

function answerRoute(
  accepts: boolean,
  noun: string,
  words: Pick<ServedDefinition, 'name' | 'summary' | 'description'>,
) {
  return route({
    ...words,
    ifMatchOf: 'readRegistration',
    method: 'POST',
    path: `/v1/registrations/:id/${noun}`,
    permission: permissions.answerOffer,
    limit: 'registration',
    params: { id: 'registration' },
    answers: { 200: registrationStateShape },
    problems: [
      'forbidden',
      'offer_not_open',
      'tournament_full',
      'sanctioned',
      'insufficient_funds',
      'wallet_frozen',
      'wallet_closed',
    ],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, isOwn)),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 200, body: { id, state: await answerOffer(ports, actor, id, { accepts }) } };
    }),
  });
}
