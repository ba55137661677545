// A Laurel that is killed with SIGKILL and starts again. In the nightly run that is the whole process of `npm start`; otherwise its Worker and
// its Postgres, in turn.

import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { startKillableLaurel } from './killable-laurel.ts';
import { startByCommand } from './started-laurel.ts';

export interface Victim {
  readonly url: () => string;
  readonly jwtSecret: string;
  readonly databaseUrl: () => string;
  readonly kill: () => Promise<void>;
  /** What cron does within a minute. */
  readonly tick: () => Promise<void>;
  /** What it has said since its last start. */
  readonly readLog: () => string;
  readonly stop: () => Promise<void>;
}

const variables = { LAUREL_ENV: 'development', RATE_LIMITS: 'off', LOG_REQUESTS: 'false' };

export async function startVictim(): Promise<Victim> {
  if (inject('isNightly')) {
    const started = await startByCommand(variables);
    return { ...started, url: () => started.url, tick: () => sleep(1_000) };
  }
  const laurel = await startKillableLaurel(variables);
  const kills = [laurel.killWorker, laurel.killPostgres];
  let count = 0;
  return {
    url: () => `http://127.0.0.1:${laurel.address().port}`,
    jwtSecret: laurel.jwtSecret,
    databaseUrl: () => laurel.databaseUrl,
    kill: () => (kills[count++ % kills.length] as () => Promise<void>)(),
    tick: () => laurel.tick().catch(() => {}),
    readLog: laurel.readLog,
    stop: laurel.stop,
  };
}
