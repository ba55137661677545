// HTTP routes of disputes.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { refuseUnlessMayRead } from '../evidence/read-evidence.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { findMatch } from '../matches/match-store.ts';
import { tournamentPermissions as permissions } from '../permission.ts';
import { rejectDispute, withdrawDispute } from './close-dispute.ts';
import { disputeCreate, disputeJson, disputeQuery, disputeShape, matchDisputeQuery } from './contract.ts';
import { findDisputant, findDispute, listDisputes, listMatchDisputes } from './dispute-store.ts';
import { openDispute } from './open-dispute.ts';

interface Services {
  readonly ports: Ports;
}

interface Of<K extends 'match' | 'dispute'> {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<K> };
}

const route = routesFor<Services>();

export const disputeRoutes = [
  route({
    method: 'POST',
    path: '/v1/matches/:id/disputes',
    name: 'openDispute',
    summary: 'Contest the result of a match, as an entrant of it',
    description:
      'Of a reported match, by who did not report it: silence does not confirm it then. Of a completed match for 24 hours, while its stage is played: the result stands until staff correct it. Evidence is given beside it: `/v1/matches/{id}/evidence`. Writes the event `dispute_opened`.',
    permission: permissions.openDispute,
    limit: 'match',
    ifMatchOf: 'readMatch',
    params: { id: 'match' },
    body: disputeCreate,
    answers: { 201: disputeShape },
    problems: ['not_a_participant', 'sanctioned', 'match_not_open', 'own_report', 'state_conflict', 'limit_reached'],
  }).runs({
    authorize: hideUnreadable('match', async ({ services: { ports }, actor, params: { id } }: Of<'match'>) => {
      const match = await findMatch(ports.db, id);
      if (match === null) throw refuse('not_found', { kind: 'match' });
      if (match.slots.every(({ entrant }) => entrant?.playerId !== actor.playerId)) throw refuse('not_a_participant');
    }),
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, body }) => {
      return { status: 201, body: disputeJson(await openDispute(ports, actor, { matchId: id, ...body })) };
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/matches/:id/disputes',
    name: 'listMatchDisputes',
    summary: 'List the disputes of a match, the newest first, as an entrant of the match or its staff',
    description:
      'With their texts, so only for both sides, staff and moderators. At most one of them is open; the others say how they ended.',
    permission: permissions.readMatchDisputes,
    params: { id: 'match' },
    query: matchDisputeQuery,
    answers: { 200: pageShape(disputeShape) },
    problems: ['not_a_participant'],
  }).runs({
    handle: hideUnreadable('match', async ({ services: { ports }, actor, params: { id }, query }) => {
      await refuseUnlessMayRead(ports, actor, id);
      const page = pageOf(query);
      const rows = await run(() => listMatchDisputes(ports.db.sql, id, page));
      const { items, nextCursor } = toPage(rows, page.limit, (dispute) => dispute.id);
      return { status: 200, body: { items: items.map(disputeJson), nextCursor } };
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/disputes',
    name: 'listDisputes',
    summary: 'List the disputes of a tournament, the oldest first, as the organizer or a referee',
    description:
      'The queue of staff: an open dispute waits for a decision of the match, a correction, or its rejection. A stage with an open dispute is not completed.',
    permission: permissions.readDisputes,
    params: { id: 'tournament' },
    query: disputeQuery,
    answers: { 200: pageShape(disputeShape) },
  }).runs({
    async handle({ services: { ports }, actor, params: { id }, query }) {
      await authorizeRun(ports.db, actor, id, 'referee');
      const page = pageOf(query);
      const isOpen = query.open === undefined ? null : query.open === 'true';
      const rows = await run(() => listDisputes(ports.db.sql, id, isOpen, page));
      const { items, nextCursor } = toPage(rows, page.limit, (dispute) => dispute.id);
      return { status: 200, body: { items: items.map(disputeJson), nextCursor } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/disputes/:id/withdrawal',
    name: 'withdrawDispute',
    summary: 'Withdraw a dispute, as the entrant who opened it',
    description:
      'The result stands. A match that was not over waits for an answer again, for as long as it had left. Writes the event `dispute_resolved`.',
    permission: permissions.withdrawDispute,
    limit: 'match',
    params: { id: 'dispute' },
    answers: { 200: disputeShape },
    problems: ['not_a_participant', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('dispute', async ({ services: { ports }, actor, params: { id } }: Of<'dispute'>) => {
      const disputant = await run(() => findDisputant(ports.db.sql, id));
      if (disputant === null) throw refuse('not_found', { kind: 'dispute' });
      if (disputant !== actor.playerId) throw refuse('not_a_participant');
    }),
    handle: hideUnreadable('dispute', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 200, body: disputeJson(await withdrawDispute(ports, actor, id)) };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/disputes/:id/rejection',
    name: 'rejectDispute',
    summary: 'Reject a dispute of a completed match, as the organizer or a referee',
    description:
      'The result stands and is final for its entrants; it is audited. A match that is not over is decided instead: `/v1/matches/{id}/decisions`. Writes the event `dispute_resolved`.',
    permission: permissions.rejectDispute,
    limit: 'match',
    params: { id: 'dispute' },
    answers: { 200: disputeShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('dispute', async ({ services: { ports }, actor, params: { id } }: Of<'dispute'>) => {
      const dispute = await run(() => findDispute(ports.db.sql, id));
      if (dispute === null) throw refuse('not_found', { kind: 'dispute' });
      await authorizeRun(ports.db, actor, dispute.tournamentId, 'referee');
    }),
    handle: hideUnreadable('dispute', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 200, body: disputeJson(await rejectDispute(ports, actor, id)) };
    }),
  }),
];
