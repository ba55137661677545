import { env } from 'cloudflare:workers';
import { createR2Store } from '../../../src/objects/r2.ts';
import { describeObjectStore } from '../../contracts/object-store.ts';

describeObjectStore('R2 in workerd', () => createR2Store(env.CERTIFICATES));
