// The content of a certificate, its code, and the keys of its files. Does not know how it is stored or drawn.

import type { Instant } from '../core/instant.ts';

export const certificateTypes = ['winner', 'runner_up', 'third_place', 'participant'] as const;
export type CertificateType = (typeof certificateTypes)[number];

export const languages = ['en', 'bn'] as const;
export type Language = (typeof languages)[number];

export const fileFormats = ['pdf', 'png'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** The fields that are printed on the certificate and shown on its verification page. */
export interface CertificateContent {
  readonly type: CertificateType;
  readonly language: Language;
  /** As printed, of a player or a team: the chosen spelling if there is one, else the display name. */
  readonly printedName: string;
  readonly isTeam: boolean;
  /** As printed, of the team of a member; null: the certificate is the entrant's. */
  readonly teamName: string | null;
  readonly tournamentTitle: string;
  /** Final rank, 1 for the winner; shared ranks repeat. */
  readonly place: number;
  readonly isPlaceShared: boolean;
  readonly entrantCount: number;
  /** The date the tournament ended, `yyyy-mm-dd` in its time zone. */
  readonly endedOn: string;
  /** The organizer's name. */
  readonly issuer: string;
  readonly issuerSite: string | null;
  readonly logo: Logo | null;
  /** null: without a signature line. */
  readonly signatory: Signatory | null;
  /** The tournament's accent colour, `#rrggbb`; null: the colour of the type. */
  readonly accentColor: string | null;
  /** 16 characters of Crockford base32 without hyphens. */
  readonly code: string;
  /** What the QR code encodes: `<PUBLIC_URL>/c/<code in groups of four>`. */
  readonly verificationUrl: string;
}

export interface Logo {
  readonly contentType: 'image/png' | 'image/svg+xml';
  readonly bytes: Uint8Array;
}

export interface Signatory {
  readonly name: string;
  readonly office: string | null;
}

export interface RenderedCertificate {
  readonly pdf: Uint8Array;
  readonly png: Uint8Array;
}

/** Draws a certificate; the same content gives the same bytes. */
export type CertificateRenderer = (content: CertificateContent) => Promise<RenderedCertificate>;

/** Draws the preview picture for links on other sites, 1200×630. */
export type CardRenderer = (content: CertificateContent) => Promise<Uint8Array<ArrayBuffer>>;

/** 80 random bits: too many to guess a code. */
export const codeSizeBytes = 10;

/** `ABCD-EFGH-JKMN-PQRS`, as printed and as in links. */
export function formatCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

export function verificationUrl(publicUrl: string, code: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/c/${formatCode(code)}`;
}

/** Immutable, content-addressed, no personal data: docs/rules/objects.md#keys. */
export function objectKey(format: FileFormat, issuedAt: Instant, sha256: string): string {
  return `${format}/${issuedAt.slice(0, 4)}/${issuedAt.slice(5, 7)}/${sha256}.${format}`;
}

export function certificateTypeForRank(rank: number): CertificateType {
  if (rank === 1) return 'winner';
  if (rank === 2) return 'runner_up';
  return rank === 3 ? 'third_place' : 'participant';
}

export const certificateStates = ['pending', 'active', 'revoked', 'suspended', 'superseded', 'expired'] as const;
export type CertificateState = (typeof certificateStates)[number];

/** Why the files of a pending certificate could not be made. They are retried; with `needs_printed_name` after the name is set. */
export const issueFailures = ['drawing', 'storage', 'needs_printed_name'] as const;
export type IssueFailure = (typeof issueFailures)[number];

/** The queue normally needs seconds. After this time its message is considered lost. */
export const overdueAfterSeconds = 300;

export const contentTypes: Readonly<Record<FileFormat, string>> = { pdf: 'application/pdf', png: 'image/png' };
