// Use cases: the owner, or an administrator, asks for a test, sends a delivery again, or recovers what an endpoint missed.

import type { Actor, Principal } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import { type Id, makeId, timeOfId } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeWebhook, takeWebhook } from '../endpoints/authorize-webhook.ts';
import { refuseForeign } from '../endpoints/create-endpoint.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { auditEndpoint } from '../endpoints/endpoint-store.ts';
import { type Delivery, recoveredMax } from './delivery.ts';
import { findDelivery, insertNotice, recoverDeliveries, resendDelivery } from './delivery-store.ts';

/** @throws DomainError not_found, state_conflict. */
export function requestTest(ports: Ports, actor: Actor, webhookId: Id<'webhook'>): Promise<Delivery> {
  const [id, now] = [ports.newId('delivery'), ports.clock()];
  return runAct(ports, async (sql) => {
    await takeActive(sql, actor, webhookId);
    await insertNotice(sql, { id, webhookId, type: 'webhook_test', now });
    const audit = {
      ...auditOf(ports, actor, webhookId, now),
      event: 'webhook.tested',
      meta: { deliveryId: id },
    } as const;
    await auditEndpoint(sql, audit);
    return { outcome: await readBack(sql, id) };
  });
}

/** @throws DomainError not_found. */
export async function authorizeDelivery(sql: Sql, actor: Principal, id: Id<'delivery'>): Promise<Delivery> {
  const found = await findDelivery(sql, id);
  if (found === null) throw refuse('not_found', { kind: 'delivery' });
  await authorizeWebhook(sql, actor, found.webhookId);
  return found;
}

/** One that is being sent stays as it is. @throws DomainError not_found, state_conflict. */
export function resend(ports: Ports, actor: Actor, id: Id<'delivery'>): Promise<Delivery> {
  const now = ports.clock();
  return runAct(ports, async (sql) => {
    const { webhookId } = await authorizeDelivery(sql, actor, id);
    await takeActive(sql, actor, webhookId);
    if (!(await resendDelivery(sql, id, now)))
      throw refuse('state_conflict', { reason: 'its event was removed with its tournament' });
    const audit = {
      ...auditOf(ports, actor, webhookId, now),
      event: 'webhook.resent',
      meta: { deliveryId: id },
    } as const;
    await auditEndpoint(sql, audit);
    return { outcome: await readBack(sql, id) };
  });
}

/** From a time on; or of one tournament, after a number. */
export type Since =
  | { readonly since: Instant }
  | { readonly tournamentId: Id<'tournament'>; readonly afterSeq: number };

export interface RecoveredPart {
  readonly queuedCount: number;
  /** Where to go on; null: everything was looked at. */
  readonly next: Since | null;
}

/** @throws DomainError not_found, also for a tournament beyond the reach of the webhook; invalid_request; state_conflict. */
export function recover(ports: Ports, actor: Actor, webhookId: Id<'webhook'>, from: Since): Promise<RecoveredPart> {
  const now = ports.clock();
  return runAct(ports, async (sql) => {
    const endpoint = await takeWebhook(sql, actor, webhookId);
    if ('since' in from) refuseFuture(from.since, now);
    else await refuseUnselected(sql, actor, endpoint, from.tournamentId);
    refuseUnlessActive(endpoint);
    const { queued, lastId, lastSeq } = await recoverDeliveries(sql, {
      ...{ webhookId, limit: recoveredMax, now },
      // Ids of events sort by the time of their act.
      fromId: 'since' in from ? firstIdAt(from.since) : '',
      ...('since' in from ? { tournamentId: null, afterSeq: 0 } : from),
    });
    const audit = { ...auditOf(ports, actor, webhookId, now), event: 'webhook.recovered', meta: { queued } } as const;
    await auditEndpoint(sql, audit);
    return { outcome: { queuedCount: queued, next: nextOf(from, lastId, lastSeq) } };
  });
}

/** Clocks of receivers are a little ahead. */
const clockLeewayMs = 60_000;

/** A time that is wrong by an offset would look like a recovery that found nothing. */
function refuseFuture(since: Instant, now: Instant): void {
  if (Date.parse(since) > Date.parse(now) + clockLeewayMs)
    throw refuse('invalid_request', { field: 'since', reason: 'is in the future' });
}

/** Ids hold no time before 1970. */
const firstIdAt = (since: Instant) => makeId('event', toInstant(Math.max(0, Date.parse(since))), new Uint8Array(10));

function nextOf(from: Since, lastId: Id<'event'> | null, lastSeq: number | null): Since | null {
  if (lastId === null || lastSeq === null) return null;
  return 'since' in from ? { since: timeOfId(lastId) } : { tournamentId: from.tournamentId, afterSeq: lastSeq };
}

/** What the webhook never gets would look like a recovery that found nothing. */
async function refuseUnselected(sql: Sql, actor: Actor, endpoint: Endpoint, tournamentId: Id<'tournament'>) {
  await refuseForeign(sql, actor, { ...endpoint, tournamentIds: [tournamentId] });
  if (endpoint.tournamentIds.length > 0 && !endpoint.tournamentIds.includes(tournamentId))
    throw refuse('invalid_request', { field: 'tournamentId', reason: 'is not among the tournaments of this webhook' });
}

async function takeActive(sql: Sql, actor: Actor, id: Id<'webhook'>): Promise<void> {
  refuseUnlessActive(await takeWebhook(sql, actor, id));
}

function refuseUnlessActive({ state }: Endpoint): void {
  if (state !== 'active') throw refuse('state_conflict', { state, reason: 'it has to be active' });
}

async function readBack(sql: Sql, id: Id<'delivery'>): Promise<Delivery> {
  const found = await findDelivery(sql, id);
  invariant(found !== null, 'a delivery that was queued exists');
  return found;
}

const auditOf = (ports: Ports, { playerId }: Actor, refId: Id<'webhook'>, createdAt: Instant) => ({
  ...{ id: ports.newId('audit'), actorId: playerId, refId, createdAt },
});
