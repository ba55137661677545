// Evidence for the result of a match: what may be given, by whom, and how much. Files are judged by their content, never by their name.
// They are not scanned for viruses.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';

/** Of one person for one match. */
export const ownEvidenceMax = 10;
/** Of all persons for one match. */
export const matchEvidenceMax = 60;
export const evidenceUrlLengthMax = 2_000;

export const evidenceTypes = ['image/jpeg', 'image/png', 'application/pdf', 'video/mp4'] as const;
export type EvidenceType = (typeof evidenceTypes)[number];

const extensions: Readonly<Record<EvidenceType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/pdf': 'pdf',
  'video/mp4': 'mp4',
};

export interface EvidenceFile {
  readonly key: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly contentType: EvidenceType;
}

export interface Evidence {
  readonly id: Id<'evidence'>;
  readonly matchId: Id<'match'>;
  readonly playerId: Id<'player'>;
  /** Either this or the file. */
  readonly url: string | null;
  readonly file: EvidenceFile | null;
  /** false: the file has reached no store yet. */
  readonly isStored: boolean;
  readonly createdAt: Instant;
}

export const evidenceVerdicts = [
  'done',
  'not_found',
  'not_a_participant',
  'sanctioned',
  'closed',
  'own_limit',
  'match_limit',
] as const;
export type EvidenceVerdict = (typeof evidenceVerdicts)[number];

/** Each piece has a key of its own, so that erasing one person's file leaves the same file of another. */
export function evidenceKey(id: Id<'evidence'>, createdAt: Instant, sha256: string, type: EvidenceType): string {
  return `evidence/${createdAt.slice(0, 4)}/${createdAt.slice(5, 7)}/${sha256}-${id.slice(4)}.${extensions[type]}`;
}

export const evidenceFileName = (id: Id<'evidence'>, type: EvidenceType) =>
  `evidence-${id.slice(4)}.${extensions[type]}`;

/** MP4 and its variants; not QuickTime, and not the pictures that share the container (ISO/IEC 14496-12, section 4.3). */
const mp4Brands = new Set(['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'MSNV', 'dash']);

/** null: none of the types. Only the beginning is judged: the rest may be damaged. */
export function evidenceTypeOf(bytes: Uint8Array): EvidenceType | null {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte);
  const textAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (textAt(0) === '%PDF' && bytes[4] === 0x2d) return 'application/pdf';
  return textAt(4) === 'ftyp' && mp4Brands.has(textAt(8)) ? 'video/mp4' : null;
}
