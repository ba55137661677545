// Joins live rooms: finds out who comes and whether they may, then hands the request to the room of the tournament. A match has no room of
// its own: its sockets sit in that of its tournament, which has the events in order.

import { type Context, Hono } from 'hono';
import { DependencyError, DomainError, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { unwrap } from '../core/outcome.ts';
import { clientNetworkOf } from '../http/limits/client-network.ts';
import { readId, readQuery } from '../http/validate.ts';
import { createExpiringCache } from '../identity/expiring-cache.ts';
import { liveQuery } from '../live/contract.ts';
import { closeCodeHeader } from '../live/event-stream.ts';
import { closeCodes } from '../live/frame.ts';
import { isUpgrade, positionAsked } from '../live/join-request.ts';
import { ticketRefusal } from '../live/seats/admission.ts';
import { deadAfterMs } from '../live/seats/attendance.ts';
import type { Visitor } from '../live/seats/seat.ts';
import { openTicket } from '../live/tickets/open-ticket.ts';
import type { EdgeEnv, EdgeServices } from './services.ts';

export const liveRoutes = new Hono<EdgeEnv>({ strict: false })
  .get('/live/tournaments/:id', (c) => joinRoom(c, readId(c, 'tournament'), null))
  .get('/live/matches/:id', (c) => joinRoom(c, null, readId(c, 'match')));

const tournaments = createExpiringCache<Id<'tournament'>>({
  ...{ maxAgeMs: 3_600_000, entriesMax: 10_000 },
  nowMs: Date.now,
});

/** A match never changes its tournament. @throws DomainError not_found. */
export async function tournamentOf({ rpc }: Pick<EdgeServices, 'rpc'>, match: Id<'match'>): Promise<Id<'tournament'>> {
  const known = tournaments.get(match);
  if (known !== undefined) return known;
  const found = unwrap(await rpc(match).tournamentOfMatch(match));
  tournaments.set(match, found);
  return found;
}

/** What the address names. null: the tournament is that of the match. */
interface Asked {
  readonly tournament: Id<'tournament'> | null;
  readonly match: Id<'match'> | null;
  readonly ticket: string | undefined;
}

interface Arrival {
  readonly tournament: Id<'tournament'>;
  readonly visitor: Visitor;
}

type Refusal = readonly [code: number, reason: string];

/** A WebSocket or server-sent events, by what the request asks for. */
async function joinRoom(
  c: Context<EdgeEnv>,
  tournament: Id<'tournament'> | null,
  match: Id<'match'> | null,
): Promise<Response> {
  const { ticket } = readQuery(c, liveQuery);
  const [request, services] = [c.req.raw, c.get('services')];
  const asksForStream = c.req.header('accept')?.includes('text/event-stream') === true;
  if (!isUpgrade(request) && !asksForStream)
    throw refuse('invalid_request', { field: 'upgrade', reason: 'must be websocket, or accept text/event-stream' });
  const arrival = await arrive(services, request, { tournament, match, ticket });
  if (!('visitor' in arrival)) {
    if (isUpgrade(request)) return services.refuseSocket(request, ...arrival);
    throw refusalOf(arrival, match);
  }
  const response = await services.joinRoom(arrival.tournament, request, arrival.visitor);
  const code = Number(response.headers.get(closeCodeHeader) ?? 0);
  if (code !== 0) throw refusalOf([code, await response.text()], match);
  if (response.status === 503) throw new DependencyError('rooms');
  // The headers of what another object answers are immutable.
  return response.status === 101 ? response : new Response(response.body, response);
}

async function arrive(services: EdgeServices, request: Request, asked: Asked): Promise<Arrival | Refusal> {
  const { match } = asked;
  const origin = request.headers.get('origin');
  const network = clientNetworkOf(services.addressOf(request) ?? '');
  const from = { id: crypto.randomUUID(), match, network, origin, since: positionAsked(request) };
  const authorization = request.headers.get('authorization');
  try {
    if (authorization === null && asked.ticket !== undefined) {
      const verdict = await openTicket(services.tickets, asked.ticket, { tournament: asked.tournament, match, origin });
      if (verdict.kind === 'refused') return ticketRefusal(verdict.fault);
      const { tournament, player, isAdmin, endsAtMs, used } = verdict.ticket;
      return { tournament, visitor: { ...from, player, isAdmin, endsAtMs, mayRead: true, ticket: used } };
    }
    const tournament = asked.tournament ?? (await tournamentOf(services, match as Id<'match'>));
    const nobody = { player: null, isAdmin: false, endsAtMs: null };
    const known = authorization === null ? nobody : await admit(services, authorization, tournament);
    return { tournament, visitor: { ...from, ...known, mayRead: authorization !== null, ticket: null } };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    return [closeCodes.notFound, match === null ? 'no such tournament' : 'no such match'];
  }
}

const admit = async ({ rpc }: EdgeServices, authorization: string, tournament: Id<'tournament'>) =>
  unwrap(await rpc(tournament).admitWatcher(authorization, tournament));

/** What a stream answers instead of the close of a socket. */
function refusalOf([code, reason]: Refusal, match: Id<'match'> | null): Error {
  if (code === closeCodes.notFound) return refuse('not_found', { kind: match === null ? 'tournament' : 'match' });
  if (code === closeCodes.unauthenticated || code === closeCodes.expired) return refuse('ticket_not_valid', { reason });
  if (code !== closeCodes.policy) return new DependencyError('rooms');
  return refuse('quota_exceeded', { limit: 'sockets', reason, retryAfterSeconds: deadAfterMs / 1000 });
}
