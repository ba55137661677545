// HTTP routes of issuer profiles. Reading is public: profiles are printed on certificates.

import { Hono } from 'hono';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { actorOf } from '../../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../../http/context.ts';
import { cacheable } from '../../http/reply.ts';
import { readId, readJson } from '../../http/validate.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import type { Ports } from '../../outbox/ports.ts';
import { issuerJson, issuerSet } from '../contract.ts';
import { findIssuer } from './issuer-store.ts';
import { refuseUnlessMayIssue, setIssuer } from './set-issuer.ts';

interface Services {
  readonly ports: Ports;
  readonly objects: ObjectStore;
}

export const issuerRoutes = new Hono<ApiEnv<Services>>()
  .get('/me', (c) => show(c, actorOf(c).playerId))
  .put('/me', async (c) => {
    const actor = actorOf(c);
    refuseUnlessMayIssue(actor);
    const { ports, objects } = c.env.services;
    const issuer = await setIssuer({ ...ports, objects }, actor, await readJson(c, issuerSet));
    return issuer === null ? c.notFound() : c.json(issuerJson(issuer));
  })
  .get('/:id', (c) => show(c, readId(c, 'player')));

async function show(c: ApiContext<Services>, playerId: Id<'player'>): Promise<Response> {
  const issuer = await findIssuer(c.env.services.ports.db, playerId);
  if (issuer === null) throw refuse('not_found', { kind: 'issuer' });
  return cacheable(c, issuerJson(issuer));
}
