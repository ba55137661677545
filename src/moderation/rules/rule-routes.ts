// HTTP routes of rules. For administrators.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessAdmin } from '../permission.ts';
import { ruleCreate, ruleJson, ruleShape, ruleSwitch, toRuleInput } from './contract.ts';
import { declareRule } from './declare-rule.ts';
import { listRules } from './rule-store.ts';
import { switchRule } from './switch-rule.ts';

const route = routesFor<{ readonly ports: Ports }>();

export const ruleRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/rules',
    name: 'listRules',
    summary: 'List the rules that refuse acts beside sanctions, newest first',
    description: 'Lists rules with their state, also those that are off. Their trials say what they would refuse.',
    permission: permissions.manageRules,
    query: pageOnly,
    answers: { 200: pageShape(ruleShape) },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, query }) {
      const page = pageOf(query);
      const { items, nextCursor } = toPage(await listRules(ports.db, page), page.limit, (rule) => rule.id);
      return { status: 200, body: { items: items.map(ruleJson), nextCursor } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/moderation/rules',
    name: 'declareRule',
    summary: 'Declare a rule; it is off at first',
    description:
      'Describes acts that are refused to players with certain sanctions or strikes. Its terms never change: to change them, declare another rule.',
    permission: permissions.manageRules,
    body: ruleCreate,
    answers: { 201: ruleShape },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, actor, body }) {
      return { status: 201, body: ruleJson(await declareRule(ports, actor, toRuleInput(body))) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/moderation/rules/:id/state',
    name: 'switchRule',
    summary: 'Switch a rule off, into shadow, or into force',
    description:
      'In shadow nothing is refused: a trial judges what is done from then on, and lists what the rule would have refused. A rule is enforced only from shadow, and then counts at the next act.',
    permission: permissions.manageRules,
    params: { id: 'rule' },
    body: ruleSwitch,
    answers: { 200: ruleShape },
    problems: ['state_conflict', 'limit_reached', 'version_conflict'],
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, actor, params: { id }, body }) {
      return { status: 200, body: ruleJson(await switchRule(ports, actor, id, body)) };
    },
  }),
];
