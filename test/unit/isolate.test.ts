// Test files share an isolate: what one file changes must not reach the next.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { cleanIsolate } from '../support/isolate.ts';

const bindings = env as unknown as Record<string, unknown>;
const importConfig = () => import('../../src/platform/cloudflare/config.ts');

it('after a file that changed bindings, they are back, and the Worker reads them again', async () => {
  const { configOf } = await importConfig();
  const atStart = { ...bindings };
  Object.assign(env, { PUBLIC_URL: 'https://changed.test', METRICS_TOKEN: 'a-token-that-was-added' });
  expect(configOf(env).publicUrl).toBe('https://changed.test');
  await cleanIsolate();
  expect({ ...bindings, DATABASE_URL: atStart.DATABASE_URL }).toEqual(atStart);
  expect((await importConfig()).configOf(env).publicUrl).toBe('https://laurel.test');
});

it('after a file that changed none, the evaluated modules stay', async () => {
  bindings.DATABASE_URL = (globalThis as { bindingsAtStart?: typeof bindings }).bindingsAtStart?.DATABASE_URL;
  const { configOf } = await importConfig();
  await cleanIsolate();
  expect((await importConfig()).configOf).toBe(configOf);
});
