// Runs s3rver, an independent S3 implementation. It accepts any signature, so it tests semantics, not signing.
// A separate process, because its list tokens need a cipher that Node enables only with an option. Ends with its parent.

import { rm } from 'node:fs/promises';
// @ts-expect-error s3rver has no types.
import S3rver from 's3rver';

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'certs', configs: [] }],
});

// s3rver treats the number 0 as a missing range end; the text '0' works.
const { store } = server;
const getObject = store.getObject.bind(store);
store.getObject = (bucket: string, key: string, range?: { end?: number | string }) =>
  getObject(bucket, key, range?.end === 0 ? { ...range, end: '0' } : range);

// s3rver removes empty folders after a delete. A write that has just created its folder then ends the process.
store.deleteObject = (bucket: string, key: string) =>
  Promise.all(
    ['object', 'object.md5', 'metadata.json'].map((name) =>
      rm(store.getResourcePath(bucket, key, name), { force: true }),
    ),
  );

const { port } = await server.run();
process.stdout.write(`${port}\n`);
process.stdin.on('end', () => process.exit()).resume();
