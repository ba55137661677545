// Stands for `cron.ts` in the project `deno`: the steps of the cron on the same database and stores, composed as on Deno.

import { createLaurel } from '../../../src/platform/deno/services.ts';
import { env } from './workers.ts';

export async function tickCron(): Promise<void> {
  const { tick, close } = createLaurel(env);
  try {
    await tick();
  } finally {
    await close();
  }
}
