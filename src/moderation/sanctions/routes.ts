// HTTP routes of sanctions.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { moderationPermissions as permissions, refuseUnlessModerator } from '../permission.ts';
import {
  ownSanctionJson,
  ownSanctionShape,
  reasonsJson,
  reasonsShape,
  revocationCreate,
  sanctionCreate,
  sanctionJson,
  sanctionQuery,
  sanctionShape,
} from './contract.ts';
import { confirmSanction, revokeSanction } from './decide-sanction.ts';
import { imposeSanction } from './impose-sanction.ts';
import { findSanction, listSanctionsOf } from './store.ts';

interface Services {
  readonly ports: Ports;
  /** A ban for ever needs a second moderator. */
  readonly hasFourEyes: boolean;
  /** How long a sanction may be appealed. */
  readonly appealDays: number;
  /** Closes live sockets that the sanction forbids. */
  readonly recheckWatcher: (player: Id<'player'>) => void;
}

const route = routesFor<Services>();

export const sanctionRoutes = [
  route({
    method: 'GET',
    path: '/v1/moderation/reasons',
    name: 'listSanctionReasons',
    summary: 'List the reasons for sanctions',
    description: 'Lists the codes of reasons with their default lengths. A sanction names one of them.',
    permission: permissions.readReasons,
    answers: { 200: reasonsShape },
  }).runs({ handle: () => Promise.resolve({ status: 200, body: reasonsJson() }) }),
  route({
    method: 'GET',
    path: '/v1/me/sanctions',
    name: 'listOwnSanctions',
    summary: 'List your sanctions, newest first, also those that have ended',
    description:
      'Lists sanctions of the caller with kind, reason, end, and a statement of reasons in English and Bengali. Notes for moderators are not shown.',
    permission: permissions.readOwnSanctions,
    query: pageOnly,
    answers: { 200: pageShape(ownSanctionShape) },
  }).runs({
    async handle({ services: { ports, appealDays }, actor, query }) {
      const [page, now] = [pageOf(query), ports.clock()];
      const { items, nextCursor } = toPage(
        await listSanctionsOf(ports.db, actor.playerId, page),
        page.limit,
        (one) => one.id,
      );
      return { status: 200, body: { items: items.map((one) => ownSanctionJson(one, now, appealDays)), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sanctions',
    name: 'listSanctions',
    summary: 'List the sanctions of a player, newest first, as a moderator',
    description:
      'Lists sanctions with reason, note and who imposed them. Those that were revoked or have ended stay in the list.',
    permission: permissions.readSanctions,
    query: sanctionQuery,
    answers: { 200: pageShape(sanctionShape) },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, query: { playerId, ...rest } }) {
      const [page, now] = [pageOf(rest), ports.clock()];
      const { items, nextCursor } = toPage(
        await listSanctionsOf(ports.db, playerId, page),
        page.limit,
        (one) => one.id,
      );
      return { status: 200, body: { items: items.map((one) => sanctionJson(one, now)), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/sanctions/:id',
    name: 'readSanction',
    summary: 'Read a sanction, as a moderator',
    description:
      'Answers a sanction with its reason, its note and its state. The player reads the own ones without the note.',
    permission: permissions.readSanctions,
    params: { id: 'sanction' },
    answers: { 200: sanctionShape },
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, params }) {
      const sanction = await run(() => findSanction(ports.db.sql, params.id));
      if (sanction === null) throw refuse('not_found', { kind: 'sanction' });
      return { status: 200, body: sanctionJson(sanction, ports.clock()) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sanctions',
    name: 'imposeSanction',
    summary: 'Sanction a player, everywhere or in one tournament',
    description:
      'Stops a player from acts that the kind of the sanction names, at once in every act. Where the server asks for two moderators, some wait for the confirmation of another one.',
    permission: permissions.decideSanctions,
    body: sanctionCreate,
    answers: { 201: sanctionShape },
    problems: ['not_found', 'conflict_of_interest'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports, hasFourEyes, recheckWatcher }, actor, body }) {
      const sanction = await imposeSanction(ports, actor, body, hasFourEyes);
      recheckWatcher(sanction.playerId);
      const headers = { location: `/v1/sanctions/${sanction.id}` };
      return { status: 201, body: sanctionJson(sanction, ports.clock()), headers };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sanctions/:id/confirmation',
    name: 'confirmSanction',
    summary: 'Confirm a sanction that another moderator proposed',
    description: 'Makes a proposed sanction count. The moderator who proposed it cannot confirm it.',
    ifMatchOf: 'readSanction',
    permission: permissions.decideSanctions,
    params: { id: 'sanction' },
    answers: { 200: sanctionShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports, recheckWatcher }, actor, params }) {
      const sanction = await confirmSanction(ports, actor, params.id);
      recheckWatcher(sanction.playerId);
      return { status: 200, body: sanctionJson(sanction, ports.clock()) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/sanctions/:id/revocation',
    name: 'revokeSanction',
    summary: 'End a sanction, or cancel one that has not begun',
    description: 'Ends a sanction at once and for good. The row stays, with who ended it and why.',
    ifMatchOf: 'readSanction',
    permission: permissions.decideSanctions,
    params: { id: 'sanction' },
    body: revocationCreate,
    answers: { 200: sanctionShape },
    problems: ['conflict_of_interest', 'state_conflict'],
  }).runs({
    requires: refuseUnlessModerator,
    async handle({ services: { ports }, actor, params, body: { reason } }) {
      return { status: 200, body: sanctionJson(await revokeSanction(ports, actor, params.id, reason), ports.clock()) };
    },
  }),
];
