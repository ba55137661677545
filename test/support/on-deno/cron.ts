// Stands for `cron.ts` in the project `deno`: the cron of the process under test.

import { denoLaurel } from './workers.ts';

export const tickCron = async (): Promise<void> => (await denoLaurel()).tick();
