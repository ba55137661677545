// Test files share an isolate: what one file changes must not reach the next.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { cleanIsolate, rebind } from '../support/isolate.ts';

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

it('what a file binds reaches the Worker, even if work left over has made it read the bindings before', async () => {
  const { configOf } = await importConfig();
  expect(configOf(env).publicUrl).toBe('https://laurel.test');
  await rebind({ PUBLIC_URL: 'https://bound.test' });
  expect(configOf(env).publicUrl).toBe('https://bound.test');
});

it('while the isolate is cleaned, no binding is absent', async () => {
  const names = Object.keys(bindings);
  await rebind({ PUBLIC_URL: 'https://bound.test' });
  const cleaned = cleanIsolate();
  const absent = names.filter((name) => !(name in bindings));
  await cleaned;
  expect(absent).toEqual([]);
});
