// HTTP routes of strikes.

import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import { revocationCreate } from '../sanctions/contract.ts';
import { strikeJson, strikeShape, strikesJson, strikesShape } from './contract.ts';
import { dismissStrike } from './dismiss-strike.ts';
import { listStrikes } from './strike-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const strikesMax = 100;

export const strikeRoutes = [
  route({
    method: 'GET',
    path: '/v1/players/:id/strikes',
    name: 'listStrikes',
    summary: 'List the strikes of a player with the points that count, as a moderator',
    description:
      'Answers what past sanctions have added, what of it still counts, and which sanction that suggests. Nothing follows by itself: a moderator decides.',
    permission: permissions.readSanctions,
    params: { id: 'player' },
    answers: { 200: strikesShape },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, params: { id } }) {
      const strikes = await run(() => listStrikes(ports.db.sql, id, strikesMax));
      return { status: 200, body: strikesJson(strikes, ports.clock()) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sanctions/:id/strike-dismissal',
    name: 'dismissStrike',
    summary: 'Dismiss the strike of a sanction, as a moderator',
    description: 'Takes back the points that a sanction has added, once. The sanction itself stays as it is.',
    permission: permissions.decideSanctions,
    params: { id: 'sanction' },
    body: revocationCreate,
    answers: { 200: strikeShape },
    problems: ['state_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params: { id }, body: { reason } }) {
      return { status: 200, body: strikeJson(await dismissStrike(ports, actor, id, reason), ports.clock()) };
    },
  }),
];
