// Does an operation of the API by its name, within the process: the acts of simulated people take the same way as requests, from the schema of
// the body on. Limits and tokens are not judged.

import { invariant } from '../core/errors.ts';
import { parse } from '../http/validate.ts';
import type { Perform } from '../tournaments/sandbox/drive-sandbox.ts';
import { pairRound } from '../tournaments/stages/rounds/pair-round.ts';
import { routes } from './api.ts';
import type { ApiServices } from './services.ts';

const byName = new Map(routes.map((route) => [route.name, route]));

export function createPerform(services: ApiServices): Perform {
  return async ({ operation, params, body, actor, claim }) => {
    const route = byName.get(operation);
    invariant(route !== undefined, 'the script names operations of the API');
    const ports = { ...services.ports, claim };
    // A round is paired at once: what follows waits for it.
    const jobs = { ...services.jobs, pairRound: (round: Parameters<typeof pairRound>[1]) => pairRound(ports, round) };
    const parsed = route.body !== undefined && 'safeParse' in route.body ? parse(route.body, body) : {};
    const asked = { services: { ...services, ports, jobs }, actor, params, query: {}, body: parsed };
    return (await route.handle(asked as never)).body;
  };
}
