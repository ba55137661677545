// Door 2: the Hono app of the API, run by the backend object beside its database connections.

import { Hono } from 'hono';
import { issuerRoutes } from '../certificates/issuers/issuer-routes.ts';
import { certificateRoutes, tournamentCertificateRoutes } from '../certificates/routes.ts';
import {
  batchRoutes,
  creditRoutes,
  debitRoutes,
  holdRoutes,
  transferRoutes,
} from '../economy/ledger/posting-routes.ts';
import { economyRoutes } from '../economy/reports/revenue-routes.ts';
import { walletRoutes } from '../economy/wallets/routes.ts';
import { authenticate, authenticateWrites } from '../http/authenticate.ts';
import type { ApiEnv } from '../http/context.ts';
import { problemFor, problemResponse } from '../http/problem.ts';
import { requestId } from '../http/request-id.ts';
import { idempotency } from '../idempotency/middleware.ts';
import { eventRoutes } from '../live/routes.ts';
import { moderationRoutes } from '../moderation/routes.ts';
import { objectRoutes } from '../objects/routes.ts';
import { teamRoutes } from '../teams/routes.ts';
import { registrationRoutes } from '../tournaments/registration/registration-routes.ts';
import { matchRoutes, tournamentRoutes } from '../tournaments/routes.ts';
import { healthRoutes } from './health.ts';
import type { ApiServices } from './services.ts';

const postings = /^\/v1\/(transfers|credits|debits|batches|holds)(\/|$)/;

export const api = new Hono<ApiEnv<ApiServices>>()
  .use(requestId)
  .route('/', healthRoutes)
  .use('/v1/*', authenticate, authenticateWrites)
  // Postings keep their key in their own transaction.
  .use('/v1/*', (c, next) => (postings.test(c.req.path) ? next() : idempotency(c, next)))
  .route('/v1/tournaments', tournamentRoutes)
  .route('/v1/tournaments', tournamentCertificateRoutes)
  .route('/v1/tournaments', eventRoutes)
  .route('/v1/teams', teamRoutes)
  .route('/v1/registrations', registrationRoutes)
  .route('/v1/matches', matchRoutes)
  .route('/v1/certificates', certificateRoutes)
  .route('/v1/issuers', issuerRoutes)
  .route('/v1/wallets', walletRoutes)
  .route('/v1/transfers', transferRoutes)
  .route('/v1/credits', creditRoutes)
  .route('/v1/debits', debitRoutes)
  .route('/v1/batches', batchRoutes)
  .route('/v1/holds', holdRoutes)
  .route('/v1/economy', economyRoutes)
  .route('/v1/moderation', moderationRoutes)
  .route('/v1/objects', objectRoutes);

api.onError((error, c) => withId(problemFor(error, c.get('requestId')), c.get('requestId')));

api.notFound((c) => {
  const methods = methodsOf(c.req.path);
  if (methods.length === 0) return problemResponse('not_found', c.get('requestId'));
  return problemResponse('method_not_allowed', c.get('requestId'), { headers: { allow: methods.join(', ') } });
});

/** Which methods some route would have taken at this path. */
function methodsOf(path: string): string[] {
  const routes = api.routes.filter((route) => route.method !== 'ALL' && matchesPattern(route.path, path));
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...new Set(methods)].sort();
}

function matchesPattern(pattern: string, path: string): boolean {
  const [want, have] = [pattern.split('/'), path.split('/')];
  return want.length === have.length && want.every((part, index) => part.startsWith(':') || part === have[index]);
}

function withId(response: Response, id: string): Response {
  response.headers.set('x-request-id', id);
  return response;
}
