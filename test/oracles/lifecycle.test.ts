// Lifecycle rules are compatible with Amazon's client, in both directions.

import {
  GetBucketLifecycleConfigurationCommand,
  type LifecycleRule,
  PutBucketLifecycleConfigurationCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/client.ts';
import { applyLifecycle, readRules } from '../../src/objects/lifecycle/apply-lifecycle.ts';
import { lifecycleRules } from '../../src/objects/lifecycle/lifecycle.ts';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { createDatabase } from '../support/isolate/new-database.ts';
import { type LifecycleServer, startLifecycleServer } from '../support/servers/lifecycle-server.ts';

let server: LifecycleServer;
let db: ReturnType<typeof openDatabase>;
const access = { bucket: 'certs', region: 'us-east-1', accessKeyId: 'id', secretAccessKey: 'secret' };
const ours = () => createS3Store({ ...access, endpoint: server.endpoint });
const amazons = () =>
  new S3Client({ endpoint: server.endpoint, region: access.region, forcePathStyle: true, credentials: access });
const Bucket = access.bucket;

beforeAll(async () => {
  server = await startLifecycleServer();
  db = openDatabase(await createDatabase(), 1);
});

afterAll(async () => {
  await db?.close();
  await server?.stop();
});

const apply = (isWriting: boolean) => applyLifecycle({ db, store: ours() }, { side: 's3', isWriting });

it('a bucket without rules is reported; after applying it has exactly the wanted rules', async () => {
  const before = await apply(false);
  expect([before.isApplied, before.differences.every(({ kind }) => kind === 'missing')]).toEqual([false, true]);
  expect(before.differences).toHaveLength(lifecycleRules.s3.length);
  expect(await apply(true)).toEqual({ side: 's3', faults: [], differences: [], isApplied: true });
});

it("Amazon's client reads Laurel's rules correctly", async () => {
  await apply(true);
  const { Rules } = await amazons().send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  const cools = {
    Status: 'Enabled',
    Transitions: [
      { Days: 30, StorageClass: 'STANDARD_IA' },
      { Days: 365, StorageClass: 'GLACIER_IR' },
    ],
    NoncurrentVersionExpiration: { NoncurrentDays: 30 },
  };
  expect(Rules).toEqual([
    { ID: 'pdf-cools', Filter: { Prefix: 'pdf/' }, ...cools },
    { ID: 'png-cools', Filter: { Prefix: 'png/' }, ...cools },
    { ID: 'temporary-out', Filter: { Prefix: '_temp/' }, Status: 'Enabled', Expiration: { Days: 7 } },
    {
      ID: 'incomplete-uploads-out',
      Filter: { Prefix: '' },
      Status: 'Enabled',
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ]);
});

it("Laurel reads the rules of Amazon's client correctly", async () => {
  const Rules = [
    { ID: 'old', Status: 'Disabled' as const, Filter: { Prefix: 'x/' }, Expiration: { Days: 9 }, Transitions: [] },
  ];
  await amazons().send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  expect(await readRules(ours())).toMatchObject({
    rules: [{ id: 'old', prefix: 'x/', isEnabled: false, expirationDays: 9 }],
  });
  expect((await apply(false)).differences).toContainEqual({ id: 'old', kind: 'unknown' });
});

const put = (Rules: LifecycleRule[]) =>
  amazons().send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));

it.each<[string, Partial<LifecycleRule>, string]>([
  ['a filter by tag', { Filter: { Tag: { Key: 'k', Value: 'v' } } }, 'Filter/Tag'],
  ['a filter by size', { Filter: { ObjectSizeGreaterThan: 1 } }, 'Filter/ObjectSizeGreaterThan'],
  [
    'a filter by prefix and tag',
    { Filter: { And: { Prefix: 'pdf/', Tags: [{ Key: 'k', Value: 'v' }] } } },
    'Filter/And',
  ],
  ['a date', { Expiration: { Date: new Date('2030-01-01') } }, 'Expiration/Date'],
  [
    'removal of delete markers',
    { Expiration: { ExpiredObjectDeleteMarker: true } },
    'Expiration/ExpiredObjectDeleteMarker',
  ],
  [
    'a number of versions to keep',
    { NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 3 } },
    'NoncurrentVersionExpiration/NewerNoncurrentVersions',
  ],
  [
    'transitions of old versions',
    { NoncurrentVersionTransitions: [{ NoncurrentDays: 30, StorageClass: 'GLACIER' }] },
    'NoncurrentVersionTransition',
  ],
])('a rule of ours with %s is different, and says by what', async (_, added, element) => {
  await apply(true);
  const command = new GetBucketLifecycleConfigurationCommand({ Bucket });
  const [first, ...others] = ((await amazons().send(command)).Rules ?? []) as [LifecycleRule, ...LifecycleRule[]];
  await put([{ ...first, ...added }, ...others]);
  const { differences } = await apply(false);
  expect(differences).toEqual([{ id: 'pdf-cools', kind: 'different', elements: [element] }]);
});

it('a bucket with a smaller minimum size for transitions is different', async () => {
  await apply(true);
  const name = 'x-amz-transition-default-minimum-object-size';
  server.headers[name] = 'all_storage_classes_128K';
  expect((await apply(false)).differences).toEqual([]);
  server.headers[name] = 'varies_by_storage_class';
  const elements = [`${name}: varies_by_storage_class`];
  expect((await apply(false)).differences).toEqual([{ id: null, kind: 'different', elements }]);
  delete server.headers[name];
});

it('on R2 all rules are removed, except the rule that aborts incomplete uploads', async () => {
  const onR2 = (isWriting: boolean) => applyLifecycle({ db, store: ours() }, { side: 'r2', isWriting });
  const common: Pick<LifecycleRule, 'Status' | 'Filter'> = { Status: 'Enabled', Filter: { Prefix: '' } };
  const own: LifecycleRule = {
    ID: 'Default Multipart Abort Rule',
    ...common,
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
  };
  const foreign: LifecycleRule = { ID: 'ages', ...common, Transitions: [{ Days: 30, StorageClass: 'STANDARD_IA' }] };
  await put([foreign, own]);
  expect((await onR2(false)).differences).toEqual([{ id: 'ages', kind: 'unknown' }]);
  expect((await onR2(true)).differences).toEqual([]);
  expect((await readRules(ours())).rules.map(({ id }) => id)).toEqual([own.ID]);
  await put([foreign]);
  expect((await onR2(true)).differences).toEqual([]);
  expect((await readRules(ours())).rules).toEqual([]);
});

it('objects under a legal hold do not expire, whatever their key', async () => {
  await db.sql`INSERT INTO object_item (key, sha256, size_bytes, content_type, r2_status, s3_status, next_attempt_at, created_at, is_held)
    VALUES ('_temp/held', '', 0, '', 'stored', 'none', now(), now(), true)`;
  const report = await apply(true);
  expect([report.isApplied, report.faults]).toEqual([
    false,
    ['temporary-out would delete objects under a legal hold.'],
  ]);
  await db.sql`DELETE FROM object_item`;
});

it('a server without lifecycle support is reported', async () => {
  const store = createS3Store(inject('s3'));
  await expect(applyLifecycle({ db, store }, { side: 's3', isWriting: true })).rejects.toThrow(
    /lifecycle: NotImplemented/,
  );
});
