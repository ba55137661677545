// What plays the part of a store in other tests does as stores do.

import { inject } from 'vitest';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { createFuse } from '../support/fuse.ts';
import { createPrefixedStore } from '../support/prefixed-store.ts';
import { describeObjectStore, patient } from './object-store.ts';

const s3 = createS3Store(inject('s3'), patient);

describeObjectStore('a corner of a bucket', () => createPrefixedStore(s3));
describeObjectStore('an S3 in the part of R2', () => createS3Store({ ...inject('s3'), name: 'r2' }, patient));
describeObjectStore('a store behind a proxy without faults', () => createS3Store(inject('contractProxy').s3, patient));
describeObjectStore('a store of a process that does not die', () => createFuse(Number.POSITIVE_INFINITY).wrapStore(s3));
