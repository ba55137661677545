// Stands for `failing-store.ts` in the project `deno`: a proxy before the bucket that refuses connections.

import { afterAll } from 'vitest';
import { startBreakableProxy } from '../servers/breakable-proxy.ts';
import { env } from './workers.ts';

const endpoint = new URL(String(env.R2_ENDPOINT));
const proxy = await startBreakableProxy({ host: endpoint.hostname, port: Number(endpoint.port) });
endpoint.port = String(proxy.port);
env.R2_ENDPOINT = endpoint.href;
afterAll(() => proxy.stop());

export const loseStore = () => proxy.fail('refuses');
export const restoreStore = () => proxy.restore();
