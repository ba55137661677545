// Generated from the API document by `npm run openapi`. Do not edit.

import type { Operations } from './api-types.ts';

/** Method, `+` if it takes an idempotency key, `*` if it may answer a file, and path. */
export const routeTable: Readonly<Record<keyof Operations, string>> = {
  createTournament: 'POST+ /v1/tournaments',
  listTournaments: 'GET /v1/tournaments',
  readTournament: 'GET /v1/tournaments/{id}',
  changeTournamentState: 'POST+ /v1/tournaments/{id}/transitions',
  seedTournament: 'POST+ /v1/tournaments/{id}/seeding',
  register: 'POST+ /v1/tournaments/{id}/registrations',
  listRegistrations: 'GET /v1/tournaments/{id}/registrations',
  readRegistration: 'GET /v1/registrations/{id}',
  readRoster: 'GET /v1/registrations/{id}/roster',
  cancelRegistration: 'POST+ /v1/registrations/{id}/cancellation',
  approveRegistration: 'POST+ /v1/registrations/{id}/approval',
  rejectRegistration: 'POST+ /v1/registrations/{id}/rejection',
  listMatches: 'GET /v1/tournaments/{id}/matches',
  readMatch: 'GET /v1/matches/{id}',
  reportResult: 'POST+ /v1/matches/{id}/reports',
  confirmResult: 'POST+ /v1/matches/{id}/confirmations',
  decideResult: 'POST+ /v1/matches/{id}/decisions',
  payPrizes: 'POST+ /v1/tournaments/{id}/payouts',
  readPrizes: 'GET /v1/tournaments/{id}/prizes',
  listPlacements: 'GET /v1/tournaments/{id}/placements',
};
