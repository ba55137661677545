// Test doubles of stores pass the contract of stores.

import { inject } from 'vitest';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { createPrefixedStore } from '../support/certificates/prefixed-store.ts';
import { createCrashPoint } from '../support/rules/crash-point.ts';
import { describeObjectStore, patient } from './object-store.ts';

const s3 = createS3Store(inject('s3'), patient);

describeObjectStore('a prefixed store', () => createPrefixedStore(s3));
describeObjectStore('an S3 server in place of R2', () => createS3Store({ ...inject('s3'), name: 'r2' }, patient));
describeObjectStore('a store behind a proxy without faults', () => createS3Store(inject('contractProxy').s3, patient));
describeObjectStore('a store with a crash point that is never reached', () =>
  createCrashPoint(Number.POSITIVE_INFINITY).wrapStore(s3),
);
