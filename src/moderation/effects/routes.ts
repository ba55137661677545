// HTTP routes of the effects of sanctions.

import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import {
  removalCreate,
  removalsJson,
  removalsShape,
  removedJson,
  removedShape,
  reviewCreate,
  reviewJson,
  reviewShape,
} from './contract.ts';
import { listRemovals } from './effect-store.ts';
import { removeEntrant } from './remove-entrant.ts';
import { reviewTournament } from './review-hosting.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const effectRoutes = [
  route({
    method: 'POST',
    path: '/v1/moderation/tournaments/:id/hosting-review',
    name: 'reviewHosting',
    summary: 'Approve or refuse a draft of an organizer on probation, as a moderator',
    description:
      'An approved draft may be published as it is; a refused one may not, and its organizer reads the reason. A setting that changes needs another review: send the `settingsHash` of the queue, so that nothing is approved that you have not seen.',
    permission: permissions.decideSanctions,
    params: { id: 'tournament' },
    body: reviewCreate,
    answers: { 200: reviewShape },
    problems: ['conflict_of_interest', 'state_conflict', 'version_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params: { id: tournamentId }, body }) {
      const { outcome, reason = null, settingsHash: seenHash = null, note } = body;
      const wanted = { tournamentId, outcome, reason, seenHash, note };
      return { status: 200, body: reviewJson(await reviewTournament(ports, actor, wanted)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sanctions/:id/removals',
    name: 'removeEntrant',
    summary: 'Remove a sanctioned player from a running tournament, as a moderator',
    description:
      'Disqualifies the entry of the player at once: open matches are lost by forfeit, played ones stand. Send `dryRun` first: it lists what will happen and what cannot be undone.',
    permission: permissions.decideSanctions,
    params: { id: 'sanction' },
    body: removalCreate,
    answers: { 200: removedShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params, body: { registrationId, dryRun } }) {
      const wanted = { sanctionId: params.id, registrationId, isDryRun: dryRun };
      const removed = await removeEntrant(ports, actor, wanted);
      return { status: 200, body: removedJson(removed, { sanctionId: params.id, isDone: !dryRun }) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sanctions/:id/removals',
    name: 'listRemovals',
    summary: 'List whom a sanction has removed from running tournaments, as a moderator',
    description:
      'Lists the entries that the sanction has disqualified. After a revocation each says whether it plays again, or why nothing could be taken back.',
    permission: permissions.readSanctions,
    params: { id: 'sanction' },
    answers: { 200: removalsShape },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, params }) {
      return { status: 200, body: removalsJson(await run(() => listRemovals(ports.db.sql, params.id))) };
    },
  }),
];
