// Test files share an isolate: what one file changes must not reach the next.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { configOf } from '../../../src/platform/cloudflare/config.ts';
import { cleanIsolate, rebind } from '../../support/isolate/isolate.ts';

const bindings = env as unknown as Record<string, unknown>;

it('after a file that changed bindings, they are back, and the Worker reads them again', async () => {
  const atStart = { ...bindings };
  await rebind({ PUBLIC_URL: 'https://changed.test', METRICS_TOKEN: undefined, ADDED: 'x' });
  expect(configOf(env).publicUrl).toBe('https://changed.test');
  await cleanIsolate();
  expect({ ...bindings, DATABASE_URL: atStart.DATABASE_URL }).toEqual(atStart);
  expect(configOf(env).publicUrl).toBe('https://laurel.test');
});

it('what a file binds reaches the Worker, even if work left over has made it read the bindings before', async () => {
  expect(configOf(env).publicUrl).toBe('https://laurel.test');
  await rebind({ PUBLIC_URL: 'https://bound.test' });
  expect(configOf(env).publicUrl).toBe('https://bound.test');
});

it('while the isolate is cleaned, no binding is absent', async () => {
  const names = Object.keys(bindings);
  const cleaned = cleanIsolate();
  const absent = names.filter((name) => !(name in bindings));
  await cleaned;
  expect(absent).toEqual([]);
});
