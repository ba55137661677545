// The client of a scripted server, and the answers of such a server.

import { createLaurel, type LaurelOptions } from '../../../src/client/index.ts';
import type { ScriptedHttp, Step } from './scripted-http.ts';

const quick = { delayFirstMs: 1, delayMaxMs: 1 };

export const params = { id: 'trn_1' };
export const done = { status: 201, body: { id: 'reg_1' } } satisfies Step;
export const refusal = (
  status: number,
  code: string,
  more: object = {},
  headers: Record<string, string> = {},
): Step => ({
  status,
  headers,
  body: {
    type: `/docs/problems#${code}`,
    title: 'Title',
    status,
    code,
    detail: 'Detail.',
    requestId: 'req-1',
    ...more,
  },
});
/** Resolves with what the promise rejects with. */
export const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (error: unknown) => error,
  );

/** @param state is read at each call: a test file starts its server after this is called. */
export function clientOf(state: () => { server: ScriptedHttp }) {
  const connect = (options: Partial<LaurelOptions> = {}) =>
    createLaurel({ baseUrl: state().server.url, retries: quick, ...options });
  const keysSent = () => state().server.requests.map(({ headers }) => headers['idempotency-key']);
  return { connect, keysSent };
}
