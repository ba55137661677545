// Stands for `first-store.ts` in the project `deno`: the same bucket through its S3 endpoint.

import type { ObjectStore } from '../../../src/objects/stores/object-store.ts';
import { openR2 } from '../../../src/platform/deno/r2.ts';
import { env } from './workers.ts';

export const firstStore = openR2(env) as ObjectStore;
