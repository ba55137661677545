// Two projects: `workers` runs inside workerd beside the Worker under test, `node` runs what only Node can do.

import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { promptQueueSeconds, readWranglerOptions } from '../src/cli/dev/wrangler-options.ts';
import type {} from './support/global-setup.ts';

const root = new URL('..', import.meta.url).pathname;

/** At least 32 characters; tests sign their own tokens with it. */
const jwtSecret = 'a-secret-for-tests-that-is-long-enough';

const { queueConsumers } = readWranglerOptions(promptQueueSeconds);

export default defineConfig({
  root,
  test: {
    globalSetup: ['./test/support/global-setup.ts'],
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
          cloudflareTest(({ inject }) => {
            const s3 = inject('s3');
            return {
              wrangler: { configPath: './wrangler.toml' },
              miniflare: {
                queueConsumers,
                bindings: {
                  JWT_SECRET: jwtSecret,
                  WEBHOOK_SECRET: jwtSecret,
                  WEBHOOK_RESOLVER_URL: `${inject('receiverUrl')}/dns-query`,
                  // Every answer is compared with the declaration of its route.
                  LAUREL_ENV: 'development',
                  LOG_REQUESTS: 'false',
                  PUBLIC_URL: 'https://laurel.test',
                  DATABASE_URL: inject('postgresUrl'),
                  S3_ENDPOINT: s3.endpoint,
                  S3_BUCKET: s3.bucket,
                  S3_REGION: s3.region,
                  S3_ACCESS_KEY_ID: s3.accessKeyId,
                  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
                },
              },
            };
          }),
        ],
        test: {
          name: 'workers',
          isolate: false,
          // A worker that starts late would get all cached modules in one message, and workerd takes no message above 32 MiB.
          fsModuleCache: false,
          setupFiles: ['./test/support/clean-isolate.ts', './test/support/replay.ts'],
          include: ['test/{unit,integration,http,realtime,stories,contracts}/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['./test/support/replay.ts'],
          include: [
            'test/{architecture,docs}.test.ts',
            'test/{bench,cli,client,live,oracles,pages,platform}/**/*.test.{ts,tsx}',
          ],
        },
      },
    ],
  },
});
