// Accepted requests of the routes of players, their roles, API keys and teams.

import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

interface Players {
  readonly rich: Person;
  /** Captain of a team. */
  readonly other: Person;
  /** Of that team. */
  readonly member: Person;
  readonly erased: Person;
}

export async function peopleSamples(
  { rich, other, member, erased }: Players,
  admin: Person,
  page: Record<string, string>,
) {
  const team = ok(await post('/v1/teams', { as: other, body: { name: 'The Readers' } }), 201);
  ok(await post(`/v1/teams/${team.id}/members`, { as: member, body: { joinCode: team.joinCode } }), 201);
  const made = { name: 'Stage server', scopes: ['tournaments:read', 'matches:write'], reach: 'own', issuer: 'shop' };
  const [apiKey, endedKey] = await Promise.all(
    [1, 2].map(async () => ok(await post('/v1/api-keys', { as: admin, body: made }), 201).apiKey.id as string),
  );
  const ofKey = { params: { id: apiKey ?? '' } };
  const keyEnd = addSeconds(systemClock(), 86_400);
  const samples: Samples = {
    'GET /v1/me': {},
    'GET /v1/me/export': {},
    'GET /v1/me/registrations': { query: { state: 'confirmed', ...page } },
    'GET /v1/me/matches': { query: { open: 'true', ...page } },
    'GET /v1/me/teams': { query: page },
    'GET /v1/me/staff-roles': { query: page },
    'GET /v1/me/next-match': {},
    'POST /v1/api-keys': { body: { ...made, expiresAt: keyEnd } },
    'GET /v1/api-keys': { query: page },
    'GET /v1/players/:id/api-keys': { params: { id: admin.id }, query: page },
    'GET /v1/api-keys/:id': ofKey,
    'PATCH /v1/api-keys/:id': { ...ofKey, body: { name: 'Stage', expiresAt: keyEnd } },
    'POST /v1/api-keys/:id/revocation': { params: { id: endedKey ?? '' } },
    'DELETE /v1/players/:id/personal-data': { params: { id: erased.id } },
    'PATCH /v1/me': { body: { displayName: 'Ada King' } },
    'GET /v1/players/:id': { params: { id: admin.id } },
    'GET /v1/players/:id/tournaments': { params: { id: admin.id }, query: { limit: '5' } },
    'GET /v1/players/:id/roles': { params: { id: rich.id } },
    'POST /v1/players/:id/roles': { params: { id: rich.id }, body: { role: 'organizer' } },
    'DELETE /v1/players/:id/roles/:role': { params: { id: rich.id, role: 'organizer' } },
    'POST /v1/teams': { body: { name: 'Team Curaçao' } },
    'GET /v1/teams/:id': { params: { id: team.id } },
    'GET /v1/teams/:id/tournaments': { params: { id: team.id } },
    'POST /v1/teams/:id/members': { params: { id: team.id }, body: { joinCode: team.joinCode }, as: rich },
    'PUT /v1/teams/:id/captain': { params: { id: team.id }, body: { playerId: other.id }, as: other },
    'DELETE /v1/teams/:id/members/:playerId': { params: { id: team.id, playerId: member.id }, as: other },
  };
  const belongings: [string, Belonging][] = [
    [erased.id, { owner: erased }],
    [team.id, { owner: other }],
  ];
  return { samples, belongings };
}
