// The cron of both platforms.

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cronSteps } from '../../src/app/jobs/run-cron.ts';
import { startDenoLaurel } from '../support/laurels/deno-laurel.ts';
import { startWholeLaurel } from '../support/laurels/whole-laurel.ts';

interface Ticking {
  readonly tick: () => Promise<void>;
  readonly readLog: () => string;
  readonly stop: () => Promise<void>;
}

const platforms: readonly (readonly [string, (variables?: Record<string, string>) => Promise<Ticking>])[] = [
  ['workerd', startWholeLaurel],
  ['Deno', startDenoLaurel],
];

/** Every step needs the database. */
const failedSteps = (log: string) => [...log.matchAll(/"cron":"(\w+)"/g)].map(([, step]) => step);

describe.each(platforms)('on %s', (_, start) => {
  let [working, broken]: [Ticking | undefined, Ticking | undefined] = [undefined, undefined];
  beforeAll(async () => {
    working = await start();
    const DATABASE_URL = `postgres://laurel_app:none@127.0.0.1:${inject('closedPort')}/laurel`;
    // With an earlier secret there are secrets to seal again.
    broken = await start({ DATABASE_URL, WEBHOOK_SECRET_PREVIOUS: 'p'.repeat(40) });
  });
  afterAll(() => Promise.all([working?.stop(), broken?.stop()]));

  it('every step of the timetable runs, in its order, also after one that fails', async () => {
    expect(cronSteps.length).toBeGreaterThan(25);
    // Deno says that the run has failed, workerd does not.
    await broken?.tick().catch(() => {});
    await expect.poll(() => failedSteps(broken?.readLog() ?? '')).toEqual(cronSteps);
  });

  it('no step fails where nothing is to do', async () => {
    await working?.tick();
    expect(failedSteps(working?.readLog() ?? '')).toEqual([]);
  });
});

it('a process on Deno runs it at its start, for what an earlier one has left in its queue', async () => {
  const DATABASE_URL = `postgres://laurel_app:none@127.0.0.1:${inject('closedPort')}/laurel`;
  const broken = await startDenoLaurel({ DATABASE_URL, CRON_SECONDS: '3600' });
  try {
    await expect.poll(() => failedSteps(broken.readLog())).toContain(cronSteps[0]);
  } finally {
    await broken.stop();
  }
});
