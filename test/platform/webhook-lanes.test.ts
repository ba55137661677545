// Receivers that hang, on both platforms: those of one organizer occupy a part of the sender only, so that what goes to others leaves at once.

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import { repositoryFolder } from '../../src/cli/dev/home-folder.ts';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { endpointsMax } from '../../src/webhooks/endpoints/endpoint.ts';
import { sendingMax } from '../../src/webhooks/sending/room.ts';
import { startDenoLaurel } from '../support/laurels/deno-laurel.ts';
import type { LiveServer } from '../support/laurels/platforms.ts';
import { startWholeLaurel } from '../support/laurels/whole-laurel.ts';

type Start = (variables: Record<string, string>) => Promise<LiveServer>;
const platforms: readonly (readonly [string, Start])[] = [
  ['workerd', startWholeLaurel],
  ['Deno', startDenoLaurel],
];

interface Delivery {
  readonly state: string;
  /** The latest first. */
  readonly attempts: readonly { readonly startedAt: string; readonly durationMs: number }[];
}

describe.each(platforms)('on %s', (_, start) => {
  let laurel: LiveServer;
  beforeAll(async () => {
    laurel = await start({ LAUREL_ENV: 'development', RATE_LIMITS: 'off', LOG_REQUESTS: 'false' });
  });
  afterAll(() => laurel?.stop());

  async function anOrganizer() {
    const sub = makePlayerId();
    const token = await signToken(laurel.jwtSecret, { sub, name: 'Ada', roles: ['organizer'], ttlSeconds: 3_600 });
    const send = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(laurel.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      // biome-ignore lint/suspicious/noExplicitAny: the tests read what they have made
      return (await answer.json()) as any;
    };
    /** A test of a new webhook; how its delivery stands. */
    const testOf = async (how: string) => {
      const url = `${inject('receiverUrl')}/${how}/${crypto.randomUUID()}`;
      const { webhook } = await send('POST', '/v1/webhooks', { url });
      const { id } = await send('POST', `/v1/webhooks/${webhook.id}/tests`, {});
      return async (): Promise<Delivery> => send('GET', `/v1/webhook-deliveries/${id}`);
    };
    return { testOf };
  }

  const endOf = ({ attempts: [last] }: Delivery) =>
    last === undefined ? Number.POSITIVE_INFINITY : Date.parse(last.startedAt) + last.durationMs;

  it('as many as an organizer may have hang, and what goes to two others is delivered meanwhile', async () => {
    const [slow, one, two] = [await anOrganizer(), await anOrganizer(), await anOrganizer()];
    const hanging = await Promise.all(Array.from({ length: endpointsMax }, () => slow.testOf('hang')));
    const readAll = () => Promise.all(hanging.map((read) => read()));
    const isSending = ({ state }: Delivery) => state === 'sending';
    await expect.poll(async () => (await readAll()).filter(isSending).length).toBe(sendingMax.owner);
    const good = await Promise.all([one.testOf('ok'), two.testOf('ok')]);
    for (const read of good) await expect.poll(async () => (await read()).state).toBe('delivered');
    // Before the first of those that hang was given up.
    const givenUp = Math.min(...(await readAll()).map(endOf));
    for (const read of good) expect(endOf(await read())).toBeLessThan(givenUp);
  });
});

it.each(['staging', 'production'])(
  'on %s each webhook has an invocation of its own, which lasts as long as its work',
  (env) => {
    const config = join(repositoryFolder, 'wrangler.toml');
    const { queues, compatibility_flags: flags } = unstable_readConfig({ config, env });
    const consumer = queues.consumers?.find(({ queue }: { readonly queue: string }) => queue.endsWith('-webhooks'));
    expect(consumer).toMatchObject({ max_batch_size: 1, max_concurrency: 20 });
    expect(flags).toEqual(['nodejs_compat']);
  },
);
