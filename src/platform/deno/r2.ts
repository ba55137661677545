// R2 through its S3 endpoint: outside of Cloudflare there is no binding.

import type { ConfigurationFault } from '../../core/public-url.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import { createS3Store } from '../../objects/stores/s3.ts';
import { dialects } from '../../objects/stores/s3-dialect.ts';

type Variables = Readonly<Record<string, string>>;

const required = ['R2_ENDPOINT', 'R2_BUCKET', 'R2_ACCESS_KEY_ID', 'R2_SECRET_ACCESS_KEY'] as const;

/** What is missing, or no address. */
export function r2Faults(variables: Variables): readonly ConfigurationFault[] {
  const missing = required.filter((name) => !variables[name]).map((variable) => ({ variable, reason: 'is not set' }));
  const { R2_ENDPOINT: endpoint } = variables;
  if (!endpoint || URL.canParse(endpoint)) return missing;
  return [{ variable: 'R2_ENDPOINT', reason: 'is not valid: it is no URL' }, ...missing];
}

/** The store, or its first fault. */
export function openR2(variables: Variables): ObjectStore | ConfigurationFault {
  const [fault] = r2Faults(variables);
  if (fault !== undefined) return fault;
  const [endpoint = '', bucket = '', accessKeyId = '', secretAccessKey = ''] = required.map((name) => variables[name]);
  const { r2: dialect } = dialects;
  return createS3Store({ endpoint, bucket, accessKeyId, secretAccessKey, region: 'auto', name: 'r2', dialect });
}
