// HTTP routes of reports.

import { toPage } from '../../core/page.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import {
  muteCreate,
  muteJson,
  muteShape,
  ownReportJson,
  ownReportShape,
  reportCreate,
  reporterJson,
  reporterShape,
} from './contract.ts';
import { report } from './file-report.ts';
import { mute, unmute } from './mute-reporter.ts';
import { listOwnReports, readReporter } from './report-store.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const reportRoutes = [
  route({
    method: 'POST',
    path: '/v1/reports',
    name: 'fileReport',
    summary: 'Report a player, a team, a match, or something else that you can read',
    description:
      'Moderators decide it, together with reports of others about the same. The outcome is in your own reports; the event `case_decided` in the feed of the tournament of the subject says when. A case about a player or a team belongs to no tournament, also where a report names one.',
    permission: permissions.report,
    body: reportCreate,
    answers: { 201: ownReportShape },
    problems: ['not_found', 'forbidden', 'state_conflict', 'reporter_muted', 'too_many_reports'],
  }).runs({
    async handle({ services: { ports }, actor, body }) {
      const filed = await report(ports, actor, body);
      return { status: 201, body: ownReportJson(filed), headers: { location: '/v1/me/reports' } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/me/reports',
    name: 'listOwnReports',
    summary: 'List your reports, newest first, with their outcomes',
    description: 'Lists what the caller has reported. A report is open until moderators decide its case.',
    permission: permissions.readOwnReports,
    query: pageOnly,
    answers: { 200: pageShape(ownReportShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const page = pageOf(query);
      const rows = await listOwnReports(ports.db, actor.playerId, page);
      const { items, nextCursor } = toPage(rows, page.limit, ({ id }) => id);
      return { status: 200, body: { items: items.map(ownReportJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/moderation/reporters/:id',
    name: 'readReporter',
    summary: 'Read how the reports of a player ended, as a moderator',
    description:
      'Counts the reports of a player by the state of their cases, and shows a mute. A player who never reported has zeros.',
    permission: permissions.muteReporters,
    params: { id: 'player' },
    answers: { 200: reporterShape },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, params }) {
      return { status: 200, body: reporterJson(await readReporter(ports.db, params.id)) };
    },
  }),
  route({
    method: 'PUT',
    path: '/v1/moderation/reporters/:id/mute',
    name: 'muteReporter',
    summary: 'Take no more reports from a player, as a moderator',
    description:
      'Refuses further reports of the player, who is told why and until when. Reports that were sent before stay and are decided.',
    permission: permissions.muteReporters,
    params: { id: 'player' },
    body: muteCreate,
    answers: { 200: muteShape },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params, body }) {
      return { status: 200, body: muteJson(await mute(ports, actor, params.id, body)) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/moderation/reporters/:id/mute',
    name: 'unmuteReporter',
    summary: 'Take reports from a player again',
    description: 'Ends the mute at once. A mute that has run out is removed, too.',
    permission: permissions.muteReporters,
    params: { id: 'player' },
    answers: { 204: null },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params }) {
      await unmute(ports, actor, params.id);
      return { status: 204 };
    },
  }),
];
