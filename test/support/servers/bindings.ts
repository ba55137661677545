// The variables of the Worker under test, the same on each platform.

import type { ProvidedContext } from 'vitest';

/** At least 32 characters; tests sign their own tokens with it. */
const jwtSecret = 'a-secret-for-tests-that-is-long-enough';

export type Inject = <K extends keyof ProvidedContext>(key: K) => ProvidedContext[K];

export const testBindings = (inject: Inject): Record<string, string> => ({
  JWT_SECRET: jwtSecret,
  WEBHOOK_SECRET: jwtSecret,
  WEBHOOK_RESOLVER_URL: `${inject('receiverUrl')}/dns-query`,
  // Every answer is compared with the declaration of its route.
  LAUREL_ENV: 'development',
  LOG_REQUESTS: 'false',
  METRICS_TOKEN: 'a-token-for-the-metrics-page',
  PUBLIC_URL: 'https://laurel.test',
  DATABASE_URL: inject('postgresUrl'),
  ...describeS3('S3', inject('s3')),
});

export const describeS3 = (prefix: 'S3' | 'R2', s3: ProvidedContext['s3']): Record<string, string> => ({
  [`${prefix}_ENDPOINT`]: s3.endpoint,
  [`${prefix}_BUCKET`]: s3.bucket,
  [`${prefix}_REGION`]: s3.region,
  [`${prefix}_ACCESS_KEY_ID`]: s3.accessKeyId,
  [`${prefix}_SECRET_ACCESS_KEY`]: s3.secretAccessKey,
});
