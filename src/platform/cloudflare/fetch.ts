// Entry point of HTTP requests: runs the edge app with the services of this environment.

import { edge } from '../../app/edge.ts';
import { requestIdOf } from '../../http/log/request-id.ts';
import { problemFor } from '../../http/problem.ts';
import { edgeServicesOf } from './services.ts';

export function handleFetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response> {
  try {
    return edge.fetch(request, { services: edgeServicesOf(env) }, context);
  } catch (error) {
    // Invalid configuration: the log gets the reason, the client only the request id.
    return problemFor(error, requestIdOf(request));
  }
}
