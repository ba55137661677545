// Test files share an isolate: what one file changes must not reach the next.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { configOf, forgetBuilt } from '../../src/platform/cloudflare/config.ts';
import { cleanIsolate } from '../support/isolate.ts';

const bindings = env as unknown as Record<string, unknown>;

it('after a file that changed bindings, they are back, and the Worker reads them again', async () => {
  const atStart = { ...bindings };
  Object.assign(env, { PUBLIC_URL: 'https://changed.test', METRICS_TOKEN: 'a-token-that-was-added' });
  forgetBuilt();
  expect(configOf(env).publicUrl).toBe('https://changed.test');
  await cleanIsolate();
  expect({ ...bindings, DATABASE_URL: atStart.DATABASE_URL }).toEqual(atStart);
  expect(configOf(env).publicUrl).toBe('https://laurel.test');
});

it('after a file that changed none, what was built stays', async () => {
  bindings.DATABASE_URL = (globalThis as { bindingsAtStart?: typeof bindings }).bindingsAtStart?.DATABASE_URL;
  const before = configOf(env);
  await cleanIsolate();
  expect(configOf(env)).toBe(before);
});
