// HTTP routes of cases: the queue, one request for all of a case, and the acts of moderators.

import { type Actor, hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { draftJson } from '../effects/contract.ts';
import { listHostingDrafts } from '../effects/effect-store.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import { reportCategories } from '../reports/subject.ts';
import { decide, releaseCase, takeCase, triage } from './act-on-case.ts';
import { leaseMinutesDefault, queueKey } from './case.ts';
import { listQueue, readCaseFile } from './case-store.ts';
import {
  caseDecision,
  caseFileJson,
  caseFileShape,
  caseJson,
  caseShape,
  draftsShown,
  leaseCreate,
  queueQuery,
  queueShape,
  triageCreate,
} from './contract.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();
const acts = ['conflict_of_interest', 'state_conflict', 'case_leased'] as const;

interface Asked {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'case'> };
}

/** @throws DomainError not_found: there is no such case in a queue that the moderator sees. */
async function readFile({ services: { ports }, actor, params }: Asked) {
  const by = { caseId: params.id, actorId: actor.playerId, isAdmin: hasRole(actor, 'admin'), now: ports.clock() };
  const file = await readCaseFile(ports.db, by);
  if (file === null) throw refuse('not_found', { kind: 'case' });
  return caseFileJson(file, by.now);
}

export const caseRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/queue',
    name: 'listQueue',
    summary: 'List the cases that wait for a decision, the most urgent first',
    description:
      'Lists open and triaged cases of the queues that the caller sees, by priority and then by age. A moderator sees the queues that an administrator has granted; administrators see all. The first page also has the drafts of organizers on probation that wait for a review.',
    permission: permissions.readCases,
    query: queueQuery,
    answers: { 200: queueShape },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, query: { category, ...rest } }) {
      const page = pageOf(rest);
      const categories = category === undefined ? reportCategories : [category];
      const filter = { actorId: actor.playerId, isAdmin: hasRole(actor, 'admin'), categories };
      const { items, nextCursor } = toPage(await listQueue(ports.db, filter, page), page.limit, queueKey);
      const now = ports.clock();
      const isFirst = page.after === null && category === undefined;
      const drafts = isFirst
        ? await run(() => listHostingDrafts(ports.db.sql, { actorId: actor.playerId, now, limit: draftsShown }))
        : [];
      return {
        status: 200,
        body: { items: items.map((one) => caseJson(one, now)), nextCursor, drafts: drafts.map(draftJson) },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/moderation/cases/:id',
    name: 'readCase',
    summary: 'Read all that is needed to decide a case',
    description:
      'Answers the case, its subject then and now, the reports, earlier cases about the same players, their sanctions in force, and what was done. A case of a queue that the caller does not see does not exist.',
    permission: permissions.readCases,
    params: { id: 'case' },
    answers: { 200: caseFileShape },
  }).runs({
    requires: refuseUnlessModerator,
    handle: async (asked) => ({ status: 200, body: await readFile(asked) }),
  }),
  route({
    method: 'POST',
    path: '/v1/moderation/cases/:id/lease',
    name: 'takeCase',
    summary: 'Take a case for some time, or extend the time',
    description:
      'Others cannot act on the case until the time is over. It ends by itself, and whoever takes the case next has it.',
    permission: permissions.decideCases,
    params: { id: 'case' },
    body: leaseCreate,
    answers: { 200: caseShape },
    problems: acts,
  }).runs({
    requires: refuseUnlessModerator,
    authorize: readFile,
    async handle({ services: { ports }, actor, params, body: { minutes = leaseMinutesDefault } }) {
      return { status: 200, body: caseJson(await takeCase(ports, actor, params.id, minutes), ports.clock()) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/moderation/cases/:id/lease',
    name: 'releaseCase',
    summary: 'Give a case back',
    description: 'Others can take it at once. It stays in the queue as it is.',
    permission: permissions.decideCases,
    params: { id: 'case' },
    answers: { 200: caseShape },
    problems: acts,
  }).runs({
    requires: refuseUnlessModerator,
    authorize: readFile,
    async handle({ services: { ports }, actor, params }) {
      return { status: 200, body: caseJson(await releaseCase(ports, actor, params.id), ports.clock()) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/moderation/cases/:id/triage',
    name: 'triageCase',
    summary: 'Say that a case is worth handling, and how urgent it is',
    description:
      'Sets the priority, which orders the queue. Of two moderators who have read the same version, the second one is refused.',
    permission: permissions.decideCases,
    params: { id: 'case' },
    body: triageCreate,
    answers: { 200: caseShape },
    problems: [...acts, 'version_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    authorize: readFile,
    async handle({ services: { ports }, actor, params, body }) {
      return { status: 200, body: caseJson(await triage(ports, actor, params.id, body), ports.clock()) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/moderation/cases/:id/decision',
    name: 'decideCase',
    summary: 'Decide a case for good',
    description:
      'All reporters read the outcome and the statement. A case is decided once, by a moderator whom it does not concern; a later report opens a new one.',
    permission: permissions.decideCases,
    params: { id: 'case' },
    body: caseDecision,
    answers: { 200: caseShape },
    problems: [...acts, 'version_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    authorize: readFile,
    async handle({ services: { ports }, actor, params, body }) {
      return { status: 200, body: caseJson(await decide(ports, actor, params.id, body), ports.clock()) };
    },
  }),
];
