// s3rver: an S3 server that shares no line with the other one. It takes any signature, so it proves semantics, not signing.
// A process of its own, since its list tokens need a cipher that Node has only on demand; ends when its parent does.

// @ts-expect-error It has no types.
import S3rver from 's3rver';

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'certs', configs: [] }],
});

// It takes the byte range 0-0 for one without an end, since 0 is false; the text '0' is not.
const { store } = server;
const getObject = store.getObject.bind(store);
store.getObject = (bucket: string, key: string, range?: { end?: number | string }) =>
  getObject(bucket, key, range?.end === 0 ? { ...range, end: '0' } : range);

const { port } = await server.run();
process.stdout.write(`${port}\n`);
process.stdin.on('end', () => process.exit()).resume();
