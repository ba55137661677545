// Calls a backend object by RPC, as the edge does.

import { env } from 'cloudflare:workers';
import type { BackendRpc } from '../../../src/app/services.ts';

export function backend(): BackendRpc {
  return env.BACKEND.getByName('0') as unknown as BackendRpc;
}
