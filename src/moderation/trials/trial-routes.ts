// HTTP routes of trials. For administrators.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessAdmin } from '../permission.ts';
import { refusalsNote, trialCreate, trialJson, trialRefusalJson, trialRefusalShape, trialShape } from './contract.ts';
import { startTrial } from './start-trial.ts';
import { listTrialRefusals, listTrialsOf } from './trial-store.ts';

const route = routesFor<{ readonly ports: Ports }>();

export const trialRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/rules/:id/trials',
    name: 'listTrials',
    summary: 'List the trials of a rule with their counts, newest first',
    description:
      'Each time in shadow is a trial, and each back-test. Acts are judged a minute or more after they were done, by what was known when they were done. An unknown rule has an empty list.',
    permission: permissions.manageRules,
    params: { id: 'rule' },
    query: pageOnly,
    answers: { 200: pageShape(trialShape) },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, params: { id }, query }) {
      const page = pageOf(query);
      const { items, nextCursor } = toPage(await listTrialsOf(ports.db, id, page), page.limit, (trial) => trial.id);
      return { status: 200, body: { items: items.map(trialJson), nextCursor } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/moderation/rules/:id/trials',
    name: 'startTrial',
    summary: 'Try a rule on acts that were done between two times',
    description:
      'Starts a back-test, in whatever state the rule is; nothing is refused. The acts are judged in the background, piece by piece: read the list of trials until it has finished.',
    permission: permissions.manageRules,
    params: { id: 'rule' },
    body: trialCreate,
    answers: { 201: trialShape },
    problems: ['limit_reached'],
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, actor, params: { id }, body }) {
      return { status: 201, body: trialJson(await startTrial(ports, actor, id, body)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/moderation/trials/:id/refusals',
    name: 'listTrialRefusals',
    summary: 'List what a rule would have refused in a trial',
    description: `Lists acts with who did them, when, and the sanction that meets the rule. ${refusalsNote} An unknown trial has an empty list.`,
    permission: permissions.manageRules,
    params: { id: 'trial' },
    query: pageOnly,
    answers: { 200: pageShape(trialRefusalShape) },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, params: { id }, query }) {
      const page = pageOf(query);
      const rows = await listTrialRefusals(ports.db, id, page);
      const { items, nextCursor } = toPage(rows, page.limit, (refusal) => refusal.refId);
      return { status: 200, body: { items: items.map(trialRefusalJson), nextCursor } };
    },
  }),
];
