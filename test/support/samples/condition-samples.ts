// Accepted requests of the routes of entry conditions.

import { aPerson, post } from '../isolate/api.ts';
import { aTournament, ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

export async function conditionSamples(page: Record<string, string>) {
  const stage = await aTournament({ entryCondition: 'code_or_list' });
  const path = `/v1/tournaments/${stage.id}/invitation-codes`;
  const { id: codeId } = ok(await post(path, { as: stage.organizer, body: {} }), 201);
  const params = { id: stage.id };
  const person = { playerId: (await aPerson()).id };
  const samples: Samples = {
    'POST /v1/tournaments/:id/invitation-codes': {
      params,
      body: { usesMax: 4, expiresAt: '2030-01-01T00:00:00+06:00' },
    },
    'GET /v1/tournaments/:id/invitation-codes': { params, query: page },
    'DELETE /v1/tournaments/:id/invitation-codes/:codeId': { params: { ...params, codeId } },
    'POST /v1/tournaments/:id/allow-list': {
      params,
      body: { add: [person, { issuer: 'https://id.example.org', subject: 'auth0|1' }], remove: [person] },
    },
    'GET /v1/tournaments/:id/allow-list': { params, query: page },
  };
  const belongings: [string, Belonging][] = [[stage.id, { organizer: stage.organizer }]];
  return { samples, belongings };
}
