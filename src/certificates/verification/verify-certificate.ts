// Use case at the edge: verifies a certificate by its code. The record comes from the backend, the file from the first store that
// answers. If no store answers, the verdict relies on the record and says so.

import type { Clock } from '../../core/instant.ts';
import { failureOf } from '../../objects/stores/observed.ts';
import { objectKey } from '../certificate.ts';
import type { IssuedFilePorts } from './read-issued-file.ts';
import { normalizeCode } from './typed-code.ts';
import { type CertificateRecord, type FileCheck, judge, type Verdict } from './verdict.ts';

export interface VerifyPorts extends IssuedFilePorts {
  readonly clock: Clock;
  /** null: no certificate has this code. */
  readonly findRecord: (code: string) => Promise<CertificateRecord | null>;
}

export async function verifyCertificate(ports: VerifyPorts, typedCode: string): Promise<Verdict | null> {
  const code = normalizeCode(typedCode);
  const record = code === null ? null : await ports.findRecord(code);
  if (record === null) return null;
  return judge(record, record.state === 'active' ? await checkFile(ports, record) : 'not_checked', ports.clock());
}

/** Checks the PDF, which is smaller than the PNG and more often edited. A wrong copy beside a right one is repaired, not reported. */
async function checkFile({ objects, onWrongCopy }: VerifyPorts, record: CertificateRecord): Promise<FileCheck> {
  const file = record.files.pdf;
  if (file === null) return 'not_checked';
  const key = objectKey('pdf', record.createdAt, file.sha256);
  try {
    const { wrongSides } = await objects.getVerified(key, file.sha256, file.sizeBytes);
    for (const side of wrongSides) onWrongCopy(key, side);
    return 'matches';
  } catch (error) {
    const failure = failureOf(error);
    if (failure === 'corrupt') return 'differs';
    return failure === 'not_found' ? 'missing' : 'unreachable';
  }
}
