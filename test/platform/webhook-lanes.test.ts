// Receivers that hang, on both platforms: those of one organizer occupy a part of the sender only, so that what goes to others leaves at once.

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { endpointsMax } from '../../src/webhooks/endpoints/endpoint.ts';
import { startDenoLaurel } from '../support/laurels/deno-laurel.ts';
import type { LiveServer } from '../support/laurels/platforms.ts';
import { startWholeLaurel } from '../support/laurels/whole-laurel.ts';

type Start = (variables: Record<string, string>) => Promise<LiveServer>;
const platforms: readonly (readonly [string, Start])[] = [
  ['workerd', startWholeLaurel],
  ['Deno', startDenoLaurel],
];

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
      return async (): Promise<string> => (await send('GET', `/v1/webhook-deliveries/${id}`)).state;
    };
    return { testOf };
  }

  type Test = () => Promise<string>;
  const statesOf = (tests: readonly Test[]) => Promise.all(tests.map((stateOf) => stateOf()));
  const count = async (tests: readonly Test[], state: string) =>
    (await statesOf(tests)).filter((found) => found === state).length;

  it('as many as an organizer may have hang, and what goes to two others is delivered meanwhile', async () => {
    const [slow, one, two] = [await anOrganizer(), await anOrganizer(), await anOrganizer()];
    const hanging = await Promise.all(Array.from({ length: endpointsMax }, () => slow.testOf('hang')));
    await expect.poll(() => count(hanging, 'sending')).toBe(8);
    const waits: readonly boolean[] = (await statesOf(hanging)).map((state) => state === 'sending');
    for (const { testOf } of [one, two]) await expect.poll(await testOf('ok')).toBe('delivered');
    // Delivered before the first of those that hang was given up.
    expect((await statesOf(hanging)).map((state) => state === 'sending')).toEqual(waits);
  });
});
