// HTTP routes of single registrations: withdrawn by the entrant, decided by the organizer.

import { Hono } from 'hono';
import { actorOf } from '../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../http/context.ts';
import { readId, readJson } from '../http/validate.ts';
import { cancelRegistration } from './cancel-registration.ts';
import { registrationEnd } from './contract.ts';
import { decideRegistration } from './decide-registration.ts';

export const registrationRoutes = new Hono<ApiEnv>()
  .post('/:id/cancellation', async (c) => {
    const [actor, id] = [actorOf(c), readId(c, 'registration')];
    const { reason } = await readJson(c, registrationEnd);
    await cancelRegistration(c.env.services.ports, actor, id, reason);
    return c.json({ id, state: 'cancelled' });
  })
  .post('/:id/approval', (c) => decide(c, 'confirmed'))
  .post('/:id/rejection', (c) => decide(c, 'rejected'));

async function decide(c: ApiContext, state: 'confirmed' | 'rejected'): Promise<Response> {
  const [actor, id] = [actorOf(c), readId(c, 'registration')];
  const { reason } = await readJson(c, registrationEnd);
  await decideRegistration(c.env.services.ports, actor, { registrationId: id, state, reason });
  return c.json({ id, state });
}
