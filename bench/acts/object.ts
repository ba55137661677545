// Random objects for the object store port.

import { createHash, randomBytes } from 'node:crypto';
import type { PutObject } from '../../src/objects/stores/object-store.ts';

export function anObject(sizeBytes: number): PutObject {
  const bytes = new Uint8Array(randomBytes(sizeBytes));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { key: `pdf/2026/11/${sha256}.pdf`, bytes, contentType: 'application/pdf', sha256 };
}
