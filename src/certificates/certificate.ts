// What a certificate says and which file names it goes by. Knows neither where it is stored nor how it is drawn.

import type { Instant } from '../core/instant.ts';

export const certificateTypes = ['winner', 'runner_up', 'third_place', 'participant'] as const;
export type CertificateType = (typeof certificateTypes)[number];

export const languages = ['en', 'bn'] as const;
export type Language = (typeof languages)[number];

export const fileFormats = ['pdf', 'png'] as const;
export type FileFormat = (typeof fileFormats)[number];

/** Every field printed on the document, and shown again on the verification page. */
export interface CertificateContent {
  readonly type: CertificateType;
  readonly language: Language;
  /** The name to print, of a player or of a team: the printed name where one was given. */
  readonly displayName: string;
  readonly isTeam: boolean;
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
  /** null: no line to sign on. */
  readonly signatory: Signatory | null;
  /** The tournament's own colour, `#rrggbb`; null for the colour of the type. */
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

/** Draws the picture that other sites show beside a link, 1200×630. */
export type CardRenderer = (content: CertificateContent) => Promise<Uint8Array<ArrayBuffer>>;

/** 80 random bits: nobody guesses a code. */
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

/** Why the files of a pending certificate could not be made yet. They are tried again, once a name that is needed is there. */
export type IssueFailure = 'drawing' | 'storage' | 'needs_printed_name';

/** A healthy queue needs seconds; after this its message is taken for lost. */
export const overdueAfterSeconds = 300;

export const contentTypes: Readonly<Record<FileFormat, string>> = { pdf: 'application/pdf', png: 'image/png' };
