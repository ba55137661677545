// Three projects: `workers` runs inside workerd beside the Worker under test, `node` runs what only Node can do, and `deno` runs files of
// `workers` again, against the app under Deno.

import { globSync, readFileSync } from 'node:fs';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { promptQueueSeconds, readWranglerOptions } from '../src/cli/dev/wrangler-options.ts';
import type {} from './support/isolate/global-setup.ts';
import { testBindings } from './support/servers/bindings.ts';

const root = new URL('..', import.meta.url).pathname;
const onDeno = (name: string) => `${root}test/support/on-deno/${name}.ts`;

const { queueConsumers } = readWranglerOptions(promptQueueSeconds);

/** Only workerd has these: bindings, its objects, modules that are replaced or changed beside the Worker. */
const workerdOnly =
  /cloudflare:test|platform\/cloudflare|src\/worker|support\/isolate\/two-stores|\benv\.[A-Z]|\bvi\.|\bcaches\b|Object\.assign\(routeOf/;

/** `npm run test:deno`: every story and every test over HTTP that names nothing of workerd. */
const filesOnDeno = globSync('test/{stories,http}/**/*.test.ts', { cwd: root }).filter(
  (path) => !workerdOnly.test(readFileSync(root + path, 'utf8')),
);

export default defineConfig({
  root,
  test: {
    globalSetup: ['./test/support/isolate/global-setup.ts'],
    // Tests check rules, not speed, so a busy machine must not fail them.
    testTimeout: process.env.LAUREL_NIGHTLY === '1' ? 1_200_000 : 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // More workers than cores: many tests wait for a timer or a server that is down.
    maxWorkers: 3,
    coverage: {
      provider: 'istanbul',
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['src/platform/cloudflare/bindings.d.ts'],
      reporter: ['text-summary', 'html', 'json'],
      thresholds: {
        lines: 90,
        'src/objects/**': { lines: 95 },
        'src/certificates/**': { lines: 95 },
      },
    },
    projects: [
      {
        extends: true,
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { queueConsumers, bindings: testBindings(inject) },
          })),
        ],
        test: {
          name: 'workers',
          isolate: false,
          // A worker that starts late would get all cached modules in one message, and workerd takes no message above 32 MiB.
          fsModuleCache: false,
          setupFiles: ['./test/support/isolate/clean-isolate.ts', './test/support/rules/replay.ts'],
          include: ['test/{unit,integration,http,realtime,stories,contracts}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          isolate: false,
          setupFiles: ['./test/support/rules/replay.ts'],
          include: [
            'test/{architecture,docs}.test.ts',
            'test/{bench,cli,client,live,oracles,pages,platform}/**/*.test.{ts,tsx}',
          ],
        },
      },
      {
        extends: true,
        resolve: {
          alias: [
            { find: /^cloudflare:(workers|test)$/, replacement: onDeno('$1') },
            {
              find: /^(?:\.\.\/)+support\/isolate\/(backend-rpc|cron|failing-store|first-store)\.ts$/,
              replacement: onDeno('$1'),
            },
          ],
        },
        test: {
          name: 'deno',
          environment: 'node',
          setupFiles: ['./test/support/rules/replay.ts'],
          include: process.env.LAUREL_DENO === 'all' ? filesOnDeno : ['test/stories/tournament.test.ts'],
        },
      },
    ],
  },
});
