// HTTP routes of calls for a referee.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { callReferee } from './call-referee.ts';
import { refereeCallCreate, refereeCallJson, refereeCallQuery, refereeCallShape } from './contract.ts';
import { findCall, findSideOf, listCalls } from './referee-call-store.ts';
import { resolveCall } from './resolve-call.ts';

interface Services {
  readonly ports: Ports;
}

interface Of<K extends 'match' | 'refereeCall'> {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<K> };
}

const route = routesFor<Services>();

export const refereeRoutes = [
  route({
    method: 'POST',
    path: '/v1/matches/:id/referee-calls',
    name: 'callReferee',
    summary: 'Call a referee to a match, as a player of it',
    description:
      'Any player of the match may call, also one of a roster. The call stands in the queue of staff until they resolve it; a match has one open call. Writes the event `referee_called`.',
    permission: permissions.callReferee,
    limit: 'match',
    params: { id: 'match' },
    body: refereeCallCreate,
    answers: { 201: refereeCallShape },
    problems: ['not_a_participant', 'match_not_open', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('match', async ({ services: { ports }, actor, params: { id } }: Of<'match'>) => {
      if ((await run(() => findSideOf(ports.db.sql, id, actor.playerId))) === null) throw refuse('not_a_participant');
    }),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body: { reason } }) => {
      return { status: 201, body: refereeCallJson(await callReferee(ports, actor, { matchId: id, reason })) };
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/referee-calls',
    name: 'listRefereeCalls',
    summary: 'List the calls for a referee, the oldest first, as the organizer or a referee',
    description: 'The queue of referees: open calls wait until one of them resolves them. Entrants do not see it.',
    permission: permissions.readRefereeCalls,
    params: { id: 'tournament' },
    query: refereeCallQuery,
    answers: { 200: pageShape(refereeCallShape) },
  }).runs({
    async handle({ services: { ports }, actor, params: { id }, query }) {
      await authorizeRun(ports.db, actor, id, 'referee');
      const page = pageOf(query);
      const isOpen = query.open === undefined ? null : query.open === 'true';
      const rows = await run(() => listCalls(ports.db.sql, id, isOpen, page));
      const { items, nextCursor } = toPage(rows, page.limit, (call) => call.id);
      return { status: 200, body: { items: items.map(refereeCallJson), nextCursor } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/referee-calls/:id/resolution',
    name: 'resolveRefereeCall',
    summary: 'Resolve a call for a referee, as the organizer or a referee',
    description:
      'Ends a call, once, and is audited. Then the match may call again. Writes the event `referee_call_resolved`.',
    permission: permissions.resolveRefereeCall,
    params: { id: 'refereeCall' },
    answers: { 200: refereeCallShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: async ({ services: { ports }, actor, params: { id } }: Of<'refereeCall'>) => {
      const call = await run(() => findCall(ports.db.sql, id));
      if (call === null) throw refuse('not_found', { kind: 'refereeCall' });
      await authorizeRun(ports.db, actor, call.tournamentId, 'referee');
    },
    async handle({ services: { ports }, actor, params: { id } }) {
      return { status: 200, body: refereeCallJson(await resolveCall(ports, actor, id)) };
    },
  }),
];
