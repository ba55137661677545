// The bucket that holds every file, past the app: R2, as the platform under test reaches it.

import { env } from 'cloudflare:workers';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { patient } from '../../contracts/object-store.ts';

export const firstStore = createR2Store(env.CERTIFICATES, patient);
