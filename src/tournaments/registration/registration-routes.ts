// HTTP routes of registrations: register, list, read, roster, cancel, approve, reject.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor, type ServedDefinition } from '../../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../../http/wire.ts';
import type { Ports } from '../../outbox/ports.ts';
import { changeEntrant } from '../entrants/change-entrant.ts';
import { entrantChange } from '../entrants/contract.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import {
  mayCancelRegistration,
  mayDecideRegistration,
  tournamentPermissions as permissions,
  type Staffed,
} from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { readWithStaffRole } from '../staff/with-staff-role.ts';
import { findTournament } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { cancelRegistration } from './cancel-registration.ts';
import {
  registrationCreate,
  registrationEnd,
  registrationJson,
  registrationShape,
  registrationStateShape,
  rosterShape,
} from './contract.ts';
import { decideRegistration } from './decide-registration.ts';
import { type Entrant, findEntrant } from './entrant-store.ts';
import { registerPlayer } from './register-player.ts';
import { listRegistrations } from './registration-store.ts';
import { showRegistration } from './show-registration.ts';
import { showRoster } from './show-roster.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

export const registrationRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/registrations',
    name: 'register',
    summary: 'Register for a tournament, alone or with a team, and pay the fee',
    description:
      'Enters the caller, or the team that the caller is captain of, and charges or holds the fee. When all places are taken the entrant waits, without paying, and gets the next free place.',
    permission: permissions.register,
    limit: 'registration',
    params: { id: 'tournament' },
    body: registrationCreate,
    answers: { 201: registrationShape },
    problems: [
      ...(['forbidden', 'sanctioned', 'state_conflict', 'registration_not_open', 'tournament_full'] as const),
      ...(['already_registered', 'roster_incomplete', 'insufficient_funds', 'wallet_frozen', 'wallet_closed'] as const),
      ...(['not_on_list', 'invitation_required', 'invitation_not_valid'] as const),
    ],
  }).runs({
    async handle({ services: { ports }, actor, params, body }) {
      const registration = await registerPlayer(ports, actor, { tournamentId: params.id, ...body });
      const headers = { location: `/v1/registrations/${registration.id}` };
      return { status: 201, body: registrationJson(registration), headers };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/tournaments/:id/registrations',
    name: 'listRegistrations',
    summary: 'List the registrations of a tournament, oldest first',
    description: 'Lists entrants with their names, states and seeds. Who waits has a position on the waitlist.',
    permission: permissions.read,
    params: { id: 'tournament' },
    query: pageOnly,
    answers: { 200: pageShape(registrationShape) },
  }).runs({
    async handle({ services: { ports }, actor, params, query }) {
      const { id } = await readTournament(ports.db, actor, params.id);
      const page = pageOf(query);
      const rows = await listRegistrations(ports.db, id, page);
      const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
      return { status: 200, body: { items: items.map(registrationJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/registrations/:id',
    name: 'readRegistration',
    summary: 'Read a registration, as one of its players, the organizer or staff',
    description:
      'Answers one registration, with its position if it waits. For others it does not exist; they read the list of the tournament.',
    permission: permissions.readRegistration,
    params: { id: 'registration' },
    answers: { 200: registrationShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      return { status: 200, body: registrationJson(await showRegistration(ports, actor, params.id)) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/registrations/:id',
    name: 'changeRegistration',
    summary: 'Set club, country or rating of an entrant',
    description:
      'Sets the fields that are sent; `null` deletes one, an absent one stays. Draws and separation that follow use the new values.',
    ifMatchOf: 'readRegistration',
    permission: permissions.changeRegistration,
    limit: 'registration',
    params: { id: 'registration' },
    body: entrantChange,
    answers: { 200: registrationShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, mayDecideRegistration)),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params, body }) => {
      return { status: 200, body: registrationJson(await changeEntrant(ports, actor, params.id, body)) };
    }),
  }),
  route({
    method: 'GET',
    path: '/v1/registrations/:id/roster',
    name: 'readRoster',
    summary: 'Read who plays for a team',
    description:
      'Lists the players of a team in this tournament. Ids are shown to these players, the captain and the organizer; others see names.',
    permission: permissions.read,
    params: { id: 'registration' },
    answers: { 200: rosterShape },
  }).runs({
    async handle({ services: { ports }, actor, params }) {
      const items = (await showRoster(ports, actor, params.id)).map(({ playerId, displayName = null }) =>
        playerId === undefined ? { displayName } : { playerId, displayName },
      );
      return { status: 200, body: { items } };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/registrations/:id/cancellation',
    name: 'cancelRegistration',
    summary: 'Withdraw before the start; the fee is returned',
    description:
      'Ends a registration before the start and gives the fee back. The place is free again, and the first who waits and can pay gets it.',
    ifMatchOf: 'readRegistration',
    permission: permissions.cancelRegistration,
    limit: 'registration',
    params: { id: 'registration' },
    body: registrationEnd,
    answers: { 200: registrationStateShape },
    problems: ['state_conflict', 'wallet_frozen', 'wallet_closed', 'escrow_short'],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, mayCancelRegistration)),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id }, body }) => {
      await cancelRegistration(ports, actor, id, body.reason);
      return { status: 200, body: { id, state: 'cancelled' } };
    }),
  }),
  decisionRoute('confirmed', 'approval', {
    name: 'approveRegistration',
    summary: 'Approve a pending registration; the held fee is captured',
    description:
      'Confirms an entrant where the tournament asks for approval. The fee that was held is captured; without a free place the answer is `tournament_full`. Nobody approves the own entry.',
  }),
  decisionRoute('rejected', 'rejection', {
    name: 'rejectRegistration',
    summary: 'Reject a pending registration; the held fee is released',
    description: 'Ends a pending registration. The fee that was held is released, and the player may register again.',
  }),
];

function decisionRoute(
  state: 'confirmed' | 'rejected',
  noun: string,
  words: Pick<ServedDefinition, 'name' | 'summary' | 'description'>,
) {
  return route({
    ...words,
    ifMatchOf: 'readRegistration',
    method: 'POST',
    path: `/v1/registrations/:id/${noun}`,
    permission: permissions.decideRegistration,
    limit: 'registration',
    params: { id: 'registration' },
    body: registrationEnd,
    answers: { 200: registrationStateShape },
    problems: [
      ...(state === 'confirmed' ? (['conflict_of_interest'] as const) : []),
      'state_conflict',
      'tournament_full',
      'wallet_frozen',
      'wallet_closed',
      'escrow_short',
      'hold_closed',
      'hold_expired',
    ],
  }).runs({
    authorize: hideUnreadable('registration', (asked) => refuseUnlessMay(asked, mayDecideRegistration)),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id }, body }) => {
      await decideRegistration(ports, actor, { registrationId: id, state, reason: body.reason });
      return { status: 200, body: { id, state } };
    }),
  });
}

type MayAct = (actor: Actor, entrant: Entrant & { readonly tournament: Tournament & Staffed }) => boolean;

interface OfRegistration {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'registration'> };
}

/** @throws DomainError not_found, forbidden. */
export async function refuseUnlessMay({ services, actor, params }: OfRegistration, mayAct: MayAct): Promise<void> {
  const { db } = services.ports;
  const entrant = await run(() => findEntrant(db.sql, params.id));
  const tournament = entrant === null ? null : await findTournament(db, entrant.tournamentId);
  if (entrant === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
  const staffed = { ...entrant, tournament: await readWithStaffRole(db, actor, tournament) };
  if (!mayAct(actor, staffed)) throw refuse('forbidden');
}
