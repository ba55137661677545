// Stands for `backend-rpc.ts` in the project `deno`: the same methods on the same database, composed as on Deno.

import { afterAll } from 'vitest';
import type { BackendRpc } from '../../../src/app/services.ts';
import { createLaurel, type DenoLaurel } from '../../../src/platform/deno/services.ts';
import { env } from './workers.ts';

let laurel: DenoLaurel | undefined;

afterAll(() => laurel?.close());

export function backend(): BackendRpc {
  laurel ??= createLaurel(env);
  return laurel.services.rpc('');
}
