// Use case, part of every act on an endpoint: who may run it. To others it is the same as none.

import type { Principal } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { mayRun } from '../permission.ts';
import type { Endpoint } from './endpoint.ts';
import { findEndpoint, lockEndpoint } from './endpoint-store.ts';

/** @throws DomainError not_found. */
export async function authorizeWebhook(sql: Sql, actor: Principal, id: Id<'webhook'>): Promise<Endpoint> {
  return refuseUnlessRuns(actor, await findEndpoint(sql, id));
}

/** Locked until the end of the transaction. @throws DomainError not_found. */
export async function takeWebhook(sql: Sql, actor: Principal, id: Id<'webhook'>): Promise<Endpoint> {
  return refuseUnlessRuns(actor, await lockEndpoint(sql, id));
}

function refuseUnlessRuns(actor: Principal, endpoint: Endpoint | null): Endpoint {
  if (endpoint === null || !mayRun(actor, endpoint)) throw refuse('not_found', { kind: 'webhook' });
  return endpoint;
}
