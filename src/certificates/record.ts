// Maps a row to the public record. Hidden fields are removed here, so that no answer, page or picture can show them.

import type { CertificateContent } from './certificate.ts';
import { type PublicReason, publicReason } from './reason.ts';
import type { WholeCertificate } from './store.ts';
import type { CertificateRecord } from './verification/verdict.ts';

export function toRecord(row: WholeCertificate, content: CertificateContent): CertificateRecord {
  const { id, code, state, createdAt, issuedAt, revokedAt, suspendedAt, expiresAt } = row;
  const { replacedByCode, replacedAt } = row;
  const isHidden = row.isPrivate || row.isNameHidden;
  const file = (sha256: string | null, sizeBytes: number | null) =>
    sha256 === null || sizeBytes === null ? null : { sha256, sizeBytes };
  return {
    ...{ code, verificationUrl: content.verificationUrl, content: isHidden ? null : content },
    ...{
      id,
      state,
      needsPrintedName: row.failure === 'needs_printed_name',
      createdAt,
      issuedAt,
      revokedAt,
      suspendedAt,
      expiresAt,
      reason: reasonOf(row),
    },
    replaces: row.replacesCode,
    replacedBy: replacedByCode === null || replacedAt === null ? null : { code: replacedByCode, at: replacedAt },
    timeZone: isHidden ? 'UTC' : row.timeZone,
    files: { pdf: file(row.pdfSha256, row.pdfSizeBytes), png: file(row.pngSha256, row.pngSizeBytes) },
  };
}

/** If the name is hidden, the text is removed as well, because it may contain the name. The code remains. */
function reasonOf(row: WholeCertificate): PublicReason | null {
  const reason = statedReason(row);
  if (reason === null || row.isPrivate) return null;
  return row.isNameHidden ? { ...reason, text: null } : reason;
}

function statedReason(row: WholeCertificate): PublicReason | null {
  if (row.state === 'revoked') return publicReason(row.revokedReasonCode, row.revokedReason);
  if (row.state === 'suspended') return publicReason(row.suspendedReasonCode, row.suspendedReason);
  return row.state === 'superseded' ? publicReason(row.replacedReasonCode, row.replacedReason) : null;
}
