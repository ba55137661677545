// Use case at the edge: is this certificate genuine? The record comes from the backend, the file from whichever store
// answers. An unreachable store is said as such; the verdict then stands on the record.

import { normalizeCrockford } from '../core/crockford.ts';
import { sha256Hex } from '../core/hex.ts';
import { type ObjectStore, ObjectStoreError } from '../objects/object-store.ts';
import { objectKey } from './certificate.ts';
import { type CertificateRecord, type FileCheck, judge, type Verdict } from './verdict.ts';

export interface VerifyPorts {
  /** null when no certificate has this code. */
  readonly findRecord: (code: string) => Promise<CertificateRecord | null>;
  readonly objects: ObjectStore;
}

const codeLength = 16;

/** A code as people type it: any case, spaces, hyphens, look-alikes. null when it cannot be one. */
export function normalizeCode(text: string): string | null {
  if (text.length > 64) return null;
  const code = normalizeCrockford(text);
  return code !== null && code.length === codeLength ? code : null;
}

export async function verifyCertificate(ports: VerifyPorts, typedCode: string): Promise<Verdict | null> {
  const code = normalizeCode(typedCode);
  const record = code === null ? null : await ports.findRecord(code);
  if (record === null) return null;
  return judge(record, record.state === 'active' ? await checkFile(ports.objects, record) : 'not_checked');
}

/** The PDF is the smaller of the two, and the one that gets edited. */
async function checkFile(objects: ObjectStore, record: CertificateRecord): Promise<FileCheck> {
  const file = record.files.pdf;
  if (file === null) return 'not_checked';
  try {
    const { body } = await objects.get(objectKey('pdf', record.createdAt, file.sha256));
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    return (await sha256Hex(bytes)) === file.sha256 ? 'matches' : 'differs';
  } catch (error) {
    const isMissing = error instanceof ObjectStoreError && error.failure === 'not_found';
    return isMissing ? 'missing' : 'unreachable';
  }
}
