// Requests on Cloudflare: the edge app with the services of this environment.

import { edge } from '../../app/edge.ts';
import { problemFor } from '../../http/problem.ts';
import { requestIdOf } from '../../http/request-id.ts';
import { edgeServicesOf } from './services.ts';

export function handleFetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response> {
  try {
    return edge.fetch(request, { services: edgeServicesOf(env) }, context);
  } catch (error) {
    // The variables cannot be read: logged whole, answered with the id only.
    return problemFor(error, requestIdOf(request));
  }
}
