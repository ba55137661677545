// A bucket in the host name (AWS: "Virtual hosting of buckets"), with a server that supports it. The test replaces the DNS answer:
// Node calls `dns.lookup` for each new connection.

import dns from 'node:dns';
import { afterAll, beforeAll, inject, vi } from 'vitest';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { dialects } from '../../src/objects/stores/s3-dialect.ts';
import { describeObjectStore, patient } from '../contracts/object-store.ts';

const { lookup } = dns;
const elsewhere = 's3.amazonaws.com';

beforeAll(() => {
  const answer = (name: string, ...asked: [dns.LookupOptions, () => void]) =>
    lookup(name.endsWith(`.${elsewhere}`) ? '127.0.0.1' : name, ...asked);
  vi.spyOn(dns, 'lookup').mockImplementation(answer as unknown as typeof lookup);
});

afterAll(() => vi.restoreAllMocks());

describeObjectStore('S3 of another make, its buckets being hosts,', () => {
  const { endpoint, ...access } = inject('otherS3');
  const { port } = new URL(endpoint);
  return createS3Store(
    { ...access, endpoint: `http://${elsewhere}:${port}`, dialect: { ...dialects.other, addressing: 'virtual' } },
    patient,
  );
});
