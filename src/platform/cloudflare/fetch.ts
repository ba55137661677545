// Entry point of HTTP requests: runs the edge app with the services of this environment.

import { edge } from '../../app/edge.ts';
import { requestIdOf } from '../../http/log/request-id.ts';
import { problemFor } from '../../http/problem.ts';
import { guardBindings } from './required-bindings.ts';
import { edgeServicesOf } from './services.ts';

export function handleFetch(request: Request, env: Env, context: ExecutionContext): Response | Promise<Response> {
  try {
    return edge.fetch(request, { services: edgeServicesOf(guardBindings(env)) }, context);
  } catch (error) {
    return problemFor(error, requestIdOf(request));
  }
}
