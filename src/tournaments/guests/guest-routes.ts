// HTTP routes of guests: enter one, import a file, make a claim code anew, claim.

import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { importSizeBytesMax } from '../../core/limits.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeRun } from '../authorize-run.ts';
import { type ListedEntrant, readEntrantsCsv } from '../exchange/entrants-csv.ts';
import { readTrfEntrants } from '../exchange/trf-entrants.ts';
import { hideUnreadable } from '../hide-unreadable.ts';
import { mayDecideRegistration, tournamentPermissions as permissions } from '../permission.ts';
import { registrationJson, registrationShape } from '../registration/contract.ts';
import type { EntrantLanguage } from '../registration/registration.ts';
import { refuseUnlessMay } from '../registration/registration-routes.ts';
import { findRegistration } from '../registration/registration-store.ts';
import { claimEntry } from './claim-guest.ts';
import {
  claimCodeShape,
  claimCreate,
  guestCreate,
  guestJson,
  guestShape,
  importJson,
  importQuery,
  importShape,
} from './contract.ts';
import { enterGuests } from './enter-guests.ts';
import { importEntrants } from './import-entrants.ts';
import { renewCode } from './renew-claim-code.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

interface OfTournament {
  readonly services: Services;
  readonly actor: Actor;
  readonly params: { readonly id: Id<'tournament'> };
}

const authorize = ({ services: { ports }, actor, params }: OfTournament) =>
  authorizeRun(ports.db, actor, params.id, 'enter');

const importing = {
  permission: permissions.enterGuests,
  params: { id: 'tournament' },
  query: importQuery,
  answers: { 200: importShape },
  problems: ['state_conflict', 'invalid_file'],
} as const;

interface Imported extends OfTournament {
  readonly query: { readonly dryRun: 'true' | 'false'; readonly language: EntrantLanguage };
  readonly body: string;
}

/** The caller is judged before the file, so that others learn nothing of the reader. */
const importingBy = (read: (text: string) => ListedEntrant[]) => ({
  authorize,
  async handle(asked: Imported) {
    await authorize(asked);
    const { services, actor, params, query, body } = asked;
    const file = {
      tournamentId: params.id,
      rows: read(body),
      language: query.language,
      isDryRun: query.dryRun === 'true',
    };
    const rows = await importEntrants(services.ports, actor, file);
    return { status: 200 as const, body: importJson(rows, file.isDryRun) };
  },
});

/** @throws DomainError not_found, forbidden. */
const refuseUnlessDecides = (asked: Parameters<typeof refuseUnlessMay>[0]) =>
  refuseUnlessMay(asked, mayDecideRegistration);

export const guestRoutes = [
  route({
    method: 'POST',
    path: '/v1/tournaments/:id/guests',
    name: 'enterGuest',
    summary: 'Enter a player without an account, as staff',
    description:
      'Enters somebody who has no account, with a name. The answer has a claim code, with which a player takes the entry over later.',
    permission: permissions.enterGuests,
    limit: 'registration',
    params: { id: 'tournament' },
    body: guestCreate,
    answers: { 201: guestShape },
    problems: ['state_conflict', 'tournament_full'],
  }).runs({
    authorize,
    async handle({ services: { ports }, actor, params, body }) {
      const { displayName, language, printedName = null, club = null, country = null, rating = null } = body;
      const guest = { displayName, language, printedName, club, country, rating };
      const [entered] = await enterGuests(ports, actor, { tournamentId: params.id, guests: [guest], isWalkIn: true });
      invariant(entered !== undefined && entered.registrationId !== null, 'without a place the act is refused');
      const registration = await findRegistration(ports.db, entered.registrationId);
      invariant(registration !== null, 'registrations are never deleted');
      const headers = { location: `/v1/registrations/${registration.id}` };
      return { status: 201, body: guestJson(registration, entered), headers };
    },
  }),
  route({
    ...importing,
    method: 'POST',
    path: '/v1/tournaments/:id/imports/entrants',
    name: 'importEntrants',
    summary: 'Enter the players of a CSV file as guests, as staff, with an outcome for each row',
    description:
      'Enters the rows of a CSV file as guests, and answers an outcome for each row. A faulty file enters nobody; with `dryRun` nobody is entered either.',
    body: { mediaTypes: ['text/csv'], sizeBytesMax: importSizeBytesMax },
  }).runs(importingBy(readEntrantsCsv)),
  route({
    ...importing,
    method: 'POST',
    path: '/v1/tournaments/:id/imports/trf',
    name: 'importTrf',
    summary: 'Enter the players of a FIDE tournament report file as guests, as staff, in the order of their numbers',
    description:
      'Enters the players of a FIDE report file as guests, and answers an outcome for each. Results in the file are not read; with `dryRun` nobody is entered.',
    body: { mediaTypes: ['text/plain'], sizeBytesMax: importSizeBytesMax },
  }).runs(importingBy(readTrfEntrants)),
  route({
    method: 'POST',
    path: '/v1/registrations/:id/claim-codes',
    name: 'renewClaimCode',
    summary: 'Make the claim code of a guest anew, as staff; the earlier one ends',
    description: 'Makes a new claim code for a guest. The old one is worth nothing from then on.',
    permission: permissions.decideRegistration,
    params: { id: 'registration' },
    answers: { 201: claimCodeShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: hideUnreadable('registration', refuseUnlessDecides),
    handle: hideUnreadable('registration', async ({ services: { ports }, actor, params: { id } }) => {
      return { status: 201, body: { registrationId: id, claimCode: await renewCode(ports, actor, id) } };
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/registrations/claims',
    name: 'claimRegistration',
    summary: 'Take over the entry of a guest with its claim code',
    description:
      'Gives the entry of a guest to the caller, who has the claim code. Results, seed and place stay as they are.',
    permission: permissions.register,
    limit: 'claim',
    body: claimCreate,
    answers: { 200: registrationShape },
    problems: ['claim_code_not_valid', 'state_conflict', 'sanctioned', 'already_registered'],
  }).runs({
    async handle({ services: { ports }, actor, body }) {
      return { status: 200, body: registrationJson(await claimEntry(ports, actor, body.code)) };
    },
  }),
];
